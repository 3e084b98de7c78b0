"""A large library: pages far down a list of 1,000,000 avatars against the first, and a zip file of 1,000 avatars.

The list is walked by its cursors to the 1,000th page in every order; then that page and the first are asked for
alternately. The zip file is received while the memory of the server process is watched. Run: python -m bench library
"""

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from apphost.kit.database import Database
from apphost.kit.ids import new_id
from bench.figures import Figure
from bench.installation import Caller, Installation, installation
from bench.processes import pss_bytes

AVATARS, PAGE, LIMIT = 1_000_000, 1_000, 50
ROUNDS = 60
DOWNLOADED, PICTURE_BYTES = 1_000, 1_000_000
SORTS = ("newest", "recently-used", "most-used", "name")
BASE = "/api/apps/avatar-creator"
MEBIBYTE = 1024 * 1024


def run(_: object) -> list[Figure]:
    with installation() as up:
        caller = up.sign_in()
        project_id = asyncio.run(_seed(up, caller))
        with httpx.Client(base_url=up.url, headers=dict(caller.headers), timeout=60) as http:
            pages = [
                Figure(f"page {PAGE} to the first of {AVATARS:,}, {where}, {sort}", _ratio(http, path, sort), "×", 1.3)
                for where, path in (("everybody", "/avatars"), ("a project", f"/projects/{project_id}/avatars"))
                for sort in SORTS
            ]
            return [*pages, *_download(up, http)]


def _ratio(http: httpx.Client, path: str, sort: str) -> float:
    cursor = _cursor_of_page(http, path, sort)
    first: list[float] = []
    deep: list[float] = []
    for _ in range(ROUNDS):
        first.append(_seconds(http, path, {"sort": sort}))
        deep.append(_seconds(http, path, {"sort": sort, "cursor": cursor}))
    return median(deep) / median(first)


def _cursor_of_page(http: httpx.Client, path: str, sort: str) -> str:
    """What leads to the page, walked to as a person would."""
    place: dict[str, str] = {}
    for _ in range(PAGE - 1):
        page = _page(http, path, {"sort": sort, **place})
        place = {"cursor": page["nextCursor"]}
    return place["cursor"]


def _page(http: httpx.Client, path: str, params: dict[str, Any]) -> Any:
    return http.get(BASE + path, params={"limit": LIMIT, **params}).raise_for_status().json()


def _seconds(http: httpx.Client, path: str, params: dict[str, Any]) -> float:
    started = time.perf_counter()
    http.get(BASE + path, params={"limit": LIMIT, **params}).raise_for_status()
    return time.perf_counter() - started


def _download(up: Installation, http: httpx.Client) -> list[Figure]:
    ids = [item["id"] for item in _many(http, DOWNLOADED)]
    received, before = 0, pss_bytes([up.pid_of("api")])
    with (
        _watched(up.pid_of("api")) as seen,
        http.stream("POST", f"{BASE}/avatars/bulk/download", json={"avatarIds": ids}) as answer,
    ):
        for part in answer.iter_raw():
            received += len(part)
    return [
        Figure(f"zip of {DOWNLOADED:,} avatars, received", received / MEBIBYTE, "MiB", 950, "at least"),
        Figure("zip file, memory it took at most", (max(seen) - before) / MEBIBYTE, "MiB", 32),
    ]


def _many(http: httpx.Client, count: int) -> Iterator[Any]:
    place: dict[str, str] = {}
    for _ in range(count // LIMIT):
        page = _page(http, "/avatars", place)
        place = {"cursor": page["nextCursor"]}
        yield from page["items"]


@contextmanager
def _watched(pid: int) -> Iterator[list[int]]:
    """The memory of a process, looked at twenty times a second while the block runs."""
    seen = [pss_bytes([pid])]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            seen.append(pss_bytes([pid]))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        over.set()
        watching.join()


async def _seed(up: Installation, caller: Caller) -> str:
    """The rows, all with the same picture, which has the size of a large one. So few of them were ever used that
    page 1,000 of the recently used lies among those that never were."""
    project_id, file_set = new_id(), f"avatar-creator/{caller.user_id}/{new_id()}"
    picture = Path(up.folder / "objects" / f"{file_set}.jpg")
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(os.urandom(PICTURE_BYTES))
    db = Database(up.environment["DATABASE_URL"], size=1)
    await db.execute(
        "INSERT INTO avatar_projects (id, user_id, name, avatar_count) VALUES ($1, $2, 'Everybody', $3)",
        project_id,
        caller.user_id,
        AVATARS,
    )
    await db.execute(_AVATARS, caller.user_id, project_id, f"{file_set}.jpg", AVATARS)
    await db.execute("ANALYZE")
    await db.close()
    return project_id


_AVATARS = """
INSERT INTO avatars (
    id, user_id, project_id, name, base_file, thumbhash, width_px, height_px, content_type, size_bytes, attributes,
    source_type, recipe, created_at, usage_count, last_used_at
)
SELECT gen_random_uuid(), $1, $2, 'Person ' || number % 50000, $3, '3OcRJYB4d3h/iIeHeEh3eIhw+j2w', 1024, 1024,
    'image/jpeg', 1000000, '{}', 'text_to_image',
    '{"prompt": null, "generationPrompt": null, "negativePrompt": null, "provider": "illustrated", "model": "studio",
      "seed": 7, "parameters": {}, "ignored": []}',
    now() - number * interval '1 second', number % 100,
    CASE WHEN number % 25 = 0 THEN now() - number * interval '7 seconds' END
FROM generate_series(1, $4::integer) AS number
"""
