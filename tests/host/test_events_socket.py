"""The WebSocket at the same address: the same events, the same resume, and its own look at the origin."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from platform_rooms import Person, Platform
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus


@asynccontextmanager
async def socket_to(
    platform: Platform, headers: Mapping[str, str], query: str = "", origin: str | None = None
) -> AsyncIterator[ClientConnection]:
    address = platform.url.replace("http", "ws", 1) + "/api/events" + query
    async with connect(address, additional_headers=headers, origin=origin, proxy=None) as socket:  # type: ignore[arg-type]
        yield socket


async def receive(socket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(await socket.recv())
    return message


async def test_a_socket_brings_the_same_events_as_the_stream(platform: Platform, ada: Person) -> None:
    platform.notes[ada.user["id"]] = ["hello"]
    async with socket_to(platform, ada.bearer) as socket, ada.stream() as stream:
        for number in range(-1, 20):
            if number >= 0:
                await platform.publish(ada, number)
            event = await stream.next()
            assert await receive(socket) == {"id": event.id, "event": event.event, "data": event.json()}


async def test_a_socket_resumes_by_header_or_address(platform: Platform, ada: Person) -> None:
    async with socket_to(platform, ada.bearer) as socket:
        await receive(socket)
        await platform.publish(ada, 1)
        last = (await receive(socket))["id"]
    await platform.publish(ada, 2)
    async with socket_to(platform, ada.bearer, query=f"?after={last}") as socket:
        assert (await receive(socket))["data"]["number"] == 2
    async with socket_to(platform, ada.bearer | {"last-event-id": last}) as socket:
        assert (await receive(socket))["data"]["number"] == 2


async def test_a_socket_without_somebody_is_refused_with_the_problem(platform: Platform) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        async with socket_to(platform, {}):
            pass
    response = refusal.value.response
    assert response.status_code == 401
    assert json.loads(response.body or b"")["slug"] == "not-signed-in"


@pytest.mark.parametrize("origin", [None, "https://evil.example", "http://127.0.0.1:1"])
async def test_another_page_cannot_ride_on_a_cookie(platform: Platform, ada: Person, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        async with socket_to(platform, {"cookie": f"session={ada.access_token}"}, origin=origin):
            pass
    assert refusal.value.response.status_code == 403
    assert json.loads(refusal.value.response.body or b"")["slug"] == "cross-origin"


async def test_our_own_page_opens_a_socket_with_its_cookie(platform: Platform, ada: Person) -> None:
    async with socket_to(platform, {"cookie": f"session={ada.access_token}"}, origin=platform.url) as socket:
        assert (await receive(socket))["event"] == "snapshot"


async def test_what_a_client_says_is_ignored(platform: Platform, ada: Person) -> None:
    async with socket_to(platform, ada.bearer) as socket:
        await receive(socket)
        await socket.send("hello?")
        await socket.send(b"\x00\x01")
        await platform.publish(ada, 1)
        assert (await receive(socket))["data"]["number"] == 1


async def test_signing_out_closes_the_socket(platform: Platform, ada: Person) -> None:
    async with socket_to(platform, ada.bearer) as socket:
        await receive(socket)
        await ada.log_out()
        with pytest.raises(ConnectionClosed) as closing:
            await receive(socket)
        assert closing.value.rcvd is not None
        assert closing.value.rcvd.code == 1013
