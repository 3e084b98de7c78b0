"""One installation for the browser tests of a process, one browser, a fresh profile for each test."""

from collections.abc import AsyncIterator, Iterator

import pytest
from bench.installation import Installation, installation
from playwright.async_api import Browser, BrowserContext, expect

from browser.people import Person, chromium, sign_in
from emulators.image_api import ImageApi


@pytest.fixture(scope="session")
def up(emulator: ImageApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    remote = {"HUGGINGFACE_TOKEN": "hf_of_the_tests", "HUGGINGFACE_BASE_URL": emulator.url}
    with installation(tmp_path_factory.mktemp("browser") / "data", SWEEP_SECONDS="1", **remote) as running:
        yield running


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    profile = await browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce")
    profile.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    yield profile
    await profile.close()


@pytest.fixture
async def owner(context: BrowserContext, up: Installation) -> Person:
    return await sign_in(context, up)
