"""HTTP of avatars: reads are lean, writes carry a transaction."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from apphost.kit.database import Row
from apphost.kit.dependencies import CurrentUserDep, IfMatch, PathId, TransactionDep
from apphost.kit.json import JsonAnswer
from apphost.kit.lean import LeanRoute
from apphost.kit.problem_responses import problems
from apphost.kit.problems import EditConflict
from apphost.kit.schemas import Id
from avatar_creator.app_state import AppState, AppStateDep
from avatar_creator.avatars import family, listing, service
from avatar_creator.avatars.schemas import Avatar, AvatarPage, AvatarQuery, AvatarUpdate, Family, TagList

reads = APIRouter(route_class=LeanRoute, tags=["avatars"])
writes = APIRouter(tags=["avatars"])

ProjectFilter = Annotated[Id | None, Query(alias="projectId")]
Size = Annotated[
    Literal["base", "768", "300", "96"], Query(description="`base`, or the side in pixels; 300 is square.")
]


@reads.get("/avatars", response_model=AvatarPage)
async def list_avatars(user: CurrentUserDep, state: AppStateDep, query: Annotated[AvatarQuery, Query()]) -> Response:
    """All of the caller's avatars: searched, filtered, sorted; newest first when nothing is asked."""
    return JsonAnswer(await listing.list_avatars(state, user.id, None, query))


@reads.get("/tags", response_model=TagList)
async def list_tags(user: CurrentUserDep, state: AppStateDep, project_id: ProjectFilter = None) -> Response:
    """The tags of the caller's avatars, or of those of one project."""
    return JsonAnswer(await listing.list_tags(state, user.id, project_id))


@reads.get("/avatars/{avatar_id}", response_model=Avatar, responses=problems(service.AvatarNotFound))
async def get_avatar(avatar_id: PathId, user: CurrentUserDep, state: AppStateDep) -> Response:
    return _answer(await service.get_avatar(state.resources.db, user.id, avatar_id), state)


@reads.get("/avatars/{avatar_id}/family", response_model=Family, responses=problems(service.AvatarNotFound))
async def get_family(avatar_id: PathId, user: CurrentUserDep, state: AppStateDep) -> Response:
    """Everybody who was drawn from the same first avatar, with who comes from whom."""
    return JsonAnswer(await family.family_of(state, user.id, avatar_id))


@reads.get(
    "/avatars/{avatar_id}/image",
    status_code=302,
    response_class=RedirectResponse,
    responses=problems(service.AvatarNotFound),
)
async def get_image(avatar_id: PathId, user: CurrentUserDep, state: AppStateDep, size: Size = "base") -> Response:
    """The address that never changes: redirects to the signed one of the moment."""
    row = await service.get_avatar(state.resources.db, user.id, avatar_id)
    urls = state.files.renditions(row["base_file"])
    url = {"base": urls.base, "768": urls.large, "300": urls.thumbnail, "96": urls.small}[size]
    return RedirectResponse(url, 302, {"cache-control": "private, max-age=60"})


@writes.put("/avatars/{avatar_id}", response_model=Avatar, responses=problems(service.AvatarNotFound, EditConflict))
async def update_avatar(
    avatar_id: PathId,
    changes: AvatarUpdate,
    user: CurrentUserDep,
    state: AppStateDep,
    tx: TransactionDep,
    if_match: IfMatch = None,
) -> Response:
    row = await service.update_avatar(state, tx, user.id, avatar_id, changes, if_match)
    return _answer(row, state)


@writes.delete("/avatars/{avatar_id}", status_code=204, responses=problems(service.AvatarNotFound))
async def delete_avatar(avatar_id: PathId, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> None:
    """Put it in the trash; `restore` takes it out again."""
    await service.delete_avatar(state, tx, user.id, avatar_id)


@writes.post("/avatars/{avatar_id}/restore", response_model=Avatar, responses=problems(service.AvatarNotFound))
async def restore_avatar(avatar_id: PathId, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> Response:
    return _answer(await service.restore_avatar(state, tx, user.id, avatar_id), state)


def _answer(row: Row, state: AppState) -> JsonAnswer:
    return JsonAnswer(service.avatar_of(row, state.files), headers=[(b"etag", service.etag(row).encode())])
