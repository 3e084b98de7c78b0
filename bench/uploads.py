"""Uploads through the door of a whole installation: their CPU against bare libvips making the same four pictures, and
what twenty pictures of fifty megapixels sent at once take in memory. Run: python -m bench uploads

CPU is that of the API process with its picture process, database and Valkey left out; start-up and the first upload
do not count. Every upload is somebody else's, since who sends a picture twice has the two compared. Bare libvips is
timed as in `bench pictures`, on the same files.
"""

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx

from apphost.kit.uploads import MAX_FILE_BYTES
from bench.figures import Figure
from bench.image_pipeline import cpu_of_bare, milliseconds_a_picture, photograph
from bench.installation import Installation, installation
from bench.processes import cpu_seconds, pss_bytes, tree_of

BASE = "/api/apps/avatar-creator"
CPU_TARGET, MEMORY_TARGET_MIB = 1.3, 1024
ROUNDS, REPEATS, AT_ONCE = 10, 3, 20
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sender:
    headers: Mapping[str, str]
    url: str


def run(_: object) -> list[Figure]:
    os.environ["VIPS_CONCURRENCY"] = "1"
    with installation() as up:
        figures = [_cpu_figure(up, name, content) for name, content in _pictures().items()]
        return [*figures, asyncio.run(_memory_figure(up))]


def _pictures() -> dict[str, bytes]:
    return {
        "12 MP JPEG from a camera": photograph(4000, 3000).jpegsave_buffer(Q=90),
        "3 MP JPEG": photograph(2000, 1500).jpegsave_buffer(Q=90),
    }


def _cpu_figure(up: Installation, name: str, content: bytes) -> Figure:
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "picture"
        picture.write_bytes(content)
        for _ in range(REPEATS):
            bare.append(milliseconds_a_picture(cpu_of_bare, picture))
            ours.append(asyncio.run(_milliseconds_an_upload(up, content)))
    print(f"  {name}: {median(ours):.0f} ms an upload, {median(bare):.0f} ms bare")
    return Figure(f"upload, CPU to bare libvips: {name}", median(ours) / median(bare), "×", CPU_TARGET)


async def _milliseconds_an_upload(up: Installation, content: bytes) -> float:
    async with httpx.AsyncClient(base_url=up.url, timeout=60) as http:
        first, *others = [await _somebody(up, http) for _ in range(ROUNDS + 1)]
        await _upload(http, first, content)
        pids = tree_of(up.pid_of("api"))
        before = cpu_seconds(pids)
        for each in others:
            await _upload(http, each, content)
        return (cpu_seconds(pids) - before) * 1000 / ROUNDS


async def _memory_figure(up: Installation) -> Figure:
    """The most that the API and everything it started hold while twenty of them are on their way."""
    content = photograph(8000, 6250).jpegsave_buffer(Q=90)
    content += bytes(MAX_FILE_BYTES - len(content))
    async with httpx.AsyncClient(base_url=up.url, timeout=300) as http:
        people = [await _somebody(up, http) for _ in range(AT_ONCE)]
        sending = asyncio.gather(*(_upload(http, each, content) for each in people))
        most = await _most_bytes(up.pid_of("api"), sending)
    name = f"{AT_ONCE} uploads of 50 MP and 10 MiB at once, API with picture process (PSS)"
    return Figure(name, most / MIB, "MiB", MEMORY_TARGET_MIB)


async def _most_bytes(pid: int, work: "asyncio.Future[list[None]]") -> int:
    most = 0
    while not work.done():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            most = max(most, pss_bytes(tree_of(pid)))
        await asyncio.sleep(0.05)
    await work
    return most


async def _somebody(up: Installation, http: httpx.AsyncClient) -> Sender:
    """Somebody new, with a project to upload to."""
    headers = up.sign_in().headers
    made = await http.post(f"{BASE}/projects", json={"name": "Bench"}, headers=headers)
    return Sender(headers, f"{BASE}/projects/{made.raise_for_status().json()['id']}/avatars/upload")


async def _upload(http: httpx.AsyncClient, sender: Sender, content: bytes) -> None:
    answer = await http.post(sender.url, files={"file": ("picture.jpg", content)}, headers=sender.headers)
    answer.raise_for_status()
