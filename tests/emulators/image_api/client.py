"""What tests say to the emulator."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

_TESTS = Path(__file__).parent.parent.parent


class ImageApi:
    """The emulator's control door. `url` is what the provider's base address is set to."""

    def __init__(self, url: str, http: httpx.AsyncClient) -> None:
        self.url = url
        self._http = http

    async def set_default(self, **behaviour: Any) -> None:
        """What every request meets from now on: latency, status, fault, retry_after, words."""
        await self._tell("default", behaviour)

    async def next(self, **behaviour: Any) -> None:
        """What the next request meets; called again, the one after it."""
        await self._tell("next", behaviour)

    async def refuse_next(self, words: str = "content policy") -> None:
        await self.next(status=400, words=words)

    async def calls(self) -> list[dict[str, Any]]:
        """Every call so far, oldest first: model, prompt, seed, started_at, ended_at, outcome."""
        calls: list[dict[str, Any]] = (await self._http.get(f"{self.url}/control/calls")).json()
        return calls

    async def reset(self) -> None:
        await self._tell("reset", {})

    async def _tell(self, door: str, what: dict[str, Any]) -> None:
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
        async with httpx.AsyncClient(timeout=30) as http:
            yield ImageApi(url, http)
    finally:
        process.terminate()
        await process.wait()
