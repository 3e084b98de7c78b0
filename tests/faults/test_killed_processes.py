"""kill -9 of each process while thirty pictures are being made: every accepted generation ends exactly once."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from bench.installation import Caller, Installation, installation

from apphost.kit.database import Database
from emulators.image_api import ImageApi

BASE = "/api/apps/avatar-creator"
ACCEPTED = 30
pytestmark = pytest.mark.xdist_group("faults")

SHORT = {"LEASE_SECONDS": "2", "SWEEP_SECONDS": "1", "RETRY_DELAYS_SECONDS": "[0.3, 0.6]", "DRAIN_SECONDS": "1"}


@pytest.fixture(scope="module")
def up(emulator: ImageApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Everything under `up`, with leases and delays shortened by settings."""
    folder = tmp_path_factory.mktemp("faults") / "data"
    remote = {"HUGGINGFACE_TOKEN": "hf_of_the_tests", "HUGGINGFACE_BASE_URL": emulator.url}
    with installation(folder, **SHORT, **remote) as running:
        yield running


@pytest.fixture
async def http(up: Installation) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=up.url, timeout=20) as client:
        yield client


@pytest.mark.parametrize("victim", ["worker-1", "api", "valkey", "postgres"])
async def test_every_accepted_generation_ends_once_with_its_files(
    up: Installation, http: httpx.AsyncClient, image_api: ImageApi, victim: str
) -> None:
    await image_api.set_default(latency=1.5)
    caller = up.sign_in()
    accepted = await _accept(http, caller)
    while len(await image_api.calls()) < 5:
        await asyncio.sleep(0.05)
    os.kill(up.pid_of(victim), signal.SIGKILL)
    generations = await _all_ended(http, caller, accepted)
    assert {each["status"] for each in generations} == {"completed"}
    assert len({each["avatarId"] for each in generations}) == ACCEPTED
    await _check_what_is_stored(up, http, caller)


async def test_an_emptied_valkey_loses_nothing_accepted(
    up: Installation, http: httpx.AsyncClient, image_api: ImageApi
) -> None:
    await image_api.set_default(latency=0.5)
    caller = up.sign_in()
    accepted = await _accept(http, caller)
    await _flush_valkey(up)
    generations = await _all_ended(http, caller, accepted)
    assert {each["status"] for each in generations} == {"completed"}


async def _accept(http: httpx.AsyncClient, caller: Caller) -> set[str]:
    made = await http.post(f"{BASE}/projects", json={"name": "Faults"}, headers=caller.headers)
    project_id = made.raise_for_status().json()["id"]
    accepted: set[str] = set()
    while len(accepted) < ACCEPTED:
        body = {"prompt": "a calm man", "count": min(3, ACCEPTED - len(accepted)), "provider": "huggingface"}
        answer = await http.post(f"{BASE}/projects/{project_id}/avatars/generate", json=body, headers=caller.headers)
        accepted |= set(answer.raise_for_status().json()["generationIds"])
    return accepted


async def _all_ended(http: httpx.AsyncClient, caller: Caller, accepted: set[str]) -> list[dict[str, Any]]:
    """All of them, asked again and again while the killed process is away."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            page = await http.get(f"{BASE}/generations", params={"limit": 100}, headers=caller.headers)
            items = page.json()["items"] if page.status_code == 200 else []
        except httpx.HTTPError:
            items = []
        if {each["id"] for each in items if each["completedAt"]} == accepted:
            return list(items)
        await asyncio.sleep(0.2)
    raise AssertionError(f"after a minute: {[(each['status'], each['attempt']) for each in items]}")


async def _check_what_is_stored(up: Installation, http: httpx.AsyncClient, caller: Caller) -> None:
    """Each avatar has its four files, nothing else is stored for its owner once the sweep has passed."""
    page = await http.get(f"{BASE}/avatars", params={"limit": 100}, headers=caller.headers)
    avatars = page.raise_for_status().json()["items"]
    assert len(avatars) == ACCEPTED
    for avatar in avatars:
        assert (await http.get(avatar["smallImageUrl"])).status_code == 200
    await _make_unclaimed_files_due(up)
    folder = Path(up.folder) / "objects" / "avatar-creator" / caller.user_id
    async with asyncio.timeout(10):
        while len([file for file in folder.iterdir() if file.is_file()]) != 4 * ACCEPTED:
            await asyncio.sleep(0.1)


async def _make_unclaimed_files_due(up: Installation) -> None:
    """What a killed attempt left behind is swept when its time is up: say that it is."""
    db = Database(up.environment["DATABASE_URL"], size=1)
    await db.execute("UPDATE avatar_unclaimed_files SET delete_after = now()")
    await db.close()


async def _flush_valkey(up: Installation) -> None:
    import redis.asyncio as redis

    client = redis.from_url(up.environment["REDIS_URL"])
    await client.flushall()
    await client.aclose()
