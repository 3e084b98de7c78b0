"""Fixtures of the whole suite: real engines, a database per test process, the real application with a worker.

Tests do not share people: each `api` is somebody new, so nothing needs cleaning up.
"""

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from apphost.kit.migrations import migrate
from apphost.kit.settings import Settings
from apphost.registry import installed_apps, migration_branches
from emulators.image_api import ImageApi, start_image_api
from engine_room import TestEngines, create_database, drop_database, start_test_engines
from running_app import Api, ApiAs, RunningApp, running_app

_PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "gw0")


@pytest.fixture(scope="session")
def engines() -> TestEngines:
    root = Path(tempfile.gettempdir()) / f"avatar-creator-tests-{os.getuid()}"
    return start_test_engines(root)


@pytest.fixture(scope="session")
async def settings(engines: TestEngines, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Settings]:
    """Settings of this test process: a database and a Valkey number of its own, short leases and delays."""
    name = f"test_{_PROCESS}"
    url = create_database(engines, name)
    await migrate(url, migration_branches())
    yield Settings(
        database_url=url,
        redis_url=engines.redis_url_of(int(_PROCESS.removeprefix("gw")) % 16),
        storage_url=tmp_path_factory.mktemp("objects").as_uri(),
        secret_key="0123456789abcdef0123456789abcdef",
        registration="open",
        lease_seconds=3,
        sweep_seconds=1,
        drain_seconds=1,
        log_level="error",
        low_disk_bytes=0,
    )
    drop_database(engines, name)


@pytest.fixture(scope="session")
async def emulator() -> AsyncIterator[ImageApi]:
    async with start_image_api() as api:
        yield api


@pytest.fixture
async def image_api(emulator: ImageApi) -> ImageApi:
    """The emulator of the paid image API behind provider `huggingface`, as new: quick and faultless."""
    await emulator.reset()
    return emulator


@pytest.fixture(scope="session")
async def running(settings: Settings, emulator: ImageApi) -> AsyncIterator[RunningApp]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RETRY_DELAYS_SECONDS", "[0.3, 0.6]")
        environment.setenv("HUGGINGFACE_TOKEN", "hf_of_the_tests")
        environment.setenv("HUGGINGFACE_BASE_URL", emulator.url)
        async with running_app(settings, installed_apps()) as app:
            yield app


@pytest.fixture
async def api_as(running: RunningApp) -> AsyncIterator[ApiAs]:
    """Signs in somebody new at each call."""
    async with AsyncExitStack() as people:
        yield lambda: people.enter_async_context(running.signed_in())


@pytest.fixture
async def api(api_as: ApiAs) -> Api:
    return await api_as()
