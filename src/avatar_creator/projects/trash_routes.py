"""HTTP of the trash. What lies in it is taken out by the `restore` of its own kind."""

from fastapi import APIRouter, Response

from apphost.kit.dependencies import CurrentUserDep, TransactionDep
from apphost.kit.json import JsonAnswer
from apphost.kit.lean import LeanRoute
from apphost.kit.pages import CursorText, Limit
from avatar_creator.app_state import AppStateDep
from avatar_creator.projects import trash
from avatar_creator.projects.schemas import EmptiedTrash, EmptyTrash, TrashPage

reads = APIRouter(route_class=LeanRoute, tags=["projects"])
writes = APIRouter(tags=["projects"])


@reads.get("/trash", response_model=TrashPage)
async def list_trash(
    user: CurrentUserDep, state: AppStateDep, cursor: CursorText = None, limit: Limit = 50
) -> Response:
    """What the caller deleted, the last first. Avatars that went with their project are inside it."""
    return JsonAnswer(await trash.list_trash(state, user.id, limit, cursor))


@writes.post("/trash/empty", response_model=EmptiedTrash)
async def empty_trash(wanted: EmptyTrash, user: CurrentUserDep, tx: TransactionDep) -> Response:
    """Remove for ever, pictures and all. What is not in the trash is left alone."""
    return JsonAnswer(await trash.empty_trash(tx, user.id, wanted))
