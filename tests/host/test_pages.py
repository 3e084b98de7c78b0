"""What a browser is given: the page with a fresh nonce, its parts compressed and for ever, nothing else."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from running_app import RunningApp


@pytest.fixture
async def browser(running: RunningApp) -> AsyncIterator[httpx.AsyncClient]:
    async with running.client() as client:
        yield client


async def test_every_view_is_the_page_under_a_policy_with_a_nonce_of_its_own(browser: httpx.AsyncClient) -> None:
    answers = [await browser.get(path) for path in ("/", "/projects", "/people/somebody")]
    nonces = [re.findall(r"'nonce-([\w-]+)'", answer.headers["content-security-policy"])[0] for answer in answers]
    assert len(set(nonces)) == 3
    for answer, nonce in zip(answers, nonces, strict=True):
        assert f'content="{nonce}"' in answer.text
        assert "unsafe" not in answer.headers["content-security-policy"]


async def test_scripts_travel_compressed_and_are_kept_for_ever(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/")).text
    script = re.findall(r'src="(/assets/[^"]+\.js)"', page)[0]
    answer = await browser.get(script)
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    plain = await browser.get(script, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content


@pytest.mark.parametrize(
    "path", ["/assets/nothing.js", "/assets/%2e%2e/%2e%2e/cli.py", "/api/nothing", "/files/nothing"]
)
async def test_what_is_no_view_is_not_answered_with_the_page(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).status_code == 404
