"""How every view stands, at both widths and in both themes: nothing axe objects to, nothing that scrolls sideways.

And the ways of those who use no mouse, or want nothing to move.
"""

import re
from typing import Literal

import pytest
from bench.installation import Installation
from playwright.async_api import Browser, BrowserContext, Page, expect

from browser.faces import FACES, Face
from browser.people import Person, at, enter, one_time_link
from browser.sitters import LIBRARY, join, make_library
from browser.uses import use_them

pytestmark = pytest.mark.xdist_group("browser")

Theme = Literal["light", "dark"]
LOOKED_AT = (
    "sign-in-wrong-password",
    "projects-content",
    "project-content",
    "project-not-found",
    "describe-understood",
    "describe-persona",
    "avatar-content",
    "avatar-looks",
    "avatar-used",
    "avatar-delete",
    "palette-found",
    "people-content",
    "people-none-found",
    "usage-content",
    "upload-empty",
    "presets-content",
    "reference-choice",
    "look-content",
    "settings-content",
    "settings-new-token",
    "app-not-found",
)


@pytest.fixture(scope="session")
async def places(up: Installation) -> dict[str, str]:
    """A small project of somebody; the addresses that faces name."""
    (project, sitters), *_ = LIBRARY.items()
    caller = await join(up, "looks@example.org")
    made = await make_library(up, caller, {project: sitters[:2]})
    await use_them(up, caller, list(made.people.values()))
    address = f"/projects/{made.projects[project[0]]}"
    person = made.people[sitters[0].name]
    return {"project": address, "person": f"{address}/people/{person}", "person_id": person}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
async def test_every_view_stands(
    browser: Browser, up: Installation, places: dict[str, str], width: int, theme: Theme
) -> None:
    faults: dict[str, list[str]] = {}
    for account in (None, "looks@example.org"):
        context = await browser.new_context(
            base_url=up.url, viewport={"width": width, "height": 800}, color_scheme=theme, reduced_motion="reduce"
        )
        context.set_default_timeout(10_000)
        if account:
            await enter(context, up, account)
        for face in FACES:
            if face.name in LOOKED_AT and (face.account is None) == (account is None):
                faults[face.name] = await _faults(at(await context.new_page()), face, places)
        await context.close()
    assert set(faults) == set(LOOKED_AT)
    assert {name: found for name, found in faults.items() if found} == {}


async def _faults(person: Person, face: Face, places: dict[str, str]) -> list[str]:
    await person.page.goto(face.path.format_map(places))
    await face.act(person.page)
    found = await person.axe() + person.complaints
    if await person.scrolls_sideways():
        found.append("scrolls sideways")
    await person.page.close()
    return found


async def test_a_person_is_made_and_met_by_keyboard_alone(context: BrowserContext, up: Installation) -> None:
    page = at(await context.new_page()).page
    keys = page.keyboard
    await page.goto(one_time_link(up))
    await expect(page.get_by_role("heading").first).to_be_visible()
    await _tab_to(page, re.compile("Describe your first person|New project"))
    await keys.press("Enter")
    await page.wait_for_url(re.compile("/projects/.+"))
    if "create=describe" not in page.url:
        await expect(page.get_by_role("textbox", name="Project name")).to_be_focused()
        await keys.press("Enter")
        await _tab_to(page, re.compile("^Create"))
        await keys.press("Enter")
    await expect(page.get_by_label("Who is it?")).to_be_focused()
    await keys.type("a calm woman with silver hair")
    await keys.press("Control+Enter")
    card = page.get_by_role("link", name=re.compile("^A calm woman"))
    await expect(card).to_be_visible()
    await keys.press("Escape")
    await expect(page.get_by_label("Who is it?")).to_have_count(0)
    await _tab_to(page, re.compile("^A calm woman"))
    await keys.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await keys.press("Escape")
    await expect(card).to_be_focused()


async def _tab_to(page: Page, name: re.Pattern[str]) -> None:
    """Presses Tab until the focus stands on what has this name."""
    wanted = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
    await expect(wanted).to_be_visible()
    for _ in range(40):
        if await wanted.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    stopped_at = await page.evaluate("document.activeElement?.outerHTML.slice(0, 160)")
    raise AssertionError(f"Tab never comes to {name.pattern}; it is at {stopped_at}")


async def test_nothing_moves_for_those_who_want_stillness(owner: Person) -> None:
    page = owner.page
    await expect(page.get_by_role("button").first).to_be_visible()
    longest = await page.evaluate(_LONGEST_MOTION_MS)
    assert longest <= 10
    await page.emulate_media(reduced_motion="no-preference")
    assert await page.evaluate(_LONGEST_MOTION_MS) > 10, "there is something to be still about"


_LONGEST_MOTION_MS = """() => Math.max(0, ...[...document.querySelectorAll("*")].flatMap((element) => {
  const { transitionDuration, animationDuration } = getComputedStyle(element);
  return `${transitionDuration},${animationDuration}`.split(",")
    .map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000));
}))"""
