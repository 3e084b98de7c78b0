"""What those who wait are told: a place that only falls, and an estimate that is about right.

On an application of its own with four slots, so that the provider's pace is known to nobody else.
"""

import time
from collections import defaultdict
from collections.abc import AsyncIterator
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apphost.kit.migrations import migrate
from apphost.kit.settings import Settings
from apphost.registry import installed_apps, migration_branches
from avatar_creator.generations.queue_position import ProviderPace, time_until_done
from emulators.image_api import ImageApi
from engine_room import TestEngines, create_database, drop_database
from running_app import Api, RunningApp, SeenEvents, running_app

WAITING = 60
SLOTS = 4


@pytest.fixture
async def four_slots(
    engines: TestEngines, settings: Settings, image_api: ImageApi, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[RunningApp]:
    name = "test_line"
    url = create_database(engines, name)
    await migrate(url, migration_branches())
    monkeypatch.setenv("HUGGINGFACE_TOKEN", "hf_of_the_tests")
    monkeypatch.setenv("HUGGINGFACE_BASE_URL", image_api.url)
    own = {"database_url": url, "redis_url": engines.redis_url_of(15), "worker_concurrency": SLOTS}
    async with running_app(settings.model_copy(update=own), installed_apps()) as running:
        yield running
    drop_database(engines, name)


async def test_places_only_fall_and_estimates_are_about_right(four_slots: RunningApp, image_api: ImageApi) -> None:
    await image_api.set_default(latency=1)
    async with four_slots.signed_in() as api:
        project = await api.new_project()
        await _ask(api, project["id"], SLOTS)
        async with api.events() as events:
            told = await _watch(api, events, project["id"])
    for notes in told.values():
        places = [place for _, place, _ in notes if place is not None]
        assert places == sorted(places, reverse=True)
    assert median(_errors(told, _completions(events))) <= 0.25


async def _watch(
    api: Api, events: SeenEvents, project_id: str
) -> dict[str, list[tuple[float, int | None, int | None]]]:
    """Ask for many and note when each was told which place and estimate, until all are done."""
    told: dict[str, list[tuple[float, int | None, int | None]]] = defaultdict(list)
    ids = set(await _ask(api, project_id, WAITING))
    seen = 0
    while not ids <= _completions(events).keys():
        for event, data in events.items[seen:]:
            if event == "generation:queued" and data["generationId"] in ids:
                generation = data["generation"]
                note = (time.monotonic(), generation["queuePosition"], generation["etaSeconds"])
                told[data["generationId"]].append(note)
            if event == "generation:completed":
                data.setdefault("seenAt", time.monotonic())
        seen = len(events.items)
        await events.next_one()
    return told


def _completions(events: SeenEvents) -> dict[str, float]:
    return {data["generationId"]: data.get("seenAt", time.monotonic()) for data in events.named("generation:completed")}


def _errors(told: dict[str, list[Any]], completed: dict[str, float]) -> list[float]:
    """How far each estimate was from what was left, as a part of it."""
    return [
        abs(at + eta - completed[generation_id]) / max(completed[generation_id] - at, 1)
        for generation_id, notes in told.items()
        for at, _, eta in notes
        if eta is not None
    ]


async def _ask(api: Api, project_id: str, count: int) -> list[str]:
    ids: list[str] = []
    while len(ids) < count:
        ids += await api.generate(project_id, provider="huggingface", count=min(4, count - len(ids)))
    return ids


@given(
    usual=st.floats(0.1, 100),
    running=st.lists(st.floats(0, 200), max_size=20),
    place=st.integers(1, 200),
)
def test_an_estimate_never_shrinks_with_a_place_further_back(usual: float, running: list[float], place: int) -> None:
    pace = ProviderPace(usual, running)
    nearer, further = time_until_done(pace, place), time_until_done(pace, place + 1)
    assert nearer is not None
    assert further is not None
    assert 1 <= nearer <= further


def test_without_a_past_nothing_is_promised() -> None:
    assert time_until_done(ProviderPace(None, []), 3) is None
