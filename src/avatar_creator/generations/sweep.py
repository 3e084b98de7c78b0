"""What makes bells dispensable: finds rows that should have moved, gives up the over-aged, removes files that
no avatar claimed. Touches no row that a living worker holds, so any number of copies may run."""

import structlog

from apphost.files import keys_of
from avatar_creator.app_state import QUEUE, AppState
from avatar_creator.generations import announcing
from avatar_creator.generations.work_repository import WorkRepository

log = structlog.get_logger(__name__)

_AT_ONCE = 1000
_PATIENCE_SECONDS = 5.0
"""A due row younger than this most likely has its bell on the way."""

_TOO_OLD = {
    "slug": "waited-too-long",
    "title": "It waited too long",
    "detail": "No worker could take it in time. Nothing was charged; please try again.",
}


async def sweep(state: AppState, bells_lost: bool) -> None:
    """One round. With `bells_lost` every due row is rung for, however young."""
    await _ring_forgotten(state, 0.0 if bells_lost else _PATIENCE_SECONDS)
    await _give_up_old(state)
    await remove_unclaimed_files(state)


async def _ring_forgotten(state: AppState, overdue_seconds: float) -> None:
    bell = state.resources.bell(QUEUE)
    rung = 0
    for row in await WorkRepository(state.resources.db).forgotten(overdue_seconds, _AT_ONCE):
        data = {"generationId": row["id"], "attempt": row["attempt"]}
        rung += await bell.ring_forgotten(announcing.bell_id(row), data, priority=row["priority"])
    if rung:
        log.warning("rang again for forgotten generations", count=rung)


async def _give_up_old(state: AppState) -> None:
    work = WorkRepository(state.resources.db)
    for row in await work.give_up_old(state.settings.max_wait_hours * 3600, _TOO_OLD):
        await announcing.publish(state, "generation:failed", row)


async def remove_unclaimed_files(state: AppState) -> None:
    """Remove file sets whose time is up; the note goes last, so that a crash in between repeats the removal."""
    work = WorkRepository(state.resources.db)
    for file_set in await work.unclaimed_files(_AT_ONCE):
        await state.resources.storage.delete_many(keys_of(file_set))
        await work.claim_files(file_set)
