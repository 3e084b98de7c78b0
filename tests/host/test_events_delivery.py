"""What arrives on an event stream: everything of one's own, in order, once; nothing of anybody else."""

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from httpx_sse import ServerSentEvent
from platform_rooms import Person, Platform, Stream

NEVER_SEEN = "1-1"


def number_of(event: ServerSentEvent) -> int:
    assert event.event == "note:added"
    number: int = event.json()["number"]
    return number


async def numbers_from(stream: Stream, count: int) -> list[int]:
    return [number_of(await stream.next()) for _ in range(count)]


async def test_a_fresh_stream_begins_with_how_things_stand(platform: Platform, ada: Person) -> None:
    platform.notes[ada.user["id"]] = ["buy milk"]
    async with ada.stream() as stream:
        first = await stream.next()
        assert (first.event, first.json()) == ("snapshot", {"notes": ["buy milk"]})


async def test_events_arrive_in_the_order_they_were_published(platform: Platform, ada: Person) -> None:
    async with ada.stream() as stream:
        await stream.next()
        for number in range(200):
            await platform.publish(ada, number)
        assert await numbers_from(stream, 200) == list(range(200))


async def test_every_open_page_of_a_person_hears_the_same(platform: Platform, ada: Person) -> None:
    async with ada.stream() as one, ada.stream() as two:
        await one.next(), await two.next()
        await platform.publish(ada, 1)
        assert (await one.next()).id == (await two.next()).id


async def test_nobody_hears_what_is_anothers(platform: Platform, ada: Person, ben: Person) -> None:
    async with ada.stream() as hers, ben.stream() as his:
        await hers.next(), await his.next()
        for number in range(50):
            await platform.publish(ada if number % 2 else ben, number)
        assert await numbers_from(hers, 25) == list(range(1, 50, 2))
        assert await numbers_from(his, 25) == list(range(0, 50, 2))


async def test_a_resume_id_of_somebody_else_shows_nothing_of_theirs(
    platform: Platform, ada: Person, ben: Person
) -> None:
    async with ada.stream() as stream:
        await stream.next()
        await platform.publish(ada, 1)
        await platform.publish(ada, 2)
        hers = (await stream.next()).id
    async with ben.stream(after=hers) as stream:
        assert (await stream.next()).event == "snapshot"
        await platform.publish(ben, 3)
        assert number_of(await stream.next()) == 3


async def test_a_stream_goes_on_after_the_last_event_seen(platform: Platform, ada: Person) -> None:
    async with ada.stream() as stream:
        await stream.next()
        for number in range(10):
            await platform.publish(ada, number)
        last = [await stream.next() for _ in range(4)][-1]
    for number in range(10, 20):
        await platform.publish(ada, number)
    async with ada.stream(after=last.id) as stream:
        assert await numbers_from(stream, 16) == list(range(4, 20))
        await platform.publish(ada, 20)
        assert number_of(await stream.next()) == 20


async def test_nothing_is_lost_or_doubled_while_a_client_keeps_coming_back(platform: Platform, ada: Person) -> None:
    async def publish_all() -> None:
        for number in range(150):
            await platform.publish(ada, number)
            await asyncio.sleep(0.005)

    async with ada.stream() as stream:
        last, seen = (await stream.next()).id, list[int]()
        await platform.publish(ada, -1)
        last = (await stream.next()).id
    publishing = asyncio.create_task(publish_all())
    while len(seen) < 150:
        async with ada.stream(after=last) as stream:
            for _ in range(min(7, 150 - len(seen))):
                event = await stream.next()
                seen.append(number_of(event))
                last = event.id
    await publishing
    assert seen == list(range(150))


async def test_the_last_id_may_stand_in_the_address(platform: Platform, ada: Person) -> None:
    async with ada.stream() as stream:
        await stream.next()
        await platform.publish(ada, 1)
        await platform.publish(ada, 2)
        first = await stream.next()
    async with ada.api.stream("GET", "/api/events", params={"after": first.id}, headers=ada.bearer) as response:
        assert number_of(await Stream(response).next()) == 2


@pytest.mark.parametrize("after", [NEVER_SEEN, "0-0", "9" * 20 + "-0", "99999999999999-0", "nonsense", "-", "1-1-1"])
async def test_an_id_that_is_not_known_gets_a_snapshot(platform: Platform, ada: Person, after: str) -> None:
    await platform.publish(ada, 1)
    async with ada.stream(after=after) as stream:
        assert (await stream.next()).event == "snapshot"
        await platform.publish(ada, 2)
        assert number_of(await stream.next()) == 2


async def test_a_snapshot_can_be_resumed_from(platform: Platform, ada: Person) -> None:
    await platform.publish(ada, 1)
    async with ada.stream() as stream:
        snapshot = await stream.next()
    await platform.publish(ada, 2)
    async with ada.stream(after=snapshot.id) as stream:
        assert number_of(await stream.next()) == 2


async def test_who_was_away_for_too_many_events_gets_a_snapshot(platform: Platform, ada: Person) -> None:
    await platform.publish(ada, 0)
    async with ada.stream() as stream:
        last = (await stream.next()).id
    for number in range(1, 600):
        await platform.publish(ada, number)
    async with ada.stream(after=last) as stream:
        assert (await stream.next()).event == "snapshot"


@pytest.fixture
async def slow_ada(platform: Platform, ada: Person) -> AsyncIterator[Person]:
    """Her client reads only when asked, through a tiny window."""
    tiny = httpx.AsyncHTTPTransport(socket_options=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)])
    async with httpx.AsyncClient(base_url=platform.url, transport=tiny, timeout=10) as http:
        ada.api = http
        yield ada


async def test_a_page_that_reads_too_slowly_is_caught_up_without_loss(platform: Platform, slow_ada: Person) -> None:
    """Connection and mailbox overflow; the user's own stream still holds what did not fit."""
    async with slow_ada.stream() as stream:
        await stream.next()
        for number in range(250):
            await platform.publish(slow_ada, number, padding=60_000)
        assert await numbers_from(stream, 250) == list(range(250))
        await platform.publish(slow_ada, 250)
        assert number_of(await stream.next()) == 250


async def test_a_page_that_is_too_far_behind_is_told_how_things_stand(platform: Platform, slow_ada: Person) -> None:
    async with slow_ada.stream() as stream:
        await stream.next()
        for number in range(700):
            await platform.publish(slow_ada, number, padding=20_000)
        seen = [await stream.next()]
        while seen[-1].event == "note:added":
            seen.append(await stream.next())
        assert seen[-1].event == "snapshot"
        numbers = [number_of(event) for event in seen[:-1]]
        assert numbers == list(range(len(numbers)))
        await platform.publish(slow_ada, 700)
        assert number_of(await stream.next()) == 700


async def test_the_stream_is_not_kept_by_proxies(ada: Person) -> None:
    async with ada.api.stream("GET", "/api/events", headers=ada.bearer) as response:
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert response.headers["cache-control"] == "no-cache, no-transform"
        assert response.headers["x-accel-buffering"] == "no"
        assert (await anext(response.aiter_bytes())).startswith(b"retry: 1000\n")


async def test_a_stream_needs_somebody(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/events")
    assert (answer.status_code, answer.json()["slug"]) == (401, "not-signed-in")
