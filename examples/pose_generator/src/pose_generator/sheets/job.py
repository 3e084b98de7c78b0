"""Drawing a sheet: claim, one look of the person for each expression, store, finish; and the sweep."""

from collections.abc import Mapping
from typing import Any

import structlog

from apphost.kit.database import Row
from apphost.kit.jobs import RingAgain
from avatar_creator.public import Attributes, AvatarNotFound, CannotDraw
from pose_generator.sheets import service
from pose_generator.sheets.repository import DrawingRepository
from pose_generator.state import APP_ID, QUEUE, TITLE, PoseState

log = structlog.get_logger(__name__)

ATTEMPTS = 3
_LEASE_SECONDS = 60.0
_PATIENCE_SECONDS = 5.0
_AT_ONCE = 100


async def run(state: PoseState, data: Mapping[str, Any]) -> RingAgain | None:
    """Answer one bell. Nothing happens when the sheet is ready, gone or in another worker's hands."""
    row = await DrawingRepository(state.resources.db).claim(data["sheetId"], _LEASE_SECONDS, ATTEMPTS)
    if row is None:
        return None
    await service.publish(state, row)
    try:
        poses = [await _draw(state, row, number) for number in range(len(row["expressions"]))]
    except (AvatarNotFound, CannotDraw) as error:
        await _fail(state, row, error.detail)
    else:
        await _finish(state, row, poses)
    return None


async def sweep(state: PoseState, bells_lost: bool) -> None:
    """Ring for sheets that should have moved, and give up those that were tried often enough."""
    overdue = await DrawingRepository(state.resources.db).overdue(0 if bells_lost else _PATIENCE_SECONDS, _AT_ONCE)
    for row in overdue:
        if row["attempt"] >= ATTEMPTS:
            await _fail(state, row, "It could not be drawn. Nothing was lost; please ask for it again.")
        else:
            await state.resources.bell(QUEUE).ring_forgotten(row["id"], {"sheetId": row["id"]})


async def _draw(state: PoseState, row: Row, number: int) -> dict[str, str]:
    expression = row["expressions"][number]
    picture = await state.avatars.draw_look(row["user_id"], row["avatar_id"], Attributes(expression=expression))
    renditions = await state.resources.images.renditions(picture)
    file_set = service.file_set(row, row["attempt"], number)
    await state.resources.storage.put_many(renditions.files(file_set))
    return {
        "expression": expression,
        "file": f"{file_set}.{renditions.extension}",
        "thumbhash": renditions.thumbhash,
    }


async def _finish(state: PoseState, row: Row, poses: list[dict[str, str]]) -> None:
    """The sheet is ready and its avatar was used: both or neither."""
    async with state.resources.db.transaction() as tx:
        finished = await DrawingRepository(tx).complete(row["id"], row["attempt"], poses)
        if finished is not None:
            await state.avatars.record_usage(
                tx,
                row["user_id"],
                row["avatar_id"],
                app_id=APP_ID,
                app_name=TITLE,
                action="posed",
                reference_type="pose-sheet",
                reference_id=row["id"],
            )
            tx.after_commit(lambda: service.publish(state, finished))
    losers = range(1, row["attempt"]) if finished else range(row["attempt"], row["attempt"] + 1)
    await service.remove_files(state, row, losers)


async def _fail(state: PoseState, row: Row, problem: str) -> None:
    failed = await DrawingRepository(state.resources.db).fail(row["id"], row["attempt"], problem)
    if failed is not None:
        await service.publish(state, failed)
        await service.remove_files(state, row, range(1, row["attempt"] + 1))
