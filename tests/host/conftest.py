"""The platform rooms, served once for the tests of this folder that want them."""

import os
from collections.abc import AsyncIterator

import httpx
import pytest
import redis.asyncio as redis
from platform_rooms import Person, Platform, RedisGate, serving, settings_for, sign_up

from apphost.kit.migrations import PLATFORM, migrate
from engine_room import TestEngines, create_database, drop_database

_PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture(scope="session")
async def rooms(engines: TestEngines) -> AsyncIterator[Platform]:
    name = f"test_rooms_{_PROCESS}"
    database_url = create_database(engines, name)
    await migrate(database_url, [PLATFORM])
    gate = RedisGate(engines.redis_url_of(15 - _PROCESS % 8))
    redis_url = await gate.start()
    async with redis.from_url(redis_url) as empty:
        await empty.flushdb()
    async with serving(settings_for(database_url, redis_url), gate) as platform:
        yield platform
    await gate.stop()
    drop_database(engines, name)


@pytest.fixture
async def platform(rooms: Platform) -> AsyncIterator[Platform]:
    """The rooms, with nothing left to heal of what the test before did to Redis."""
    yield rooms
    if rooms.gate.was_shut:
        await rooms.settle()


@pytest.fixture
async def client(platform: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """A program that keeps no cookies."""
    async with platform.client() as client:
        yield client


@pytest.fixture
async def ada(client: httpx.AsyncClient) -> Person:
    return await sign_up(client, displayName="Ada")


@pytest.fixture
async def ben(client: httpx.AsyncClient) -> Person:
    return await sign_up(client, displayName="Ben")
