"""A generation's own cost: accept → `generation:completed` seen by the client, minus the provider and the picture
pipeline, which the worker times in the same run. One at a time, on the embedded engines, built-in provider.

Also: one worker process with 500 slow remote pictures in flight at once, and what memory that takes.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from statistics import median, quantiles
from typing import Any

import httpx
from httpx_sse import aconnect_sse

from bench.figures import Figure
from bench.installation import Caller, Installation, installation
from bench.processes import pss_bytes, tree_of

BASE = "/api/apps/avatar-creator"
PICTURES, WARM_UP = 60, 10
IN_FLIGHT, LATENCY_SECONDS = 500, 2.0
MEGABYTE = 1_000_000


def run(_: object) -> list[Figure]:
    return [*asyncio.run(_own_cost()), *asyncio.run(_in_flight())]


async def _own_cost() -> list[Figure]:
    with installation(LOG_LEVEL="info", LOG_FORMAT="json") as up:
        caller = up.sign_in()
        totals = await _one_at_a_time(up, caller)
        work = _timed_by_the_worker(up)
    costs = [1000 * seconds - work[generation_id] for generation_id, seconds in totals.items()][WARM_UP:]
    return [
        Figure("accept → completed, beyond provider and pipeline, p50", median(costs), "ms", 30),
        Figure("accept → completed, beyond provider and pipeline, p99", quantiles(costs, n=100)[98], "ms", 250),
    ]


async def _one_at_a_time(up: Installation, caller: Caller) -> dict[str, float]:
    """Generation id → seconds from asking to the event."""
    totals: dict[str, float] = {}
    async with (
        httpx.AsyncClient(base_url=up.url, headers=dict(caller.headers), timeout=30) as http,
        _events(http) as ended,
    ):
        project = (await http.post(f"{BASE}/projects", json={"name": "Bench"})).json()["id"]
        for number in range(PICTURES):
            asked = time.perf_counter()
            body = {"prompt": "a calm woman with red hair", "seed": number}
            answer = await http.post(f"{BASE}/projects/{project}/avatars/generate", json=body)
            generation_id = answer.raise_for_status().json()["generationId"]
            while await ended.get() != generation_id:
                pass
            totals[generation_id] = time.perf_counter() - asked
    return totals


@contextlib.asynccontextmanager
async def _events(http: httpx.AsyncClient) -> AsyncIterator["asyncio.Queue[str]"]:
    """Ids of generations that completed, as the event stream tells them."""
    ended: asyncio.Queue[str] = asyncio.Queue()
    connected = asyncio.Event()

    async def listen() -> None:
        async with aconnect_sse(http, "GET", "/api/events", timeout=None) as source:
            async for event in source.aiter_sse():
                connected.set()
                if event.event == "generation:completed":
                    ended.put_nowait(json.loads(event.data)["generationId"])

    listening = asyncio.create_task(listen())
    await connected.wait()
    yield ended
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening


def _timed_by_the_worker(up: Installation) -> dict[str, float]:
    """Generation id → milliseconds of provider and pipeline, from the worker's log."""
    lines = (up.folder / "log" / "worker-1.log").read_text().splitlines()
    notes: list[dict[str, Any]] = [json.loads(line) for line in lines if '"picture made"' in line]
    return {note["generation_id"]: note["provider_ms"] + note["encode_ms"] for note in notes}


async def _in_flight() -> list[Figure]:
    async with _emulator() as (url, http):
        await http.post(f"{url}/control/default", json={"latency": LATENCY_SECONDS})
        caps = {"WORKER_CONCURRENCY": str(IN_FLIGHT), "MAX_OPEN_GENERATIONS": str(2 * IN_FLIGHT), "LEASE_SECONDS": "30"}
        with installation(None, HUGGINGFACE_TOKEN="hf_bench", HUGGINGFACE_BASE_URL=url, **caps) as up:
            caller, worker = up.sign_in(), up.pid_of("worker-1")
            os.kill(worker, signal.SIGSTOP)
            await _ask_for_many(up, caller)
            os.kill(worker, signal.SIGCONT)
            most_open, most_bytes = await _watch(http, url, worker)
    return [
        Figure(
            f"remote pictures of {LATENCY_SECONDS:g} s in flight at once, one worker",
            most_open,
            "",
            IN_FLIGHT,
            "at least",
        ),
        Figure("memory of that worker with its picture process (PSS)", most_bytes / MEGABYTE, "MB", 250),
    ]


async def _ask_for_many(up: Installation, caller: Caller) -> None:
    """As many as fit, asked for while the worker is halted, so that it finds them all at once."""
    async with httpx.AsyncClient(base_url=up.url, headers=dict(caller.headers), timeout=60) as http:
        project = (await http.post(f"{BASE}/projects", json={"name": "Bench"})).json()["id"]
        url = f"{BASE}/projects/{project}/avatars/generate"
        body = {"prompt": "a calm man", "count": 4, "provider": "huggingface"}
        for _ in range(IN_FLIGHT // 4 // 5):
            answers = await asyncio.gather(*(http.post(url, json=body) for _ in range(5)))
            for answer in answers:
                answer.raise_for_status()


async def _watch(http: httpx.AsyncClient, url: str, worker: int) -> tuple[int, int]:
    """The most calls open at the emulator, and the most memory of the worker, until all are answered."""
    most_open = most_bytes = 0
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        calls = (await http.get(f"{url}/control/calls")).json()
        most_open = max(most_open, sum(call["outcome"] == "open" for call in calls))
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            most_bytes = max(most_bytes, pss_bytes(tree_of(worker)))
        if len(calls) >= IN_FLIGHT and all(call["outcome"] != "open" for call in calls):
            break
        await asyncio.sleep(0.1)
    return most_open, most_bytes


@contextlib.asynccontextmanager
async def _emulator() -> AsyncIterator[tuple[str, httpx.AsyncClient]]:
    """The emulator of the paid image API that the tests use, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "emulators.image_api", cwd="tests", stdout=asyncio.subprocess.PIPE, env=dict(os.environ)
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    try:
        async with httpx.AsyncClient(timeout=30) as http:
            yield url, http
    finally:
        process.terminate()
        await process.wait()
