"""The real application for tests: an HTTP server and a worker in this process, on real engines.

Everything is put in through settings and `open_resources`; nothing is patched.
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from httpx_sse import EventSource

from apphost.http_protocol import HttpProtocol
from apphost.kit.app_plugin import AppPlugin
from apphost.kit.resources import open_resources
from apphost.kit.settings import Settings
from apphost.main import create_app
from apphost.worker import work

BASE = "/api/apps/avatar-creator"
PASSWORD = "a long enough password"


@dataclass
class Api:
    """One signed-in person's way to the server. Paths are below `/api/apps/avatar-creator` unless they start
    with `/api` or `/files`."""

    http: httpx.AsyncClient
    user: Mapping[str, Any]

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.http.get(_full(path), **options)

    async def post(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return await self.http.post(_full(path), json=json, **options)

    async def put(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return await self.http.put(_full(path), json=json, **options)

    async def delete(self, path: str, **options: Any) -> httpx.Response:
        return await self.http.delete(_full(path), **options)

    async def made(self, path: str, json: Any = None, **options: Any) -> Any:
        """POST what must succeed; its answer."""
        answer = await self.post(path, json, **options)
        assert answer.status_code < 300, answer.text
        return answer.json()

    async def read(self, path: str, **options: Any) -> Any:
        """GET what must succeed; its answer."""
        answer = await self.get(path, **options)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def new_project(self, name: str = "Autumn people") -> Any:
        return await self.made("/projects", {"name": name})

    async def generate(self, project_id: str, **body: Any) -> list[str]:
        """Ask for pictures; the ids of the generations."""
        body = {"prompt": "a calm woman with short grey hair", **body}
        ids: list[str] = (await self.made(f"/projects/{project_id}/avatars/generate", body))["generationIds"]
        return ids

    async def ended(self, generation_id: str, seconds: int = 30) -> Any:
        """The generation once it has ended."""
        generation = await self.read(f"/generations/{generation_id}", params={"wait": seconds}, timeout=seconds + 10)
        assert generation["completedAt"], generation
        return generation

    async def new_avatar(self, project_id: str | None = None, **body: Any) -> Any:
        """A finished avatar, drawn by the built-in provider."""
        project_id = project_id or (await self.new_project())["id"]
        [generation_id] = await self.generate(project_id, **body)
        generation = await self.ended(generation_id)
        assert generation["status"] == "completed", generation
        return await self.read(f"/avatars/{generation['avatarId']}")

    @asynccontextmanager
    async def events(self) -> AsyncIterator["SeenEvents"]:
        """Everything that arrives on the event stream while the block runs, from the snapshot on."""
        async with self.http.stream("GET", "/api/events", timeout=None) as response:
            seen = SeenEvents()
            reading = asyncio.create_task(seen.read(response))
            await seen.wait_for("snapshot")
            try:
                yield seen
            finally:
                reading.cancel()
                with suppress(asyncio.CancelledError):
                    await reading


ApiAs = Callable[[], Awaitable[Api]]
"""Signs in somebody new."""


@dataclass
class SeenEvents:
    items: list[tuple[str, Any]] = field(default_factory=list)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, response: httpx.Response) -> None:
        async for event in EventSource(response).aiter_sse():  # `retry:` alone is a frame without data
            if event.data:
                self.items.append((event.event, json.loads(event.data)))
            self._arrived.set()

    async def next_one(self, seconds: float = 15) -> None:
        """Wait until something more arrives."""
        self._arrived.clear()
        async with asyncio.timeout(seconds):
            await self._arrived.wait()

    def named(self, name: str) -> list[Any]:
        return [data for event, data in self.items if event == name]

    async def wait_for(self, name: str, matching: Callable[[Any], bool] = lambda _: True, seconds: float = 15) -> Any:
        """The first event of this name that matches, seen already or still to come."""
        async with asyncio.timeout(seconds):
            while True:
                for data in self.named(name):
                    if matching(data):
                        return data
                self._arrived.clear()
                await self._arrived.wait()


@dataclass
class RunningApp:
    url: str
    settings: Settings
    app: FastAPI

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        async with httpx.AsyncClient(base_url=self.url, timeout=20) as http:
            yield http

    @asynccontextmanager
    async def signed_in(self) -> AsyncIterator[Api]:
        """Somebody new."""
        async with self.client() as http:
            email = f"{secrets.token_hex(8)}@example.org"
            answer = await http.post("/api/auth/register", json={"email": email, "password": PASSWORD})
            assert answer.status_code in (200, 201), answer.text
            http.cookies.clear()
            http.headers["authorization"] = f"Bearer {answer.json()['accessToken']}"
            yield Api(http, answer.json()["user"])


@asynccontextmanager
async def running_app(settings: Settings, apps: Sequence[AppPlugin]) -> AsyncIterator[RunningApp]:
    """Server and worker, until the block ends."""
    app = create_app(settings, apps)
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, http=HttpProtocol, log_config=None, access_log=False, timeout_graceful_shutdown=1)
    )
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.create_task(server.serve())
    while not server.started:
        assert not serving.done(), serving.exception()
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with running_worker(settings, apps):
        yield RunningApp(f"http://127.0.0.1:{port}", settings, app)
    server.should_exit = True
    await serving


@asynccontextmanager
async def running_worker(settings: Settings, apps: Sequence[AppPlugin]) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    async with open_resources(settings) as resources:
        working = asyncio.create_task(work(resources, apps, stopping))
        yield
        stopping.set()
        await working


def _full(path: str) -> str:
    return path if path.startswith(("/api/", "/files/", "/healthz", "/readyz", "http")) else f"{BASE}{path}"
