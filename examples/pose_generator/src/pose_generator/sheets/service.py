"""What can be done with sheets: ask, look, delete. Also turns rows into their JSON shape."""

from typing import Any

from apphost.files import keys_of
from apphost.kit.database import Row, Transaction
from apphost.kit.ids import new_id
from apphost.kit.json import decode, encode, page
from apphost.kit.pages import decode_cursor, encode_cursor
from apphost.kit.problems import NotFound
from pose_generator.sheets.repository import SheetRepository
from pose_generator.sheets.schemas import SheetRequest
from pose_generator.state import APP_ID, QUEUE, PoseState


class SheetNotFound(NotFound):
    slug = "sheet-not-found"
    title = "This sheet does not exist"

    def __init__(self) -> None:
        super().__init__("There is no such sheet among yours. It may have been deleted.")


async def ask(state: PoseState, tx: Transaction, user_id: str, request: SheetRequest) -> dict[str, object]:
    """Take a sheet into the queue. Raises: avatar_creator.public.AvatarNotFound."""
    avatar = await state.avatars.get(user_id, request.avatar_id)
    row = await SheetRepository(tx, user_id).add(new_id(), avatar.id, avatar.name, request.expressions)
    tx.after_commit(lambda: _ring(state, row))
    return sheet_of(row, state)


async def list_sheets(state: PoseState, user_id: str, limit: int, cursor: str | None) -> dict[str, object]:
    after = decode_cursor(cursor) if cursor else None
    rows = await SheetRepository(state.resources.db, user_id).list(limit + 1, after)
    items = rows[:limit]
    next_cursor = encode_cursor(items[-1]["created_at"], items[-1]["id"]) if len(rows) > limit else None
    return page([sheet_of(row, state) for row in items], next_cursor)


async def get(state: PoseState, user_id: str, sheet_id: str) -> dict[str, object]:
    """Raises: SheetNotFound."""
    row = await SheetRepository(state.resources.db, user_id).find(sheet_id)
    if row is None:
        raise SheetNotFound
    return sheet_of(row, state)


async def delete(state: PoseState, tx: Transaction, user_id: str, sheet_id: str) -> None:
    """For good, with its pictures. Raises: SheetNotFound."""
    row = await SheetRepository(tx, user_id).remove(sheet_id)
    if row is None:
        raise SheetNotFound
    tx.after_commit(lambda: remove_files(state, row, range(1, row["attempt"] + 1)))


async def publish(state: PoseState, row: Row) -> None:
    """Tell the owner's pages how the sheet now stands."""
    data = encode({"app": APP_ID, "sheet": sheet_of(row, state)})
    await state.events.publish(row["user_id"], "pose-sheet:updated", data)


def sheet_of(row: Row, state: PoseState) -> dict[str, object]:
    """A row as `schemas.Sheet` on the wire, its picture addresses signed."""
    return {
        "id": row["id"],
        "avatarId": row["avatar_id"],
        "avatarName": row["avatar_name"],
        "status": row["status"],
        "expressions": row["expressions"],
        "poses": [_pose_of(pose, state) for pose in decode(row["poses"])],
        "problem": row["problem"],
        "createdAt": row["created_at"],
        "completedAt": row["completed_at"],
    }


def file_set(row: Row, attempt: int, number: int) -> str:
    """Where a pose is kept: named by its attempt, so that nobody overwrites the winner's."""
    return f"{APP_ID}/{row['user_id']}/{row['id']}/{attempt}-{number}"


async def remove_files(state: PoseState, row: Row, attempts: range) -> None:
    keys = [
        key
        for attempt in attempts
        for number in range(len(row["expressions"]))
        for key in keys_of(file_set(row, attempt, number))
    ]
    await state.resources.storage.delete_many(keys)


async def _ring(state: PoseState, row: Row) -> None:
    state.resources.bell(QUEUE).ring_soon(row["id"], {"sheetId": row["id"]})


def _pose_of(pose: dict[str, Any], state: PoseState) -> dict[str, object]:
    urls = state.files.renditions(pose["file"])
    return {
        "expression": pose["expression"],
        "imageUrl": urls.large,
        "thumbnailUrl": urls.thumbnail,
        "thumbhash": pose["thumbhash"],
    }
