"""Every view in every state it can be in, and how a person gets there. Knows the page, not how pictures are written.

What a browser meets on a bad day (a slow answer, a refusal, a lost line) is played on the browser's own network,
never in our code.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page, Route, expect

from browser.sitters import BASE

WHO = "A smiling woman in her 50s with fair skin, curly red hair, round glasses and a turtleneck, with her dog"

Act = Callable[[Page], Awaitable[Any]]


@dataclass(frozen=True)
class Face:
    """`path` may name `{project}`, `{person}` and the like; `account` is who looks, none being a visitor."""

    name: str
    path: str
    act: Act
    account: str | None = "owner"
    slow: re.Pattern[str] | None = None
    """Requests that get no answer while one looks."""
    broken: re.Pattern[str] | None = None
    """Requests that fail."""


async def refuse(route: Route) -> None:
    words = {"title": "Something went wrong on our side", "detail": "Nothing you made is lost. Try again in a moment."}
    problem = {"type": "about:blank", "slug": "internal-error", "status": 500, **words}
    await route.fulfill(status=500, content_type="application/problem+json", json=problem)


def shows(text: str | re.Pattern[str]) -> Act:
    return lambda page: expect(page.get_by_text(text).first).to_be_visible()


def shows_role(role: Any, name: str | re.Pattern[str] | None = None) -> Act:
    return lambda page: expect(page.get_by_role(role, name=name).first).to_be_visible()


async def loads(page: Page) -> None:
    """Long enough for a loading state to stand, and for nothing else to come."""
    await page.wait_for_timeout(900)


async def shows_a_look(page: Page) -> None:
    """With its order ready, and the button no longer on its way from pale to ink."""
    await shows_role("region", "Keep and change")(page)
    await expect(page.get_by_role("button", name="Make this look")).to_be_enabled()
    await page.wait_for_timeout(400)


async def wrong_password(page: Page) -> None:
    await page.get_by_label("Email").fill("mira@example.org")
    await page.get_by_label("Password").first.fill("not quite the phrase")
    await page.get_by_role("button", name="Sign in").click()
    await shows_role("alert")(page)


async def new_account(page: Page) -> None:
    await page.get_by_role("button", name="Make an account").click()


async def project_menu(page: Page) -> None:
    await page.get_by_role("button", name=re.compile("^Actions for")).first.click()
    await shows_role("menuitem", "Rename")(page)


async def says_who(page: Page) -> None:
    await page.get_by_label("Who is it?").fill(WHO)
    await expect(page.get_by_role("list", name="What was understood").get_by_role("listitem").nth(4)).to_be_visible()
    await expect(page.get_by_alt_text("The person as described so far")).to_be_visible()


def opens_tab(title: str) -> Act:
    async def open_it(page: Page) -> None:
        await says_who(page)
        await page.get_by_role("tab", name=title).click()
        await page.get_by_role("tabpanel").last.evaluate("panel => panel.scrollIntoView({ block: 'end' })")

    return open_it


async def opens_persona(page: Page) -> None:
    await says_who(page)
    await page.get_by_role("button", name=re.compile("^Persona")).click()
    await page.get_by_label("Called").fill("Hanna")
    await page.get_by_label("Age", exact=True).fill("54")
    await page.get_by_label("Character").first.fill("thorough")
    await page.keyboard.press("Enter")
    await page.get_by_label("Story").fill("Teaches chemistry and tests every app on her pupils first.")
    await page.get_by_label("Story").evaluate("field => field.scrollIntoView({ block: 'end' })")


async def asks_for_photographs(page: Page) -> None:
    await says_who(page)
    await page.get_by_role("combobox", name="Made by").or_(page.get_by_label("Made by")).first.click()
    await page.get_by_role("option", name=re.compile("Photographic")).click()
    await expect(page.get_by_alt_text("The person as described so far")).to_have_count(0)


async def shows_uses(page: Page) -> None:
    uses = page.get_by_role("region", name="Used by")
    await expect(uses.get_by_role("table", name="Uses by app")).to_be_visible()
    await uses.evaluate("section => section.scrollIntoView({ block: 'end' })")


async def changes_looks(page: Page) -> None:
    hair = page.get_by_role("combobox", name="Hair", exact=True)
    await hair.evaluate("field => field.scrollIntoView({ block: 'center' })")
    await hair.click()
    await shows_role("option")(page)


async def looks_closer(page: Page) -> None:
    await page.get_by_role("button", name=re.compile("^Look closer")).click(position={"x": 180, "y": 160})
    await shows_role("button", "Whole picture")(page)


async def crosses_another_edit(page: Page) -> None:
    """The same field is changed here and, unseen, by the same person on another machine. Their words stay."""
    age = page.get_by_label("Age", exact=True).first
    before = int(await age.input_value())
    await page.evaluate(_KEEP_AGE, [page.url.split("/")[-1], before + 7])
    await age.fill("33")
    await age.press("Enter")
    await shows_role("button", "Take theirs")(page)
    await page.evaluate(_KEEP_AGE, [page.url.split("/")[-1], before])


_KEEP_AGE = f"""([person, age]) => fetch(`{BASE}/avatars/${{person}}`, {{
    method: "PUT",
    headers: {{ "content-type": "application/json" }},
    body: JSON.stringify({{ persona: {{ age }} }}),
}}).then((answer) => answer.ok)"""


async def wants_to_delete(page: Page) -> None:
    await page.get_by_role("button", name="Delete").click()
    await shows_role("button", "Keep")(page)


async def makes_a_token(page: Page) -> None:
    await page.get_by_role("button", name="New token").click()
    await page.get_by_label("Name").fill("Story tool")
    await shows_role("checkbox")(page)


async def opens_palette(page: Page) -> None:
    await _CARD(page)
    await page.keyboard.press("Control+K")
    await shows_role("option", "Settings")(page)


async def finds_somebody(page: Page) -> None:
    await opens_palette(page)
    await page.keyboard.type("ha")
    await expect(page.get_by_role("group", name="People").get_by_role("option").first).to_be_visible()


async def opens_more_places(page: Page) -> None:
    """On a phone; on a desk all places are there."""
    more = page.get_by_role("button", name="More", exact=True)
    await _CARD(page)
    if await more.is_visible():
        await more.click()
        await shows_role("menuitem", "Trash")(page)


async def selects_people(page: Page) -> None:
    await _CARD(page)
    await page.get_by_role("article").first.hover()
    await page.get_by_role("link").and_(page.locator("[id^=card-]")).first.focus()
    await page.keyboard.press("Control+A")
    await shows_role("toolbar", "Selected people")(page)


async def opens_filters(page: Page) -> None:
    await _CARD(page)
    await page.get_by_role("button", name=re.compile("^Filter")).first.click()
    await shows_role("dialog", "Filter")(page)


async def opens_downloads(page: Page) -> None:
    await page.get_by_role("button", name="Download").click()
    await shows_role("menuitem", re.compile("Original"))(page)


async def deletes(page: Page) -> None:
    await page.get_by_role("button", name="Delete").click()
    await shows_role("button", "Undo")(page)


async def undoes(page: Page) -> None:
    """Leaves the library as it was found."""
    undo = page.get_by_role("button", name="Undo")
    if await undo.count():
        async with page.expect_response(re.compile("/restore$")):
            await undo.click()


_PROJECTS = re.compile(rf"{BASE}/projects(\?.*)?$")
_PEOPLE = re.compile(rf"{BASE}/(projects/[^/]+/)?avatars(\?.*)?$")
_PERSON = re.compile(rf"{BASE}/avatars/[^/?]+$")
_STATS = re.compile(rf"{BASE}/stats$")
_EVENTS = re.compile("/api/events")
_CARD = shows_role("article")
_DESCRIBE = "{project}?create=describe"

FACES = [
    Face("sign-in-normal", "/sign-in", shows_role("button", "Sign in"), account=None),
    Face("sign-in-wrong-password", "/sign-in", wrong_password, account=None),
    Face("sign-in-new-account", "/sign-in", new_account, account=None),
    Face("projects-loading", "/projects", loads, slow=_PROJECTS),
    Face("projects-empty", "/projects", shows("Who do you want to meet?"), account="newcomer"),
    Face("projects-problem", "/projects", shows_role("alert"), broken=_PROJECTS),
    Face("projects-content", "/projects", _CARD),
    Face("projects-menu", "/projects", project_menu),
    Face("places-more", "/projects", opens_more_places),
    Face("palette-open", "/projects", opens_palette),
    Face("palette-found", "/projects", finds_somebody),
    Face("project-loading", "{project}", loads, slow=_PEOPLE),
    Face("project-empty", "{empty}", shows("Nobody here yet"), account="starter"),
    Face("project-problem", "{project}", shows_role("alert"), broken=_PEOPLE),
    Face("project-not-found", "/projects/nothing-here", shows_role("alert")),
    Face("project-content", "{project}", _CARD),
    Face("project-active", "{busy}", shows_role("region", "Active generations"), account="busy"),
    Face("project-undo", "{person}", deletes),
    Face("describe-empty", "{empty}?create=describe", loads, account="starter"),
    Face("describe-understood", _DESCRIBE, says_who),
    Face("describe-person", _DESCRIBE, opens_tab("Person")),
    Face("describe-hair", _DESCRIBE, opens_tab("Hair")),
    Face("describe-face", _DESCRIBE, opens_tab("Face")),
    Face("describe-clothes", _DESCRIBE, opens_tab("Clothes")),
    Face("describe-backdrop", _DESCRIBE, opens_tab("Backdrop")),
    Face("describe-persona", _DESCRIBE, opens_persona),
    Face("describe-photographic", _DESCRIBE, asks_for_photographs),
    Face("avatar-loading", "{person}", loads, slow=re.compile(rf"{_PERSON.pattern}|{_PEOPLE.pattern}")),
    Face("avatar-content", "{person}", shows_role("button", "Download")),
    Face("avatar-downloads", "{person}", opens_downloads),
    Face("avatar-closer", "{person}", looks_closer),
    Face("avatar-looks", "{person}", changes_looks),
    Face("avatar-used", "{person}", shows_uses),
    Face("avatar-crossed", "{person}", crosses_another_edit, broken=_EVENTS),
    Face("avatar-delete", "{person}", wants_to_delete),
    Face("avatar-save-as-preset", "{person}?save-preset={person_id}", shows_role("dialog", "Save as preset")),
    Face("avatar-not-found", "/people/nobody", shows_role("button", "Back")),
    Face("people-loading", "/people", loads, slow=_PEOPLE),
    Face("people-empty", "/people", shows("Nobody here yet"), account="newcomer"),
    Face("people-problem", "/people", shows_role("alert"), broken=_PEOPLE),
    Face("people-content", "/people", _CARD),
    Face("people-filters", "/people", opens_filters),
    Face("people-selected", "/people", selects_people),
    Face("people-none-found", "/people?q=nobody-at-all", shows("Nobody matches")),
    Face("favourites-content", "/favourites", _CARD),
    Face("favourites-empty", "/favourites", shows("No favourites yet"), account="newcomer"),
    Face("trash-content", "/trash", _CARD),
    Face("trash-empty", "/trash", shows("The trash is empty"), account="newcomer"),
    Face("usage-loading", "/usage", loads, slow=_STATS),
    Face("usage-empty", "/usage", shows("Nothing to count yet"), account="newcomer"),
    Face("usage-problem", "/usage", shows_role("alert"), broken=_STATS),
    Face("usage-content", "/usage", shows_role("heading", "Used most")),
    Face("upload-empty", "{project}?create=upload", shows("Drop pictures here")),
    Face("presets-content", "{project}?create=preset", shows_role("tab")),
    Face("reference-choice", "{project}?create=reference", shows_role("region", "Your people")),
    Face("look-content", "{project}?create=look&of={person_id}", shows_a_look),
    Face("settings-content", "/settings", shows_role("heading", "Tokens")),
    Face("settings-new-token", "/settings", makes_a_token),
    Face("app-not-found", "/apps/nothing-here", shows("There is nothing at this address")),
    Face("connection-broken", "/projects", shows("Reconnecting."), broken=_EVENTS),
]
