"""The catalogue on its way into the database: again, changed, withdrawn, and after an admin had a hand in it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from apphost.kit.database import Database, Row
from avatar_creator.presets.catalogue import CataloguePreset, catalogue
from avatar_creator.presets.loading import load, loading_catalogue
from avatar_creator.presets.service import count_use
from running_app import RunningApp

SHIPPED = catalogue()
FIRST, OTHERS = SHIPPED[0], SHIPPED[1:]


@pytest.fixture(autouse=True)
async def as_shipped_afterwards(db: Database) -> AsyncIterator[None]:
    yield
    await db.execute("UPDATE avatar_presets SET preview_file = NULL WHERE user_id IS NULL")
    await load(db, SHIPPED)


def renamed(preset: CataloguePreset, name: str) -> CataloguePreset:
    return replace(preset, name=name, preview_file=f"{preset.slug}-{'0' * 12}.webp")


async def row_of(db: Database, preset: CataloguePreset) -> Row:
    row = await db.fetchrow(
        "SELECT id, name, usage_count, version, deleted_at, preview_file FROM avatar_presets WHERE slug = $1",
        preset.slug,
    )
    assert row is not None
    return row


async def living(db: Database) -> int:
    count: int = await db.fetchval(
        "SELECT count(*) FROM avatar_presets WHERE user_id IS NULL AND deleted_at IS NULL AND slug = ANY($1::text[])",
        [preset.slug for preset in SHIPPED],
    )
    return count


async def test_loading_again_changes_nothing(db: Database) -> None:
    before = await db.fetch("SELECT * FROM avatar_presets WHERE user_id IS NULL ORDER BY id")
    assert await load(db, SHIPPED) == 0
    assert await db.fetch("SELECT * FROM avatar_presets WHERE user_id IS NULL ORDER BY id") == before
    assert await living(db) == len(SHIPPED)


async def test_many_processes_load_it_once(db: Database) -> None:
    await db.execute("DELETE FROM avatar_presets WHERE user_id IS NULL")
    done = await asyncio.gather(*(load(db, SHIPPED) for _ in range(4)))
    assert sorted(done) == [0, 0, 0, len(SHIPPED)]
    assert await living(db) == len(SHIPPED)


async def test_a_changed_preset_is_updated_and_keeps_its_id_and_count(db: Database) -> None:
    before = await row_of(db, FIRST)
    async with db.transaction() as tx:
        await count_use(tx, before["id"])
    assert await load(db, [renamed(FIRST, "Somebody Else"), *OTHERS]) == 1
    after = await row_of(db, FIRST)
    assert (after["id"], after["name"]) == (before["id"], "Somebody Else")
    assert after["usage_count"] == before["usage_count"] + 1
    assert after["version"] == before["version"] + 1


async def test_one_that_is_shipped_no_longer_leaves_and_may_come_back(db: Database) -> None:
    before = await row_of(db, FIRST)
    assert await load(db, OTHERS) == 1
    assert (await row_of(db, FIRST))["deleted_at"] is not None
    assert await load(db, OTHERS) == 0
    assert await load(db, SHIPPED) == 1
    after = await row_of(db, FIRST)
    assert (after["id"], after["deleted_at"]) == (before["id"], None)


async def test_what_an_admin_edited_stays_until_the_shipped_one_changes(db: Database) -> None:
    await db.execute("UPDATE avatar_presets SET name = 'By Hand' WHERE slug = $1", FIRST.slug)
    assert await load(db, SHIPPED) == 0
    assert (await row_of(db, FIRST))["name"] == "By Hand"
    await load(db, [renamed(FIRST, "New Release"), *OTHERS])
    assert (await row_of(db, FIRST))["name"] == "New Release"


async def test_what_an_admin_removed_stays_away(db: Database) -> None:
    await db.execute("UPDATE avatar_presets SET deleted_at = now() WHERE slug = $1", FIRST.slug)
    assert await load(db, SHIPPED) == 0
    await load(db, [renamed(FIRST, "New Release"), *OTHERS])
    assert (await row_of(db, FIRST))["deleted_at"] is not None


async def test_an_installation_that_starts_loads_it_by_itself(running: RunningApp, db: Database) -> None:
    await db.execute("UPDATE avatar_presets SET name = 'Old', preview_file = 'old' WHERE slug = $1", FIRST.slug)
    async with loading_catalogue(db), asyncio.timeout(10):
        while (await row_of(db, FIRST))["name"] == "Old":
            await asyncio.sleep(0.05)
    assert (await row_of(db, FIRST))["name"] == FIRST.name


async def test_a_database_that_is_away_stops_nobody_from_starting() -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/nothing", size=1)
    async with loading_catalogue(nowhere):
        await asyncio.sleep(0.2)
    await nowhere.close()
