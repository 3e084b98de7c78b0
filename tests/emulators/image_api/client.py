"""What tests say to the emulator, and how they start it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal, TypedDict, Unpack

import httpx

_TESTS = Path(__file__).parent.parent.parent


class Met(TypedDict, total=False):
    """What a request meets: the fields of `Behaviour`, which refuses all it does not know."""

    latency: float
    status: int
    fault: str
    retry_after: int | str
    words: str


class Call(TypedDict):
    """One request for a picture, as the emulator saw it."""

    request_id: str
    model: str
    prompt: str
    seed: int | None
    parameters: dict[str, Any]
    trace_id: str | None
    started_at: float
    ended_at: float | None
    status: int | None
    outcome: Literal["open", "answered", "cut", "connection-closed"]


class ImageApi:
    """The emulator's control door. `url` is what the provider's base address is set to."""

    def __init__(self, url: str, http: httpx.AsyncClient) -> None:
        self.url = url
        self._http = http

    async def set_default(self, **met: Unpack[Met]) -> None:
        """What every request meets from now on."""
        await self._tell("default", met)

    async def next(self, **met: Unpack[Met]) -> None:
        """What the next request meets; called again, the one after it."""
        await self._tell("next", met)

    async def refuse_next(self, words: str = "content policy") -> None:
        await self.next(status=400, words=words)

    async def calls(self) -> list[Call]:
        """Every call so far, oldest first."""
        calls: list[Call] = (await self._http.get(f"{self.url}/control/calls")).json()
        return calls

    async def reset(self) -> None:
        """As new: quick, faultless, without a memory."""
        await self._tell("reset", {})

    async def _tell(self, door: str, what: Met) -> None:
        (await self._http.post(f"{self.url}/control/{door}", json=what)).raise_for_status()


@asynccontextmanager
async def start_image_api(port: int = 0) -> AsyncIterator[ImageApi]:
    """The emulator as a process of its own, until the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "emulators.image_api", "--port", str(port), cwd=_TESTS, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().strip()
        assert url, "the emulator did not start; its own words are above"
        async with httpx.AsyncClient(timeout=30) as http:
            yield ImageApi(url, http)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
