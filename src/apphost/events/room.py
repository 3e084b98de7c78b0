"""Opens the events room for the life of one process."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import redis.asyncio as redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from apphost.events.hub import EventHub, Snapshot
from apphost.events.termination import on_termination
from apphost.kit.resources import Resources


@asynccontextmanager
async def open_events(resources: Resources, snapshots: Mapping[str, Snapshot]) -> AsyncIterator[EventHub]:
    """A running hub. `snapshots` say for each app, given a user id, what a page must know when its stream begins."""
    reader = redis.from_url(
        resources.settings.required("redis_url"),
        socket_timeout=30,
        socket_connect_timeout=2,
        retry=Retry(NoBackoff(), 0),  # the hub must see each outage
    )
    hub = EventHub(reader, resources.redis, snapshots)
    reading = asyncio.create_task(hub.run())
    try:
        with on_termination(hub.stop):
            yield hub
    finally:
        hub.stop()
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        await reader.aclose()
