"""An application of its own with one more provider, which enters as every provider does: in what the app holds open."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from apphost.kit.migrations import migrate
from apphost.kit.resources import Resources
from apphost.kit.settings import Settings
from apphost.registry import migration_branches
from avatar_creator.app_state import AppState
from avatar_creator.plugin import app as avatar_creator
from engine_room import TestEngines, create_database, drop_database
from picture_reader import Reader, WithReader
from running_app import running_app

_PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture
async def with_reader(engines: TestEngines, settings: Settings) -> AsyncIterator[WithReader]:
    name, reader = f"test_reader_{_PROCESS}", Reader()

    @asynccontextmanager
    async def _open(resources: Resources) -> AsyncIterator[AppState]:
        async with avatar_creator.open(resources) as state:
            yield replace(state, providers={**state.providers, reader.id: reader})

    url = create_database(engines, name)
    await migrate(url, migration_branches())
    own = settings.model_copy(update={"database_url": url, "redis_url": engines.redis_url_of(11 - _PROCESS % 4)})
    async with running_app(own, [replace(avatar_creator, open=_open)]) as running, running.signed_in() as api:
        yield WithReader(running, api, reader)
        reader.may_draw.set()
    drop_database(engines, name)
