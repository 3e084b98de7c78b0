"""kill -9 of the API while pictures are being uploaded: every avatar has its files, and nothing else is stored."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from bench.installation import Caller, Installation, installation

from apphost.kit.database import Database
from sample_pictures import jpeg, photograph

BASE = "/api/apps/avatar-creator"
pytestmark = pytest.mark.xdist_group("faults")


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("uploads") / "data", SWEEP_SECONDS="1") as running:
        yield running


@pytest.mark.parametrize("after_seconds", [0.15, 0.4, 0.8])
async def test_a_killed_api_leaves_neither_avatars_without_files_nor_files_without_avatars(
    up: Installation, after_seconds: float
) -> None:
    caller = up.sign_in()
    async with httpx.AsyncClient(base_url=up.url, headers=dict(caller.headers), timeout=30) as http:
        project = (await http.post(f"{BASE}/projects", json={"name": "Faults"})).raise_for_status().json()["id"]
        sending = [asyncio.create_task(_upload(http, project, number)) for number in range(12)]
        await asyncio.sleep(after_seconds)
        os.kill(up.pid_of("api"), signal.SIGKILL)
        await asyncio.gather(*sending)
        avatars = await _avatars(http)
        for avatar in avatars:
            for size in ("baseImageUrl", "largeImageUrl", "thumbnailUrl", "smallImageUrl"):
                assert (await http.get(avatar[size])).status_code == 200
    await _make_unclaimed_files_due(up)
    async with asyncio.timeout(20):
        while len(_stored(up, caller)) != 4 * len(avatars):
            await asyncio.sleep(0.1)


async def _upload(http: httpx.AsyncClient, project: str, number: int) -> None:
    """Whether it was answered is another matter: the process may be gone."""
    content = jpeg(photograph(1200, 900)) + bytes(number)
    with suppress(httpx.HTTPError):
        await http.post(f"{BASE}/projects/{project}/avatars/upload", files={"file": ("a.jpg", content)})


async def _avatars(http: httpx.AsyncClient) -> list[dict[str, str]]:
    """What there is once the API is back."""
    async with asyncio.timeout(30):
        while True:
            with suppress(httpx.HTTPError):
                answer = await http.get(f"{BASE}/avatars", params={"limit": 100})
                if answer.status_code == 200:
                    items: list[dict[str, str]] = answer.json()["items"]
                    return items
            await asyncio.sleep(0.1)


def _stored(up: Installation, caller: Caller) -> list[Path]:
    folder = Path(up.folder) / "objects" / "avatar-creator" / caller.user_id
    return [file for file in folder.glob("*") if file.is_file()]


async def _make_unclaimed_files_due(up: Installation) -> None:
    db = Database(up.environment["DATABASE_URL"], size=1)
    await db.execute("UPDATE avatar_unclaimed_files SET delete_after = now()")
    await db.close()
