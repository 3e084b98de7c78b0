"""A person at the page: real Chromium on a real installation, signed in by the one-time link."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bench.installation import COMMAND, PASSWORD, Installation
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

AXE = "frontend/node_modules/axe-core/axe.min.js"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "the browser tests need Chromium: sudo apt-get install chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        await browser.close()


def one_time_link(up: Installation) -> str:
    """What the operator would print for the owner."""
    told = subprocess.run(
        [*COMMAND, "users", "link", "--data", str(up.folder)],
        env={**os.environ, "PUBLIC_URL": up.url},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.split()[-1]


@dataclass
class Person:
    """A page, what went wrong in it, and the requests it made."""

    page: Page
    complaints: list[str]
    requests: list[str]

    async def axe(self) -> list[str]:
        """Accessibility violations of the view as it stands, as `rule: element`."""
        with open(AXE) as script:
            source = script.read()
        # Evaluated by the debugger, which the page's content policy does not concern.
        await self.page.evaluate(f"() => {{ {source}; window.axe = axe; }}")
        found: Any = await self.page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]

    async def scrolls_sideways(self) -> bool:
        wide: bool = await self.page.evaluate(
            "() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"
        )
        return wide


def at(page: Page) -> Person:
    person = Person(page, [], [])
    page.on("pageerror", lambda error: person.complaints.append(str(error)))
    page.on("request", lambda request: person.requests.append(f"{request.method} {request.url}"))
    return person


async def sign_in(context: BrowserContext, up: Installation) -> Person:
    person = at(await context.new_page())
    await person.page.goto(one_time_link(up))
    await person.page.wait_for_url("**/projects")
    return person


async def enter(context: BrowserContext, up: Installation, email: str) -> None:
    """Signs the browser in by password, before any page is opened."""
    account = {"email": email, "password": PASSWORD}
    answer = await context.request.post(f"{up.url}/api/auth/login", data=account, headers={"origin": up.url})
    assert answer.ok, await answer.text()
