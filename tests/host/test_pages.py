"""What a browser is given: the page with a fresh nonce, its parts compressed and for ever, nothing else."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from apphost.kit.settings import Settings
from apphost.main import create_app
from apphost.registry import installed_apps
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
    "path",
    [
        "/assets/nothing.js",
        "/assets/%2e%2e/%2e%2e/cli.py",
        "/assets/%00",
        "/api/nothing",
        "/files/nothing",
        "/files/%00",
    ],
)
async def test_what_is_no_view_is_not_answered_with_the_page(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.get(path)).status_code == 404


async def test_any_other_address_is_a_view_however_odd(browser: httpx.AsyncClient) -> None:
    for path in ("/%00", "/" + "a" * 300, "/%2e%2e/pyproject.toml", "/%ff"):
        assert (await browser.get(path)).headers["content-type"].startswith("text/html"), path


@pytest.fixture
async def visitor(settings: Settings, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Of a platform with an app that brings its own page."""
    (tmp_path / "beside.js").write_text("secret")
    ui = tmp_path / "ui"
    ui.mkdir()
    (ui / "index.js").write_text("export function mount() {}")
    (ui / "leading-out.js").symlink_to(tmp_path / "beside.js")
    app = create_app(settings, [replace(installed_apps()[0], ui=ui)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://platform") as client:
        yield client


async def test_an_app_brings_its_own_page(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/apps/avatar-creator/ui/index.js")
    assert answer.text == "export function mount() {}"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["x-content-type-options"] == "nosniff"
    again = await visitor.get("/apps/avatar-creator/ui/index.js", headers={"if-none-match": answer.headers["etag"]})
    assert answer.headers["cache-control"] == "no-cache"
    assert again.status_code in {200, 304}


@pytest.mark.parametrize(
    "path", ["", "..%2fbeside.js", "%2e%2e/beside.js", "leading-out.js", "%00", "a" * 300, "%2fetc%2fpasswd"]
)
async def test_nothing_beside_an_apps_page_is_served(visitor: httpx.AsyncClient, path: str) -> None:
    assert (await visitor.get(f"/apps/avatar-creator/ui/{path}")).status_code == 404
