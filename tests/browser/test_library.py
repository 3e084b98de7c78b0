"""A library that lasts: people are found, moved, deleted, brought back, and taken to another installation."""

import re
import secrets
from pathlib import Path

import pytest
from bench.installation import Installation, installation
from playwright.async_api import Browser, BrowserContext, expect

from browser.people import Person, at, enter, sign_in
from browser.sitters import LIBRARY, Made, join, make_library

pytestmark = pytest.mark.xdist_group("browser")

(BAKERY, BAKERS), (MUSEUM, GUIDES), *_ = LIBRARY.items()


@pytest.fixture
async def made(context: BrowserContext, up: Installation) -> Made:
    """Somebody's bakery of three and museum of one, and their browser."""
    email = f"librarian-{secrets.token_hex(6)}@example.org"
    made = await make_library(up, await join(up, email), {BAKERY: BAKERS[:3], MUSEUM: GUIDES[:1]})
    await enter(context, up, email)
    return made


@pytest.fixture
async def somebody(context: BrowserContext, up: Installation, made: Made) -> Person:
    person = at(await context.new_page())
    await person.page.goto(f"{up.url}/projects/{made.projects[BAKERY[0]]}")
    await expect(person.page.get_by_role("article")).to_have_count(3)
    return person


async def test_people_are_found_moved_together_and_moved_back(somebody: Person, up: Installation, made: Made) -> None:
    page = somebody.page
    await page.get_by_role("searchbox", name="Search people").fill("smiling wom")
    await expect(page.get_by_role("article")).to_have_count(1)
    await page.get_by_role("searchbox", name="Search people").fill("smiling")
    await expect(page.get_by_role("article")).to_have_count(2)
    assert page.url.endswith("?q=smiling")
    await page.get_by_role("link", name="Mira Okafor").focus()
    await page.keyboard.press("Control+a")
    bar = page.get_by_role("toolbar", name="Selected people")
    await expect(bar).to_contain_text("2 selected")
    assert await somebody.axe() == []
    await bar.get_by_role("button", name="Move to a project").click()
    await page.get_by_role("button", name=re.compile("^Night at the Museum")).click()
    await expect(page.get_by_text("2 people are moved to “Night at the Museum”.")).to_be_visible()
    await expect(page.get_by_role("heading", name="Nobody matches")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("article")).to_have_count(2)
    await page.goto(f"{up.url}/projects/{made.projects[MUSEUM[0]]}")
    await expect(page.get_by_role("article")).to_have_count(1)
    assert somebody.complaints == []


async def test_a_narrowed_list_changes_while_one_looks(somebody: Person, context: BrowserContext) -> None:
    page, elsewhere = somebody.page, at(await context.new_page()).page
    await elsewhere.goto("/".join([*page.url.split("/")[:3], "favourites"]))
    await expect(elsewhere.get_by_role("heading", name="No favourites yet")).to_be_visible()
    await page.get_by_role("link", name="Mira Okafor").focus()
    await page.keyboard.press("f")
    await expect(elsewhere.get_by_role("link", name="Mira Okafor")).to_be_visible()
    await page.keyboard.press("f")
    await expect(elsewhere.get_by_role("heading", name="No favourites yet")).to_be_visible()


async def test_the_deleted_wait_in_the_trash_and_come_back(somebody: Person, up: Installation) -> None:
    page = somebody.page
    address = page.url
    for name in ("Mira Okafor", "Tomas Lindqvist"):
        await page.get_by_role("button", name=f"Select {name}").click()
    await page.get_by_role("toolbar").get_by_role("button", name="Delete").click()
    await expect(page.get_by_role("article")).to_have_count(1)
    await page.goto(f"{up.url}/trash")
    await expect(page.get_by_role("article", name="Mira Okafor")).to_contain_text("30 days left")
    assert await somebody.axe() == []
    await page.get_by_role("button", name="Restore Mira Okafor").click()
    await expect(page.get_by_role("article", name="Mira Okafor")).to_have_count(0)
    await page.get_by_role("button", name="Empty trash").click()
    await page.get_by_role("dialog").get_by_role("button", name="Empty trash").click()
    await expect(page.get_by_role("heading", name="The trash is empty")).to_be_visible()
    await page.goto(address)
    await expect(page.get_by_role("article")).to_have_count(2)
    await expect(page.get_by_role("link", name="Mira Okafor")).to_be_visible()
    assert somebody.complaints == []


async def test_a_project_goes_to_an_empty_installation(somebody: Person, browser: Browser, tmp_path: Path) -> None:
    page, archive = somebody.page, tmp_path / "bakery.zip"
    await page.get_by_role("button", name="Actions for Harbour Lane Bakery").click()
    async with page.expect_download() as download:
        await page.get_by_role("menuitem", name="Export").click()
    await (await download.value).save_as(archive)
    with installation(tmp_path / "elsewhere") as elsewhere:
        profile = await browser.new_context(reduced_motion="reduce")
        there = await sign_in(profile, elsewhere)
        await expect(there.page.get_by_role("heading", name="Who do you want to meet?")).to_be_visible()
        await there.page.get_by_label("Exported project").set_input_files(archive)
        await expect(there.page.get_by_text("“Harbour Lane Bakery” is here, with 3 people.")).to_be_visible()
        await expect(there.page.get_by_role("article")).to_have_count(3)
        await expect(there.page.get_by_text("34 · warm, early riser")).to_be_visible()
        pictures = there.page.get_by_role("article").locator("img[data-shown]")
        await expect(pictures).to_have_count(3)
        assert there.complaints == []
        await profile.close()
