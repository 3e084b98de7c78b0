"""The platform rooms, served once for the tests of this folder that want them."""

import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from apphost.kit.migrations import PLATFORM, migrate
from engine_room import TestEngines, create_database, drop_database, start_test_engines
from platform_rooms import Person, Platform, RedisGate, serving, settings_for, sign_up


@pytest.fixture(scope="session")
def engines() -> TestEngines:
    return start_test_engines(Path(tempfile.gettempdir()) / f"apphost-test-engines-{os.getuid()}")


@pytest.fixture(scope="session")
async def platform(engines: TestEngines) -> AsyncIterator[Platform]:
    name = f"rooms_{os.getpid()}"
    database_url = create_database(engines, name)
    await migrate(database_url, [PLATFORM])
    gate = RedisGate(engines.redis_url_of(15))
    redis_url = await gate.start()
    async with serving(settings_for(database_url, redis_url), gate) as platform:
        await platform.resources.redis.flushdb()
        yield platform
    await gate.stop()
    drop_database(engines, name)


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
