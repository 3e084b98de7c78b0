"""Writes a picture of every view in its faces, on a phone and on a desk, light and dark, to be looked at.

With `--docs` it writes the few that the project's own pages show, small.
"""

import argparse
import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
import pyvips
from bench.installation import Caller, Installation, installation
from playwright.async_api import Browser, BrowserContext, Route

from browser.faces import FACES, Face, refuse, undoes
from browser.people import chromium, enter
from browser.sitters import BASE, Made, join, make_library, new_project, order
from browser.uses import use_them
from emulators.image_api import start_image_api

Theme = Literal["light", "dark"]
_HEIGHTS = {390: 844, 1440: 900}
_DOCS_BYTES = 250_000
_SUBJECT, _PROJECT = "Hanna Weiss", "Who we build for"


@dataclass(frozen=True)
class Studio:
    """What is photographed: an installation with somebody for every state an account can be in."""

    up: Installation
    browser: Browser
    places: dict[str, str]

    @asynccontextmanager
    async def look(
        self, account: str | None, width: int, theme: Theme, height: int | None = None, scale: float = 1
    ) -> AsyncIterator[BrowserContext]:
        """A browser of this size and theme, signed in."""
        context = await self.browser.new_context(
            base_url=self.up.url,
            viewport={"width": width, "height": height or _HEIGHTS[width]},
            device_scale_factor=scale,
            color_scheme=theme,
            reduced_motion="reduce",
            has_touch=width < 600,
        )
        context.set_default_timeout(15_000)
        if account is not None:
            await enter(context, self.up, _email(account))
        yield context
        await context.close()

    async def shoot(self, context: BrowserContext, face: Face) -> bytes:
        page = await context.new_page()
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        if face.slow:
            await page.route(face.slow, hold)
        if face.broken:
            await page.route(face.broken, refuse)
        await page.goto(face.path.format_map(self.places))
        await face.act(page)
        await page.evaluate("document.fonts.ready")
        await page.wait_for_timeout(350)  # pictures that were just put in place are decoded
        picture = await page.screenshot()
        await undoes(page)
        for route in held:
            await route.abort()
        await page.close()
        return picture


@asynccontextmanager
async def studio(folder: Path) -> AsyncIterator[Studio]:
    async with start_image_api() as image_api, chromium() as browser:
        remote = {
            "HUGGINGFACE_TOKEN": "hf_of_the_screens",
            "HUGGINGFACE_BASE_URL": image_api.url,
            "HUGGINGFACE_EXCHANGE_SECONDS": "3000",
            "ATTEMPT_SECONDS": "3000",
        }
        with installation(folder, REGISTRATION="open", DRAIN_SECONDS="1", **remote) as up:
            print("making a library", flush=True)
            yield Studio(up, browser, await _furnish(up))


async def _furnish(up: Installation) -> dict[str, str]:
    """Accounts in every state; the addresses that faces name."""
    owner = await join(up, _email("owner"))
    made = await make_library(up, owner)
    await _live_with(up, owner, made)
    await join(up, _email("newcomer"))
    project = f"/projects/{made.projects[_PROJECT]}"
    return {
        "project": project,
        "person": f"{project}/people/{made.people[_SUBJECT]}",
        "person_id": made.people[_SUBJECT],
        "empty": "/projects/" + await _starting(up, await join(up, _email("starter"))),
        "busy": "/projects/" + await _busy(up, await join(up, _email("busy"))),
    }


async def _live_with(up: Installation, owner: Caller, made: Made) -> None:
    """What a library has after a while: uses, tags, favourites, other looks of somebody, somebody in the trash."""
    subject = made.people[_SUBJECT]
    others = [person for person in made.people.values() if person != subject]
    await use_them(up, owner, [subject, *others])
    async with httpx.AsyncClient(base_url=up.url, headers=dict(owner.headers)) as http:
        words = {"tags": ["teacher", "chemistry"], "isFavorite": True}
        (await http.put(f"{BASE}/avatars/{subject}", json=words)).raise_for_status()
        (await http.put(f"{BASE}/avatars/{others[0]}", json={"isFavorite": True})).raise_for_status()
        for name, prompt in {"Hanna on Sunday": "in a hoodie", "Hanna, later": "white hair, laughing"}.items():
            look = {"avatarId": subject, "name": name, "prompt": prompt}
            asked = await http.post(f"{BASE}/projects/{made.projects[_PROJECT]}/avatars/from-reference", json=look)
            await http.get(f"{BASE}/generations/{asked.raise_for_status().json()['generationId']}?wait=30", timeout=40)
        (await http.delete(f"{BASE}/avatars/{others[-1]}")).raise_for_status()


def _email(account: str) -> str:
    return "mira@example.org" if account == "owner" else f"{account}@example.org"


async def _starting(up: Installation, caller: Caller) -> str:
    async with httpx.AsyncClient(base_url=up.url, headers=dict(caller.headers)) as http:
        return await new_project(http, "My people")


async def _busy(up: Installation, caller: Caller) -> str:
    """A project in which one photograph is being made, one waits for its next attempt and one was refused."""
    meets = {"Theo Marsh": "latency=3000", "Salma Idris": "status=503 retry_after=900", "Bo Andersen": "status=400"}
    async with httpx.AsyncClient(base_url=up.url, headers=dict(caller.headers)) as http:
        project = await new_project(http, "Autumn campaign", "Photographs for the posters.")
        for name, prompt in _STANDING.items():
            await order(http, project, {"name": name, "prompt": prompt, "seed": len(name)})
        await asyncio.sleep(6)
        for name, behaviour in meets.items():
            prompt = f"a calm person [emulator {behaviour}]"
            await order(http, project, {"name": name, "prompt": prompt, "provider": "huggingface"})
        await asyncio.sleep(3)
    return project


_STANDING = {
    "Esther Falk": "a woman with light skin, white hair in a pixie cut, glasses and a blazer, smiling",
    "Idris Bello": "a man with dark skin, black hair, a short beard and a turtleneck, smiling",
    "Juno Park": "a young Korean woman with light skin, pink hair in a bob and a hoodie, happy",
}


async def write_all(into: Path, only: str) -> None:
    faces = [face for face in FACES if only in face.name]
    with tempfile.TemporaryDirectory() as temporary:
        async with studio(Path(temporary) / "data") as made:
            for width in _HEIGHTS:
                for theme in ("light", "dark"):
                    await _write(made, faces, width, theme, into / f"{width}-{theme}")


async def _write(made: Studio, faces: list[Face], width: int, theme: Theme, into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    for account in dict.fromkeys(face.account for face in faces):
        async with made.look(account, width, theme) as context:
            for face in (face for face in faces if face.account == account):
                print(f"{into.name}/{face.name}", flush=True)
                (into / f"{face.name}.png").write_bytes(await made.shoot(context, face))


# What is shown, how wide and high, and in which theme.
_DOCS: dict[str, tuple[str, int, int, Theme]] = {
    "projects": ("projects-content", 1440, 560, "light"),
    "project": ("project-content", 1440, 760, "light"),
    "describe": ("describe-understood", 1440, 900, "light"),
    "avatar": ("avatar-content", 1440, 900, "dark"),
    "phone": ("project-content", 390, 844, "light"),
}


async def write_docs(into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    faces = {face.name: face for face in FACES}
    with tempfile.TemporaryDirectory() as temporary:
        async with studio(Path(temporary) / "data") as made:
            for name, (face, width, height, theme) in _DOCS.items():
                async with made.look("owner", width, theme, height, scale=2) as context:
                    print(name, flush=True)
                    (into / f"{name}.webp").write_bytes(_small(await made.shoot(context, faces[face])))


def _small(png: bytes) -> bytes:
    """As WebP, at most 1600 pixels wide and within the bytes a page may cost."""
    picture = pyvips.Image.thumbnail_buffer(png, 1600, size="down")
    for quality in range(90, 30, -10):
        encoded = bytes(picture.write_to_buffer(".webp", Q=quality, smart_subsample=True))
        if len(encoded) <= _DOCS_BYTES:
            return encoded
    raise ValueError(f"more than {_DOCS_BYTES} bytes at any quality")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make screens", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go: <width>-<theme>/<view>-<face>.png")
    parser.add_argument("--docs", action="store_true", help="only those of the project's own pages, as WebP")
    parser.add_argument("--only", default="", help="only faces with this in their name, such as describe")
    asked = parser.parse_args()
    asyncio.run(write_docs(asked.folder) if asked.docs else write_all(asked.folder, asked.only))


if __name__ == "__main__":
    main()
