"""The trash: what lies in it and until when, and removing it for ever, by its owner or when its time is up."""

from collections.abc import Sequence
from datetime import timedelta

import structlog

from apphost.kit.database import Row, Transaction
from apphost.kit.json import page
from apphost.kit.pages import decode_cursor, encode_cursor
from avatar_creator.app_state import AppState
from avatar_creator.avatars.repository import AvatarRepository
from avatar_creator.projects.schemas import EmptyTrash
from avatar_creator.projects.trash_repository import TrashRepository, owners_with_overdue

log = structlog.get_logger(__name__)

_OWNERS_AT_ONCE = 100


async def list_trash(state: AppState, user_id: str, limit: int, cursor: str | None) -> dict[str, object]:
    """One page, the last deleted first."""
    after = decode_cursor(cursor) if cursor else None
    rows = await TrashRepository(state.resources.db, user_id).list(limit + 1, after)
    items = rows[:limit]
    next_cursor = encode_cursor(items[-1]["deleted_at"], items[-1]["id"]) if len(rows) > limit else None
    return page([_item_of(row, state) for row in items], next_cursor)


async def empty_trash(tx: Transaction, user_id: str, wanted: EmptyTrash) -> dict[str, object]:
    """Remove for ever what is named and in the trash; all of it when nothing is named."""
    nothing_named = wanted.avatar_ids is None and wanted.project_ids is None
    avatar_ids = None if nothing_named else wanted.avatar_ids or []
    project_ids = None if nothing_named else wanted.project_ids or []
    projects, avatars = await _remove(tx, user_id, avatar_ids, project_ids, older_than_days=0)
    return {"deletedAvatars": avatars, "deletedProjects": projects}


async def sweep_trash(state: AppState) -> None:
    """Remove for ever what has been in the trash for TRASH_DAYS."""
    days = float(state.settings.trash_days)
    for user_id in await owners_with_overdue(state.resources.db, days, _OWNERS_AT_ONCE):
        async with state.resources.db.transaction() as tx:
            projects, avatars = await _remove(tx, user_id, None, None, older_than_days=days)
        log.info("trash removed, its time was up", user_id=user_id, projects=projects, avatars=avatars)


async def _remove(
    tx: Transaction,
    user_id: str,
    avatar_ids: Sequence[str] | None,
    project_ids: Sequence[str] | None,
    *,
    older_than_days: float,
) -> tuple[int, int]:
    """How many projects and avatars are gone; None stands for all in the trash."""
    await AvatarRepository(tx, user_id).take_turn()
    trash = TrashRepository(tx, user_id)
    projects, avatars_inside = await trash.remove_projects(project_ids, older_than_days)
    return projects, avatars_inside + await trash.remove_avatars(avatar_ids, older_than_days)


def _item_of(row: Row, state: AppState) -> dict[str, object]:
    """A row as `schemas.TrashItem` on the wire."""
    base_file = row["base_file"]
    return {
        "kind": row["kind"],
        "id": row["id"],
        "name": row["name"],
        "projectId": row["project_id"],
        "projectName": row["project_name"],
        "deletedAt": row["deleted_at"],
        "expiresAt": row["deleted_at"] + timedelta(days=state.settings.trash_days),
        "thumbnailUrl": state.files.renditions(base_file).thumbnail if base_file else None,
        "thumbhash": row["thumbhash"],
        "avatarCount": row["avatar_count"],
    }
