"""Carries events to one client, as Server-Sent Events or over a WebSocket, and ends the stream in time.

A stream ends when the client goes, its token expires, its session ends or the process stops; the client
then resumes. While it lasts it holds no database connection and costs two tasks.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from time import monotonic
from typing import Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketState

from apphost.accounts import Authenticator, Session
from apphost.events.event import Event, EventId
from apphost.events.feed import Feed
from apphost.events.hub import EventHub

HEARTBEAT_SECONDS = 15.0
_COME_BACK = 1013
"""Close code "try again later" of the WebSocket registry."""


class Wire(Protocol):
    """How events reach one client."""

    async def open(self) -> None: ...

    async def send(self, events: Sequence[Event]) -> None:
        """Send the events; without any, show that the stream is alive."""

    async def until_gone(self) -> None:
        """Return when the client has closed."""

    async def close(self) -> None: ...


class Carrier:
    """One stream of one session, from after an event or from now; `apps` are those it may show, None for all."""

    def __init__(
        self,
        hub: EventHub,
        authenticator: Authenticator,
        session: Session,
        after: EventId | None,
        apps: frozenset[str] | None,
    ) -> None:
        self._hub = hub
        self._authenticator = authenticator
        self._session = session
        self._after = after
        self._apps = apps

    async def carry(self, wire: Wire) -> None:
        try:
            async with asyncio.timeout(self._session.expires_at - monotonic()) as lifetime:
                await self._send_until_the_end(wire, lambda: _end(lifetime))
        except TimeoutError:
            if not lifetime.expired():
                raise
        with suppress(TimeoutError):  # a client that does not read keeps nobody waiting
            async with asyncio.timeout(1):
                await wire.close()

    async def _send_until_the_end(self, wire: Wire, end: Callable[[], None]) -> None:
        with (
            self._authenticator.watch(self._session, end),
            self._hub.until_stop(end),
            self._hub.subscribe(self._session.user.id) as mailbox,
        ):
            await wire.open()
            async with _when_gone(wire, end):
                feed = Feed(self._hub, mailbox, self._session.user.id, self._after, self._apps)
                while not self._hub.stopping:
                    await wire.send(await feed.next(HEARTBEAT_SECONDS))


def _end(lifetime: asyncio.Timeout) -> None:
    """Let the lifetime expire now; once only, however many reasons there are."""
    if not lifetime.expired():
        lifetime.reschedule(asyncio.get_running_loop().time())


@asynccontextmanager
async def _when_gone(wire: Wire, end: Callable[[], None]) -> AsyncIterator[None]:
    async def watch() -> None:
        await wire.until_gone()
        end()

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()


class EventStream(Response):
    """The answer of `GET /api/events`. Not a StreamingResponse: that one cannot be ended from outside."""

    media_type = "text/event-stream"

    def __init__(self, carrier: Carrier) -> None:
        super().__init__(headers={"cache-control": "no-cache, no-transform", "x-accel-buffering": "no"})
        del self.headers["content-length"]
        self._carrier = carrier

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._carrier.carry(_EventStreamWire(self.raw_headers, receive, send))


class _EventStreamWire:
    def __init__(self, headers: list[tuple[bytes, bytes]], receive: Receive, send: Send) -> None:
        self._headers = headers
        self._receive = receive
        self._send = send

    async def open(self) -> None:
        await self._send({"type": "http.response.start", "status": 200, "headers": self._headers})
        await self._send({"type": "http.response.body", "body": b"retry: 1000\n", "more_body": True})

    async def send(self, events: Sequence[Event]) -> None:
        body = b"".join(event.as_frame() for event in events) or b":\n"
        await self._send({"type": "http.response.body", "body": body, "more_body": True})

    async def until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def close(self) -> None:
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


class SocketWire:
    """The same events as JSON text messages. Signs of life are the server's protocol pings."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket

    async def open(self) -> None:
        await self._socket.accept()

    async def send(self, events: Sequence[Event]) -> None:
        for event in events:
            await self._socket.send_text(event.as_message())

    async def until_gone(self) -> None:
        while (await self._socket.receive())["type"] != "websocket.disconnect":
            pass

    async def close(self) -> None:
        if self._socket.client_state is self._socket.application_state is WebSocketState.CONNECTED:
            await self._socket.close(_COME_BACK)
