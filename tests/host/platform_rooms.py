"""The platform rooms alone, served over real HTTP on real engines, and the people who use them.

Redis is reached through a gate that a test can close, since the server behind it is shared by all tests.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import uvicorn
from fastapi import FastAPI
from httpx_sse import EventSource, ServerSentEvent
from pydantic import SecretStr

from apphost import accounts, events
from apphost.http_protocol import HttpProtocol
from apphost.kit import problem_responses
from apphost.kit.ids import new_id
from apphost.kit.resources import Resources, open_resources
from apphost.kit.settings import Settings
from apphost.kit.telemetry import RequestTelemetry

PASSWORD = "correct horse battery"
SECRET = "k" * 40


class RedisGate:
    """A way to the real server that can be closed (connections break, none is let in) and opened again."""

    def __init__(self, redis_url: str) -> None:
        self._behind = redis_url
        parts = urlsplit(redis_url)
        self._socket_path = parts.path
        self._open: set[asyncio.StreamWriter] = set()
        self._closed = False
        self.was_shut = False
        self._password = parts.password or ""
        self._number = parse_qs(parts.query).get("db", ["0"])[0]
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """The address to use instead."""
        self._server = await asyncio.start_server(self._let_through, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        return f"redis://:{self._password}@127.0.0.1:{port}/{self._number}"

    def twin(self) -> "RedisGate":
        """Another way to the same server."""
        return RedisGate(self._behind)

    def shut(self) -> None:
        self._closed = self.was_shut = True
        for writer in list(self._open):
            writer.transport.abort()

    def reopen(self) -> None:
        self._closed = False

    async def stop(self) -> None:
        self.shut()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _let_through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._closed:
            writer.transport.abort()
            return
        inner_reader, inner_writer = await asyncio.open_unix_connection(self._socket_path)
        ends = {writer, inner_writer}
        self._open |= ends
        try:
            await asyncio.gather(_copy(reader, inner_writer), _copy(inner_reader, writer))
        finally:
            self._open -= ends
            for end in ends:
                end.transport.abort()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.transport.abort()


class Stream:
    """An open event stream, read as a client would."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._events = EventSource(response).aiter_sse()

    async def next(self, timeout_seconds: float = 20) -> ServerSentEvent:
        """The next event. Raises StopAsyncIteration when the stream ended."""
        async with asyncio.timeout(timeout_seconds):
            return await anext(self._events)

    async def until_end(self, timeout_seconds: float = 5) -> list[ServerSentEvent]:
        """What still comes before the server ends the stream."""
        seen: list[ServerSentEvent] = []
        with suppress(StopAsyncIteration):
            while True:
                seen.append(await self.next(timeout_seconds))
        return seen


@dataclass
class Person:
    """Somebody with an account and a program that holds their tokens."""

    api: httpx.AsyncClient
    """Sends no credentials by itself."""
    email: str
    user: Mapping[str, Any]
    access_token: str
    refresh_token: str

    @property
    def bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.access_token}"}

    async def me(self) -> httpx.Response:
        return await self.api.get("/api/me", headers=self.bearer)

    async def is_signed_out(self) -> bool:
        return (await self.me()).status_code == 401

    async def log_out(self) -> None:
        answer = await self.api.post("/api/auth/logout", headers=self.bearer)
        assert answer.status_code == 204

    @asynccontextmanager
    async def stream(self, after: str | None = None) -> AsyncIterator[Stream]:
        headers = self.bearer | ({"last-event-id": after} if after else {})
        async with self.api.stream("GET", "/api/events", headers=headers) as response:
            yield Stream(response)


@dataclass
class Platform:
    """One serving process."""

    url: str
    resources: Resources
    publisher: events.EventPublisher
    gate: RedisGate
    hub: events.EventHub
    server: uvicorn.Server
    notes: dict[str, list[str]] = field(default_factory=dict)
    """User id → what the snapshot says."""

    @property
    def requests_in_flight(self) -> int:
        return len(self.server.server_state.tasks)

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        """A program that keeps no cookies."""
        async with httpx.AsyncClient(base_url=self.url, timeout=10) as client:
            client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
            yield client

    async def publish(self, person: Person, number: int, padding: int = 0) -> None:
        data = b'{"number":%d,"padding":"%b"}' % (number, b"x" * padding)
        await self.publisher.publish(person.user["id"], "note:added", data)

    async def settle(self) -> None:
        """Wait until what is published arrives again, and so whatever was missed has been told."""
        async with self.client() as client:
            somebody = await sign_up(client)
            async with somebody.stream() as stream:
                await stream.next()
                await self.publish(somebody, 0)
                await stream.next()
        self.gate.was_shut = False


@asynccontextmanager
async def serving(settings: Settings, redis_gate: RedisGate) -> AsyncIterator[Platform]:
    """The rooms behind uvicorn on a free port, as `main.py` puts them together."""
    async with AsyncExitStack() as stack:
        app = FastAPI()
        app.add_middleware(RequestTelemetry)
        problem_responses.install(app)
        resources = await stack.enter_async_context(open_resources(settings))
        notes: dict[str, list[str]] = {}

        async def snapshot(user_id: str) -> Mapping[str, object]:
            return {"notes": notes.get(user_id, [])}

        await attach(app, stack, resources, snapshot)
        config = uvicorn.Config(app, port=0, http=HttpProtocol, lifespan="off", log_level="warning")
        server = uvicorn.Server(config)
        running = asyncio.create_task(server.serve())
        await eventually(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]
        publisher = events.EventPublisher(resources.redis)
        try:
            address = f"http://127.0.0.1:{port}"
            yield Platform(address, resources, publisher, redis_gate, app.state.events, server, notes)
        finally:
            await publisher.close()
            app.state.events.stop()
            server.should_exit = True
            await running


async def eventually(condition: Callable[[], Awaitable[bool] | bool], timeout_seconds: float = 5) -> None:
    """Wait until the condition holds. Raises TimeoutError when it does not in time."""
    async with asyncio.timeout(timeout_seconds):
        while True:
            holds = condition()
            if holds if isinstance(holds, bool) else await holds:
                return
            await asyncio.sleep(0.02)


async def attach(app: FastAPI, stack: AsyncExitStack, resources: Resources, snapshot: events.Snapshot) -> None:
    app.state.resources = resources
    app.state.accounts = await stack.enter_async_context(accounts.open_accounts(resources))
    app.state.authenticate = app.state.accounts.authenticator.authenticate
    app.state.events = await stack.enter_async_context(events.open_events(resources, {"tests": snapshot}))
    app.include_router(accounts.router)
    app.include_router(events.router)


def settings_for(database_url: str, redis_url: str, **more: Any) -> Settings:
    return Settings(
        _env_file=None,
        database_url=database_url,
        redis_url=redis_url,
        secret_key=SecretStr(SECRET),
        **more,
    )


async def sign_up(client: httpx.AsyncClient, **more: object) -> Person:
    email = f"{new_id()}@example.org"
    answer = await client.post("/api/auth/register", json={"email": email, "password": PASSWORD, **more})
    assert answer.status_code == 201, answer.text
    body = answer.json()
    return Person(client, email, body["user"], body["accessToken"], body["refreshToken"])
