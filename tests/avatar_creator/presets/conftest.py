"""Fixtures of presets: the shipped catalogue in the database, and somebody who may change it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from apphost.kit.database import Database
from avatar_creator.presets.catalogue import catalogue
from avatar_creator.presets.loading import load
from running_app import Api, RunningApp


@pytest.fixture
async def db(running: RunningApp) -> AsyncIterator[Database]:
    """The database, with the catalogue as it is shipped."""
    database = Database(running.settings.required("database_url"), size=4)
    await load(database, catalogue())
    yield database
    await database.close()


@pytest.fixture
async def admin(api_as: Callable[[], Awaitable[Api]], db: Database) -> Api:
    somebody = await api_as()
    await db.execute("UPDATE users SET role = 'admin' WHERE id = $1", somebody.user["id"])
    return somebody
