"""HTTP of moving and copying avatars, and of what is done to many at once.

To be routed before the avatars' own routes, in which `bulk` would be taken for an id.
"""

from fastapi import APIRouter, Response

from apphost.kit.dependencies import CurrentUserDep, IdempotencyKey, PathId, TransactionDep
from apphost.kit.idempotency import KeyReused, StillRunning
from apphost.kit.json import JsonAnswer, Stored
from apphost.kit.problem_responses import problems
from avatar_creator.app_state import AppStateDep
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.avatars.schemas import Avatar
from avatar_creator.avatars.service import AvatarNotFound, avatar_of, etag
from avatar_creator.generations.problems import ProjectNotFound
from avatar_creator.projects import bulk, copying
from avatar_creator.projects.schemas import (
    AvatarIds,
    BulkCopy,
    BulkFavorite,
    BulkMove,
    BulkTag,
    CopyRequest,
    MoveRequest,
)

writes = APIRouter(tags=["avatars"])


@writes.post("/avatars/bulk/delete", response_model=AvatarIds)
async def delete_avatars(wanted: AvatarIds, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> Response:
    """Put them in the trash. Ids that are none of yours are left out of the answer, here and below."""
    return _done(await bulk.delete_avatars(state, tx, user.id, wanted.avatar_ids))


@writes.post("/avatars/bulk/restore", response_model=AvatarIds)
async def restore_avatars(wanted: AvatarIds, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> Response:
    """Take them out of the trash."""
    return _done(await bulk.restore_avatars(state, tx, user.id, wanted.avatar_ids))


@writes.post("/avatars/bulk/move", response_model=AvatarIds, responses=problems(ProjectNotFound))
async def move_avatars(wanted: BulkMove, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> Response:
    """Put them into one project."""
    return _done(await bulk.move_avatars(state, tx, user.id, wanted.avatar_ids, wanted.project_id))


@writes.post(
    "/avatars/bulk/copy",
    response_model=AvatarIds,
    responses=problems(ProjectNotFound, NoRoom, StillRunning, KeyReused),
)
async def copy_avatars(
    wanted: BulkCopy, user: CurrentUserDep, state: AppStateDep, idempotency_key: IdempotencyKey = None
) -> Response:
    """Copy them into one project; the answer has the ids of the copies."""
    return JsonAnswer(Stored(await copying.copy_avatars(state, user.id, wanted, idempotency_key)))


@writes.post("/avatars/bulk/tag", response_model=AvatarIds)
async def tag_avatars(wanted: BulkTag, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> Response:
    """Take tags away and add tags. One that would have more than 32 stays as it is and is left out of the answer."""
    return _done(await bulk.tag_avatars(state, tx, user.id, wanted))


@writes.post("/avatars/bulk/favorite", response_model=AvatarIds)
async def favor_avatars(wanted: BulkFavorite, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> Response:
    """Mark them as favourites, or take the mark away."""
    return _done(await bulk.favor_avatars(state, tx, user.id, wanted.avatar_ids, wanted.is_favorite))


@writes.post("/avatars/{avatar_id}/move", response_model=Avatar, responses=problems(AvatarNotFound, ProjectNotFound))
async def move_avatar(
    avatar_id: PathId, wanted: MoveRequest, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep
) -> Response:
    """Put it into another project of yours."""
    row = await bulk.move_avatar(state, tx, user.id, avatar_id, wanted.project_id)
    return JsonAnswer(avatar_of(row, state.files), headers=[(b"etag", etag(row).encode())])


@writes.post(
    "/avatars/{avatar_id}/copy",
    status_code=201,
    response_model=Avatar,
    responses=problems(AvatarNotFound, ProjectNotFound, NoRoom, StillRunning, KeyReused),
)
async def copy_avatar(
    avatar_id: PathId,
    wanted: CopyRequest,
    user: CurrentUserDep,
    state: AppStateDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Make another one of it, with files of its own, in its project or in another."""
    return JsonAnswer(Stored(await copying.copy_avatar(state, user.id, avatar_id, wanted, idempotency_key)), 201)


def _done(ids: list[str]) -> JsonAnswer:
    return JsonAnswer({"avatarIds": ids})
