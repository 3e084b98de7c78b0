"""The other ways to bring somebody into a project, in real Chromium: a picture, a preset, another look."""

import base64
import re
from pathlib import Path

import pytest
from bench.installation import Installation
from playwright.async_api import Page, expect

from browser.people import Person
from browser.sitters import BASE

pytestmark = pytest.mark.xdist_group("browser")

PORTRAITS = Path("frontend/src/ui/people")

_DROP = """files => {
    const data = new DataTransfer();
    for (const { name, content } of files) {
        const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: "image/webp" }));
    }
    for (const kind of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


async def open_project(person: Person, up: Installation, name: str) -> Page:
    made = await person.page.request.post(f"{up.url}{BASE}/projects", data={"name": name}, headers={"origin": up.url})
    await person.page.goto(f"{up.url}/projects/{(await made.json())['id']}")
    await expect(person.page.get_by_role("heading", name="Nobody here yet")).to_be_visible()
    return person.page


async def choose_way(page: Page, title: str) -> None:
    await page.get_by_role("button", name="Choose how").first.click()
    await page.get_by_role("menuitem", name=re.compile(f"^{title}")).click()


async def drop(page: Page, **files: bytes) -> None:
    """Lets files go over the page, as a hand would."""
    told = [{"name": f"{name}.webp", "content": base64.b64encode(content).decode()} for name, content in files.items()]
    await page.evaluate(_DROP, told)


async def test_of_several_dropped_pictures_one_is_bad_and_the_others_become_people(
    owner: Person, up: Installation
) -> None:
    page = await open_project(owner, up, "Album")
    ada, bo = ((PORTRAITS / f"{name}.webp").read_bytes() for name in ("curly", "hijab"))
    await drop(page, ada=ada, broken=ada[:900], bo=bo)
    sheet = page.get_by_role("list", name="Pictures to add")
    await expect(sheet.get_by_role("button", name="Ada, ready")).to_be_visible()
    await expect(sheet.get_by_role("button", name="Bo, ready")).to_be_visible()
    await sheet.get_by_role("button", name=re.compile("^Broken")).click()
    await expect(page.get_by_role("alert")).to_contain_text("damaged")
    assert await owner.axe() == []

    await sheet.get_by_role("button", name="Bo, ready").click()
    await page.get_by_role("application").press("+")
    await page.get_by_label("Name", exact=True).fill("Bo Lund")
    await page.get_by_role("button", name="Add 2 people").click()
    await expect(sheet.get_by_role("button", name="Bo Lund, added")).to_be_visible()
    await expect(sheet.get_by_role("button", name="Ada, added")).to_be_visible()
    await page.get_by_role("button", name="Close").click()
    await expect(page.get_by_role("link", name="Ada", exact=True)).to_be_visible()
    await expect(page.get_by_role("link", name="Bo Lund")).to_be_visible()
    await expect(page.get_by_role("button", name="Create", exact=True)).to_be_focused()

    await choose_way(page, "Upload")
    await page.get_by_role("button", name=re.compile("^Broken")).press("Delete")
    await drop(page, again=ada)
    await expect(page.get_by_text("You already have this picture")).to_be_visible()
    await expect(page.get_by_role("link", name="Open Ada")).to_be_visible()
    assert owner.complaints == []


async def test_a_preset_becomes_a_person_of_ones_own(owner: Person, up: Installation) -> None:
    page = await open_project(owner, up, "Cast")
    await choose_way(page, "From preset")
    gallery = page.get_by_role("dialog", name="Presets")
    await gallery.get_by_role("tab", name="Business").click()
    face = gallery.get_by_role("region", name="All presets").get_by_role("listitem").get_by_role("button").first
    await face.click()
    await expect(gallery.get_by_alt_text("The person as described so far")).to_be_visible()
    assert await owner.axe() == []
    await gallery.get_by_role("button", name=re.compile("^Looks")).click()
    await gallery.get_by_role("tab", name="Hair").click()
    await gallery.get_by_text("Red", exact=True).locator("..").click()
    await gallery.get_by_label("Name", exact=True).fill("Rosa")
    await gallery.get_by_role("button", name="Make this person").click()
    await page.get_by_role("link", name="Rosa").click()
    await expect(page.get_by_role("dialog", name="Rosa")).to_be_visible()
    avatar = await (await page.request.get(f"{up.url}{BASE}/avatars/{page.url.rsplit('/', 1)[1]}")).json()
    assert (avatar["sourceType"], avatar["attributes"]["hairColor"]) == ("from_preset", "red")
    assert avatar["persona"]["name"] == "Rosa"
    assert avatar["persona"]["background"], "the story of the preset comes along"
    assert owner.complaints == []


async def test_somebody_gets_a_new_look_and_stays_who_they_are(owner: Person, up: Installation) -> None:
    page = await open_project(owner, up, "Wardrobe")
    project = page.url.rsplit("/", 1)[1]
    wanted = {"prompt": "a woman with long red hair", "name": "Mira", "seed": 7}
    address = f"{up.url}{BASE}/projects/{project}/avatars/generate"
    await page.request.post(address, data=wanted, headers={"origin": up.url})
    await page.get_by_role("button", name="Actions for Mira").click()
    await page.get_by_role("menuitem", name="New look").click()
    await page.get_by_label("What shall be different?").fill("in a blazer, laughing")
    await expect(page.get_by_role("button", name=re.compile("^Expression Laugh"))).to_be_visible()
    await expect(page.get_by_alt_text("The person as described so far")).to_be_visible()
    assert await owner.axe() == []
    await page.get_by_label("Picture name").fill("Mira at work")
    await page.get_by_role("button", name="Make this look").click()
    await expect(page.get_by_role("link", name="Mira at work")).to_be_visible()
    people = await (await page.request.get(f"{up.url}{BASE}/projects/{project}/avatars")).json()
    after, before = people["items"]
    assert after["parentAvatarId"] == before["id"]
    drawn = [person["recipe"]["parameters"]["look"] for person in (before, after)]
    changed = {name for name in drawn[0] if drawn[0][name] != drawn[1][name]}
    assert changed == {"expression", "outfit"}
    assert owner.complaints == []


async def test_where_nobody_can_look_at_photographs_it_is_said_before_one_is_sent(
    owner: Person, up: Installation
) -> None:
    page = await open_project(owner, up, "Photographs")
    await choose_way(page, "From reference")
    told = page.get_by_text("Nobody here can look at photographs yet")
    offered = page.get_by_role("button", name="Choose a picture")
    await expect(told.or_(offered).first).to_be_visible()
    readers = await (await page.request.get(f"{up.url}{BASE}/providers")).json()
    can_read = any(one["configured"] and one["readsPictures"] for one in readers["items"])
    await expect(offered).to_have_count(1 if can_read else 0)
    assert await owner.axe() == []
