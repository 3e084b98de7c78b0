"""The whole way of a creator, in real Chromium: nothing is told to the page but what a person does."""

import asyncio
import re

import pytest
from bench.installation import Installation
from playwright.async_api import BrowserContext, Page, expect

from browser.people import Person, at
from browser.uses import tell_use
from emulators.image_api import ImageApi

pytestmark = pytest.mark.xdist_group("browser")

RUTH = "a smiling woman in her 50s with curly red hair and glasses"


async def new_project(page: Page, name: str) -> None:
    """From the list of projects into a new project with the describe sheet open."""
    await page.goto("/".join(page.url.split("/")[:3]) + "/projects")
    first = page.get_by_role("button", name="Describe your first person")
    another = page.get_by_role("button", name="New project")
    await first.or_(another).first.click()
    await page.wait_for_url(re.compile("/projects/.+"))
    if "create=describe" not in page.url:
        await page.get_by_role("button", name="Create").first.click()
    await expect(page.get_by_label("Who is it?")).to_be_visible()


async def describe(page: Page, words: str, count: int = 1) -> None:
    await page.get_by_label("Who is it?").fill(words)
    await page.get_by_role("radiogroup", name="How many").get_by_text(str(count), exact=True).click()
    await page.get_by_role("button", name=re.compile("^Make ")).click()


async def choose_photographs(page: Page) -> None:
    await page.get_by_role("combobox", name="Made by").or_(page.get_by_label("Made by")).first.click()
    await page.get_by_role("option", name=re.compile("Photographic")).click()


async def test_describe_see_open_download_delete_undo(owner: Person) -> None:
    page = owner.page
    await new_project(page, "Autumn")
    await page.get_by_label("Who is it?").fill(RUTH)
    understood = page.get_by_role("list", name="What was understood")
    await expect(understood.get_by_text("Red hair")).to_be_visible()
    await describe(page, RUTH, count=2)
    cards = page.get_by_role("link", name=re.compile("^A smiling woman"))
    await expect(cards).to_have_count(2)
    await page.keyboard.press("Escape")
    await cards.first.click()
    picture = page.get_by_role("dialog").get_by_role("img").first
    await expect(picture).to_be_visible()
    await page.get_by_role("button", name="Download").click()
    async with page.expect_download() as download:
        await page.get_by_role("menuitem", name=re.compile("Original")).click()
    path = await (await download.value).path()
    assert path.read_bytes().startswith(b"\xff\xd8\xff")
    await page.get_by_role("button", name="Delete").click()
    await expect(cards).to_have_count(1)
    await page.get_by_role("button", name="Undo").click()
    await expect(cards).to_have_count(2)
    assert owner.complaints == []


async def test_progress_is_seen_and_a_cancel_ends_it(owner: Person, image_api: ImageApi) -> None:
    await image_api.set_default(latency=30)
    page = owner.page
    await new_project(page, "Slow")
    await choose_photographs(page)
    await describe(page, "a patient man")
    panel = page.get_by_role("region", name="Active generations")
    await expect(panel.get_by_role("progressbar").first).to_be_visible()
    await _until(image_api, "open")
    await panel.get_by_role("button", name=re.compile("^Cancel")).first.click()
    await expect(panel.get_by_role("progressbar")).to_have_count(0)
    await _until(image_api, "connection-closed")


async def _until(image_api: ImageApi, outcome: str) -> None:
    """Wait until the only call of the provider stands so."""
    async with asyncio.timeout(15):
        while [call["outcome"] for call in await image_api.calls()] != [outcome]:
            await asyncio.sleep(0.05)


async def test_no_timer_polls_the_server(owner: Person, image_api: ImageApi) -> None:
    await image_api.set_default(latency=4)
    page = owner.page
    await new_project(page, "Quiet")
    await choose_photographs(page)
    await describe(page, "a quiet man")
    await expect(page.get_by_role("region", name="Active generations").get_by_role("progressbar").first).to_be_visible()
    await asyncio.sleep(0.5)
    owner.requests.clear()
    await asyncio.sleep(3)
    assert [request for request in owner.requests if "/api/" in request] == []
    await expect(page.get_by_role("link", name=re.compile("^A quiet man"))).to_be_visible()


async def test_every_tab_shows_the_same_truth_through_one_stream(owner: Person, context: BrowserContext) -> None:
    await new_project(owner.page, "Tabs")
    address = owner.page.url.split("?")[0]
    others = [at(await context.new_page()) for _ in range(2)]
    for other in others:
        await other.page.goto(address)
        await expect(other.page.get_by_role("button", name="Create").first).to_be_visible()
    await describe(owner.page, "a woman in three places")
    for person in (owner, *others):
        await expect(person.page.get_by_role("link", name=re.compile("^A woman in three"))).to_be_visible()
    streams_of_others = [request for other in others for request in other.requests if "/api/events" in request]
    assert streams_of_others == [], "one tab holds the stream for all"


async def test_a_lost_connection_is_told_and_healed(owner: Person, context: BrowserContext, up: Installation) -> None:
    page = owner.page
    await new_project(page, "Laptop")
    address = page.url
    await context.set_offline(True)
    elsewhere = up  # the same account goes on working on another machine while this laptop is closed
    assert elsewhere.url in address
    await asyncio.sleep(1)
    await context.set_offline(False)
    await describe(page, "a traveller who came back")
    await expect(page.get_by_role("link", name=re.compile("^A traveller"))).to_be_visible()


async def test_a_use_told_by_another_app_arrives_while_one_looks(owner: Person, up: Installation) -> None:
    page = owner.page
    await page.goto(f"{up.url}/settings")
    await page.get_by_role("button", name="New token").click()
    await page.get_by_label("Name").fill("Storyboard on my laptop")
    await page.get_by_role("combobox", name="App").fill("Story Board")
    await page.get_by_role("checkbox", name="Tell where your people are used").check()
    await page.get_by_role("button", name="Make token").click()
    token = await page.get_by_label("Token", exact=True).text_content() or ""
    await page.get_by_role("button", name="Done").click()

    await new_project(page, "Scenes")
    await describe(page, "a woman who is placed in scenes")
    await page.keyboard.press("Escape")
    await page.get_by_role("link", name=re.compile("^A woman who is placed")).click()
    uses = page.get_by_role("region", name="Used by")
    await expect(uses.get_by_text("No app has used this person yet.")).to_be_visible()
    for _ in range(2):  # the same use counts once
        await tell_use(up, token, page.url.split("/")[-1], "placed", "scene 7")
    await expect(uses.get_by_text("1 use", exact=True)).to_be_visible()
    await expect(uses.get_by_role("row", name=re.compile("^Story board"))).to_be_visible()

    await page.get_by_role("button", name="Delete").click()
    await expect(page.get_by_role("dialog", name=re.compile("^Delete"))).to_contain_text("Story board")
    await page.get_by_role("button", name="Keep").click()
    assert owner.complaints == []
