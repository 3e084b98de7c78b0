"""The whole library in numbers: what counts, for whom, and at what cost."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from apphost.kit.database import Database, Row
from apphost.kit.ids import new_id
from avatar_creator.usage.stats_repository import StatsRepository
from inserted_avatars import database_of, insert_avatars
from running_app import Api, RunningApp

NOW = datetime.now(UTC)


@pytest.fixture
async def db(running: RunningApp) -> AsyncIterator[Database]:
    async with database_of(running) as db:
        yield db


@pytest.fixture
async def project(api: Api) -> Any:
    return await api.new_project()


async def insert_use(
    db: Database, api: Api, avatar_id: str, at: datetime, app: str = "posters", name: str = ""
) -> None:
    await db.execute(
        """
        INSERT INTO avatar_usage_history (id, user_id, avatar_id, app_id, app_name, action, created_at)
        VALUES ($1, $2, $3, $4, $5, 'placed', $6)
        """,
        new_id(),
        api.user["id"],
        avatar_id,
        app,
        name,
        at,
    )


async def test_a_new_library_is_all_zeros(api: Api) -> None:
    stats = await api.read("/stats")
    assert stats["totals"] == {"projects": 0, "avatars": 0, "generations": 0, "uses": 0, "storageBytes": 0}
    assert stats["bySource"] == {"uploaded": 0, "text_to_image": 0, "from_preset": 0, "from_reference": 0}
    assert (stats["byApp"], stats["mostUsed"]) == ([], [])
    assert [(month["created"], month["used"]) for month in stats["byMonth"]] == [(0, 0)] * 12


async def test_what_was_made_is_counted_by_source_and_month(api: Api, project: Any, db: Database) -> None:
    made = [
        {"source_type": "uploaded", "created_at": NOW},
        {"source_type": "uploaded", "created_at": NOW - timedelta(days=5 * 365)},
        {"source_type": "from_preset", "created_at": NOW},
    ]
    await insert_avatars(db, api.user["id"], project["id"], made)
    drawn = await api.new_avatar(project["id"])
    stats = await api.read("/stats")
    assert stats["totals"] == {
        "projects": 1,
        "avatars": 4,
        "generations": 1,
        "uses": 0,
        "storageBytes": 3000 + drawn["sizeBytes"],
    }
    assert stats["bySource"] == {"uploaded": 2, "text_to_image": 1, "from_preset": 1, "from_reference": 0}
    assert sum(month["created"] for month in stats["byMonth"]) == 3, "the old one is in no month that is shown"


async def test_the_last_twelve_months_are_shown_with_the_present_one_last(api: Api) -> None:
    months = [month["month"] for month in (await api.read("/stats"))["byMonth"]]
    assert months == sorted(set(months))
    assert months[-1] == f"{datetime.now(UTC):%Y-%m}"
    assert len(months) == 12


async def test_uses_are_counted_by_month_and_by_app_under_its_latest_name(api: Api, project: Any, db: Database) -> None:
    [avatar_id] = await insert_avatars(db, api.user["id"], project["id"], [{}])
    await insert_use(db, api, avatar_id, NOW - timedelta(days=400), name="Poster Maker")
    await insert_use(db, api, avatar_id, NOW, name="Posters and More")
    await insert_use(db, api, avatar_id, NOW - timedelta(seconds=1))
    await insert_use(db, api, avatar_id, NOW, app="films", name="Films")
    stats = await api.read("/stats")
    assert stats["totals"]["uses"] == 4
    assert stats["byMonth"][-1]["used"] in {2, 3}, "a second before a month began is the month before"
    apps = [(app["appId"], app["appName"], app["count"]) for app in stats["byApp"]]
    assert apps == [("posters", "Posters and More", 3), ("films", "Films", 1)]
    assert datetime.fromisoformat(stats["byApp"][0]["lastUsedAt"]) == NOW


async def test_the_ten_most_used_are_shown_and_never_one_that_nobody_used(api: Api, project: Any, db: Database) -> None:
    uses = [*range(1, 12), 0]
    ids = await insert_avatars(db, api.user["id"], project["id"], [{"usage_count": count} for count in uses])
    most_used = (await api.read("/stats"))["mostUsed"]
    assert [avatar["usageCount"] for avatar in most_used] == list(range(11, 1, -1))
    assert most_used[0] == await api.read(f"/avatars/{ids[10]}")


async def test_trash_is_not_counted_and_other_people_neither(
    api: Api, api_as: Callable[[], Awaitable[Api]], project: Any, db: Database
) -> None:
    mine = await insert_avatars(db, api.user["id"], project["id"], [{"usage_count": 1}, {"usage_count": 2}])
    other = await api_as()
    theirs = await insert_avatars(db, other.user["id"], (await other.new_project())["id"], [{"usage_count": 9}])
    await insert_use(db, other, theirs[0], NOW)
    await api.delete(f"/avatars/{mine[1]}")
    stats = await api.read("/stats")
    assert (stats["totals"]["avatars"], stats["totals"]["uses"], stats["byApp"]) == (1, 0, [])
    assert [avatar["id"] for avatar in stats["mostUsed"]] == [mine[0]]
    await api.delete(f"/projects/{project['id']}")
    assert (await api.read("/stats"))["totals"]["projects"] == 0


async def test_an_app_may_read_the_numbers_with_the_scope_for_it(running: RunningApp, api: Api) -> None:
    for scope, status in (("avatars:read", 200), ("avatars:write", 403)):
        token = (await api.made("/api/tokens", {"name": "Reports", "scopes": [scope]}))["token"]
        async with running.client() as app:
            app.headers["authorization"] = f"Bearer {token}"
            assert (await app.get("/api/apps/avatar-creator/stats")).status_code == status


async def test_counting_reads_an_index_of_ones_own_rows_and_no_table(
    api: Api, api_as: Callable[[], Awaitable[Api]], project: Any, db: Database
) -> None:
    other = await api_as()
    for person, place, count in ((api, project, 300), (other, await other.new_project(), 3000)):
        ids = await insert_avatars(db, person.user["id"], place["id"], [{}] * count)
        await db.execute(_INSERT_USES, person.user["id"], ids)
    explaining = Explaining(db)
    repository = StatsRepository(explaining, api.user["id"])
    async with asyncio.timeout(20):  # a vacuum passes over what the snapshots of others cannot see yet
        while explaining.scans != ["Index Only Scan"] * 2:
            await db.execute("VACUUM ANALYZE avatars, avatar_usage_history")
            explaining.scans.clear()
            await repository.avatars()
            await repository.uses()


_INSERT_USES = """
    INSERT INTO avatar_usage_history (id, user_id, avatar_id, app_id, app_name, action)
    SELECT gen_random_uuid(), $1, avatar.id, 'posters', 'Posters', 'placed'
    FROM unnest($2::text[]::uuid[]) AS avatar (id)
"""


class Explaining(Database):
    """Answers nothing, and notes how the server would have read what is asked."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.scans: list[str] = []

    async def fetch(self, sql: str, *args: object) -> Sequence[Row]:
        told = json.loads(await self._db.fetchval(f"EXPLAIN (FORMAT JSON) {sql}", *args))
        self.scans += [name for node in _nodes(told[0]["Plan"]) if "Scan" in (name := node["Node Type"])]
        return []


def _nodes(plan: Any) -> list[Any]:
    return [plan, *(node for child in plan.get("Plans", []) for node in _nodes(child))]
