"""Event fan-out: many open streams on one server process, events published to them, delay and memory measured.

The client is raw sockets in this process, on the same two cores: what it takes counts against the delay.
"""

import asyncio
import time
from collections.abc import Sequence
from statistics import quantiles
from urllib.parse import urlsplit

import redis.asyncio as redis

from apphost.events import EventPublisher
from bench.figures import Figure
from bench.installation import Caller, Installation, installation
from bench.processes import pss_bytes

PEOPLE, STREAMS_EACH = 40, 50
EVENTS, EVENTS_PER_SECOND = 4000, 400
KIBIBYTE = 1024


def run(_: object) -> list[Figure]:
    with installation() as up:
        return asyncio.run(_fan_out(up))


async def _fan_out(up: Installation) -> list[Figure]:
    """Each event reaches every stream of its person: 40 × 50 streams, 400 events a second, 50 deliveries each."""
    callers = [up.sign_in() for _ in range(PEOPLE)]
    api = up.pid_of("api")
    before = pss_bytes([api])
    delays: list[float] = []
    readers = [asyncio.create_task(_read(up.url, caller, delays)) for caller in callers for _ in range(STREAMS_EACH)]
    await asyncio.sleep(8)
    per_stream = (pss_bytes([api]) - before) / len(readers) / KIBIBYTE
    await _publish(up, callers)
    await asyncio.sleep(2)
    for reader in readers:
        reader.cancel()
    await asyncio.gather(*readers, return_exceptions=True)
    return [
        Figure(f"memory for each of {len(readers)} open streams", per_stream, "KiB", 45),
        Figure("deliveries that arrived", 100 * len(delays) / (EVENTS * STREAMS_EACH), "%", 100, "at least"),
        Figure(
            f"delay at {EVENTS_PER_SECOND * STREAMS_EACH} deliveries/s, p99",
            1000 * quantiles(delays, n=100)[98],
            "ms",
            250,
        ),
    ]


async def _publish(up: Installation, callers: Sequence[Caller]) -> None:
    client = redis.from_url(up.environment["REDIS_URL"])
    publisher = EventPublisher(client)
    started = time.perf_counter()
    for number in range(EVENTS):
        data = b'{"app":"bench","sentAt":%f}' % time.time()
        await publisher.publish(callers[number % PEOPLE].user_id, "bench:event", data)
        ahead = (number + 1) / EVENTS_PER_SECOND - (time.perf_counter() - started)
        if ahead > 0:
            await asyncio.sleep(ahead)
    await publisher.close()
    await client.aclose()


async def _read(url: str, caller: Caller, delays: list[float]) -> None:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    request = f"GET /api/events HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {caller.token}\r\n\r\n"
    writer.write(request.encode())
    try:
        async for line in reader:
            if line.startswith(b"data: ") and (at := line.find(b'"sentAt":')) >= 0:
                delays.append(time.time() - float(line[at + 9 :].rstrip(b"}\n\r ")))
    finally:
        writer.close()
