"""What can be done with projects: make, look, rename, put in the trash with all that is in them, restore."""

from typing import Annotated, Any

from pydantic import TypeAdapter

from apphost.files import FileUrls
from apphost.kit.database import Row, Transaction
from apphost.kit.idempotency import fingerprint, first_answer, store_answer
from apphost.kit.ids import new_id
from apphost.kit.json import encode, page
from apphost.kit.pages import Moment, decode_place, encode_place
from apphost.kit.problems import InvalidRequest
from apphost.kit.schemas import Storable
from avatar_creator.app_state import APP_ID, AppState
from avatar_creator.avatars.listing import list_avatars
from avatar_creator.avatars.repository import AvatarRepository
from avatar_creator.avatars.schemas import AvatarQuery
from avatar_creator.avatars.service import check_version
from avatar_creator.generations.problems import ProjectNotFound
from avatar_creator.generations.service import cancel_of_project
from avatar_creator.projects.repository import ProjectRepository, Sort, place_of
from avatar_creator.projects.schemas import ProjectCreate, ProjectQuery, ProjectUpdate
from avatar_creator.searching import prefix_query

FIRST_PAGE = AvatarQuery()
_KEYS: dict[Sort, TypeAdapter[Any]] = {
    "changed": TypeAdapter(Moment),
    "name": TypeAdapter(Annotated[str, Storable]),
}


def project_of(row: Row, files: FileUrls) -> dict[str, object]:
    """A row as `schemas.Project` on the wire, its preview addresses signed."""
    return {
        "id": row["id"],
        "name": row["name"],
        "description": row["description"],
        "avatarCount": row["avatar_count"],
        "previewUrls": files.thumbnails(row["preview_files"]),
        "coverAvatarId": row["cover_avatar_id"],
        "version": row["version"],
        "createdAt": row["created_at"],
        "updatedAt": row["updated_at"],
    }


async def list_projects(state: AppState, user_id: str, query: ProjectQuery) -> dict[str, object]:
    """One page. Raises: InvalidRequest, when the cursor is none of a list in this order."""
    after = decode_place(query.cursor, query.sort, _KEYS[query.sort]) if query.cursor else None
    rows = await ProjectRepository(state.resources.db, user_id).list(
        query.sort, prefix_query(query.q), query.limit + 1, after
    )
    items = rows[: query.limit]
    next_cursor = encode_place(query.sort, *place_of(query.sort, items[-1])) if len(rows) > query.limit else None
    return page([project_of(row, state.files) for row in items], next_cursor)


async def get_project(state: AppState, user_id: str, project_id: str) -> tuple[Row, dict[str, object]]:
    """The project with the first page of its avatars. Raises: ProjectNotFound."""
    project = await find_project(state, user_id, project_id)
    avatars = await list_avatars(state, user_id, project_id, FIRST_PAGE)
    return project, project_of(project, state.files) | {"avatars": avatars}


async def find_project(state: AppState, user_id: str, project_id: str) -> Row:
    """Raises: ProjectNotFound."""
    row = await ProjectRepository(state.resources.db, user_id).find(project_id)
    if row is None:
        raise ProjectNotFound
    return row


async def create_project(state: AppState, tx: Transaction, user_id: str, new: ProjectCreate, key: str | None) -> bytes:
    """Raises: StillRunning, KeyReused, see `kit.idempotency`."""
    said = fingerprint("project", new)
    if (answer := await first_answer(tx, user_id, key, said)) is not None:
        return answer
    row = await ProjectRepository(tx, user_id).add(new_id(), new.name, new.description)
    answer = encode(project_of(row, state.files))
    await store_answer(tx, user_id, key, said, answer)
    announce_project(state, tx, user_id, row)
    return answer


async def update_project(
    state: AppState, tx: Transaction, user_id: str, project_id: str, changes: ProjectUpdate, if_match: str | None
) -> Row:
    """Raises: ProjectNotFound; EditConflict or InvalidRequest, with nothing changed."""
    repository = ProjectRepository(tx, user_id)
    before = await repository.find_for_update(project_id)
    if before is None:
        raise ProjectNotFound
    check_version(before, if_match)
    stated = changes.model_fields_set
    cover = changes.cover_avatar_id if "cover_avatar_id" in stated else before["cover_avatar_id"]
    if cover != before["cover_avatar_id"]:
        await _check_cover(tx, user_id, project_id, cover)
    row = await repository.update(
        project_id,
        changes.name or before["name"],
        changes.description if "description" in stated else before["description"],
        cover,
    )
    if cover != before["cover_avatar_id"]:
        await AvatarRepository(tx, user_id).refresh_projects({project_id: 0})
        row = await repository.find(project_id)
    assert row is not None
    announce_project(state, tx, user_id, row)
    return row


async def _check_cover(tx: Transaction, user_id: str, project_id: str, avatar_id: str | None) -> None:
    """Raises: InvalidRequest."""
    if avatar_id is not None:
        avatar = await AvatarRepository(tx, user_id).find(avatar_id)
        if avatar is None or avatar["project_id"] != project_id:
            raise InvalidRequest("#/coverAvatarId", "is not one of this project's avatars")


async def delete_project(state: AppState, tx: Transaction, user_id: str, project_id: str) -> dict[str, object]:
    """Into the trash, with its avatars; what is being made for it is cancelled. Raises: ProjectNotFound."""
    await AvatarRepository(tx, user_id).take_turn()
    deleted_avatars = await ProjectRepository(tx, user_id).remove(project_id)
    if deleted_avatars is None:
        raise ProjectNotFound
    cancelled = await cancel_of_project(state, tx, user_id, project_id)
    _publish(state, tx, user_id, "project:deleted", project_id, None)
    return {"id": project_id, "deletedAvatars": deleted_avatars, "cancelledGenerations": cancelled}


async def restore_project(state: AppState, tx: Transaction, user_id: str, project_id: str) -> Row:
    """Exactly as it was deleted; what was cancelled stays cancelled. Raises: ProjectNotFound."""
    await AvatarRepository(tx, user_id).take_turn()
    row = await ProjectRepository(tx, user_id).restore(project_id)
    if row is None:
        raise ProjectNotFound
    announce_project(state, tx, user_id, row)
    return row


def announce_project(state: AppState, tx: Transaction, user_id: str, row: Row) -> None:
    """Publish the project as it now is, once the transaction is committed."""
    _publish(state, tx, user_id, "project:updated", row["id"], project_of(row, state.files))


def _publish(state: AppState, tx: Transaction, user_id: str, event: str, project_id: str, project: object) -> None:
    """The data is `schemas.ProjectEvent`; published once the transaction is committed."""
    data = encode({"app": APP_ID, "projectId": project_id, "project": project})
    tx.after_commit(lambda: state.events.publish(user_id, event, data))
