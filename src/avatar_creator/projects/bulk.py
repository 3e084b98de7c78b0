"""What can be done with many avatars at once: trash, restore, move, tag, mark. One transaction each.

Ids that are unknown, foreign, or not in the state the change is for are left out of the answer. Pages are told of
each avatar while there are few, and of each project touched when there are many.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from apphost.kit.database import Row, Transaction
from avatar_creator.app_state import AppState
from avatar_creator.avatars.bulk_repository import BulkRepository
from avatar_creator.avatars.repository import AvatarRepository
from avatar_creator.avatars.schemas import MAX_TAGS
from avatar_creator.avatars.service import AvatarNotFound, announce, announce_deleted
from avatar_creator.generations.problems import ProjectNotFound
from avatar_creator.projects.repository import ProjectRepository
from avatar_creator.projects.schemas import BulkTag
from avatar_creator.projects.service import announce_project

_FEW = 50


async def delete_avatars(state: AppState, tx: Transaction, user_id: str, ids: Sequence[str]) -> list[str]:
    """Into the trash; the ids of those that went."""
    avatars = AvatarRepository(tx, user_id)
    await avatars.take_turn()
    rows = await BulkRepository(tx, user_id).remove(ids)
    await avatars.refresh_projects({project_id: -lost for project_id, lost in count_by_project(rows).items()})
    if len(rows) > _FEW:
        await announce_projects(state, tx, user_id, {row["project_id"] for row in rows})
    else:
        for row in rows:
            announce_deleted(state, tx, user_id, row["id"], row["project_id"])
    return _in_order(ids, rows)


async def restore_avatars(state: AppState, tx: Transaction, user_id: str, ids: Sequence[str]) -> list[str]:
    """Out of the trash, where their project is there to take them; the ids of those that came back."""
    avatars = AvatarRepository(tx, user_id)
    await avatars.take_turn()
    rows = await BulkRepository(tx, user_id).restore(ids)
    await avatars.refresh_projects(count_by_project(rows))
    await announce_avatars(state, tx, user_id, "avatar:created", rows)
    return _in_order(ids, rows)


async def move_avatars(
    state: AppState, tx: Transaction, user_id: str, ids: Sequence[str], project_id: str
) -> list[str]:
    """Into another project; the ids of those that are there now. Raises: ProjectNotFound."""
    avatars = AvatarRepository(tx, user_id)
    await avatars.take_turn()
    if not await avatars.lock_project(project_id):
        raise ProjectNotFound
    rows = await BulkRepository(tx, user_id).move(ids, project_id)
    moved = [row for row in rows if row["project_id"] != project_id]
    changes = {left: -lost for left, lost in count_by_project(moved).items()}
    await avatars.refresh_projects({**changes, project_id: len(moved)} if moved else {})
    await announce_avatars(state, tx, user_id, "avatar:updated", moved, also={project_id})
    return _in_order(ids, rows)


async def move_avatar(state: AppState, tx: Transaction, user_id: str, avatar_id: str, project_id: str) -> Row:
    """Raises: AvatarNotFound, ProjectNotFound."""
    if not await move_avatars(state, tx, user_id, [avatar_id], project_id):
        raise AvatarNotFound
    row = await AvatarRepository(tx, user_id).find(avatar_id)
    assert row is not None
    return row


async def tag_avatars(state: AppState, tx: Transaction, user_id: str, wanted: BulkTag) -> list[str]:
    """Add and remove tags; the ids of those that now have and lack them.

    One that would have too many tags stays as it is and is left out.
    """
    bulk = BulkRepository(tx, user_id)
    tags = {row["id"]: (row, _retagged(row["tags"], wanted)) for row in await bulk.lock(wanted.avatar_ids)}
    fitting = [row for row, its in tags.values() if len(its) <= MAX_TAGS]
    changed = [row for row in fitting if tags[row["id"]][1] != row["tags"]]
    await bulk.set_tags({row["id"]: tags[row["id"]][1] for row in changed})
    await announce_avatars(state, tx, user_id, "avatar:updated", changed)
    return _in_order(wanted.avatar_ids, fitting)


async def favor_avatars(
    state: AppState, tx: Transaction, user_id: str, ids: Sequence[str], is_favorite: bool
) -> list[str]:
    """Mark as favourites, or take the mark away; the ids of those that are there."""
    rows = await BulkRepository(tx, user_id).set_favorite(ids, is_favorite)
    await announce_avatars(state, tx, user_id, "avatar:updated", rows)
    return _in_order(ids, rows)


async def announce_avatars(
    state: AppState, tx: Transaction, user_id: str, event: str, rows: Sequence[Row], also: Collection[str] = ()
) -> None:
    """Tell of each avatar as it now is; of many, of their projects (and of those in `also`) instead."""
    if len(rows) > _FEW:
        await announce_projects(state, tx, user_id, {row["project_id"] for row in rows} | {*also})
    else:
        for row in await BulkRepository(tx, user_id).find([row["id"] for row in rows]):
            announce(state, tx, user_id, event, row)


async def announce_projects(state: AppState, tx: Transaction, user_id: str, ids: Collection[str]) -> None:
    for row in await ProjectRepository(tx, user_id).find_many(ids):
        announce_project(state, tx, user_id, row)


def _retagged(tags: Sequence[str], wanted: BulkTag) -> list[str]:
    """Without the removed, then with the added. Tags that differ only in case are the same tag."""
    removed = {tag.casefold() for tag in wanted.remove}
    kept = [tag for tag in tags if tag.casefold() not in removed]
    there = {tag.casefold() for tag in kept}
    return kept + [tag for tag in wanted.add if tag.casefold() not in there]


def count_by_project(rows: Sequence[Row]) -> Counter[str]:
    return Counter(row["project_id"] for row in rows)


def _in_order(ids: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The ids of the rows, as they were asked for."""
    found = {row["id"] for row in rows}
    return [avatar_id for avatar_id in dict.fromkeys(ids) if avatar_id in found]
