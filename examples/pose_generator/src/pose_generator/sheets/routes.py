"""HTTP of pose sheets."""

from fastapi import APIRouter, Response

from apphost.kit.dependencies import CurrentUserDep, PathId, TransactionDep
from apphost.kit.json import JsonAnswer
from apphost.kit.lean import LeanRoute
from apphost.kit.pages import CursorText, Limit
from apphost.kit.problem_responses import problems
from avatar_creator.public import AvatarNotFound
from pose_generator.sheets import service
from pose_generator.sheets.schemas import Sheet, SheetPage, SheetRequest
from pose_generator.state import PoseStateDep

reads = APIRouter(route_class=LeanRoute, tags=["pose sheets"])
writes = APIRouter(tags=["pose sheets"])


@reads.get("/sheets", response_model=SheetPage)
async def list_sheets(
    user: CurrentUserDep, state: PoseStateDep, cursor: CursorText = None, limit: Limit = 20
) -> Response:
    """The caller's sheets, newest first."""
    return JsonAnswer(await service.list_sheets(state, user.id, limit, cursor))


@reads.get("/sheets/{sheet_id}", response_model=Sheet, responses=problems(service.SheetNotFound))
async def get_sheet(sheet_id: PathId, user: CurrentUserDep, state: PoseStateDep) -> Response:
    return JsonAnswer(await service.get(state, user.id, sheet_id))


@writes.post("/sheets", status_code=202, response_model=Sheet, responses=problems(AvatarNotFound))
async def ask_for_sheet(
    request: SheetRequest, user: CurrentUserDep, state: PoseStateDep, tx: TransactionDep
) -> Response:
    """Take a sheet of one person into the queue; `pose-sheet:updated` tells when it is ready."""
    return JsonAnswer(await service.ask(state, tx, user.id, request), 202)


@writes.delete("/sheets/{sheet_id}", status_code=204, responses=problems(service.SheetNotFound))
async def delete_sheet(sheet_id: PathId, user: CurrentUserDep, state: PoseStateDep, tx: TransactionDep) -> None:
    """Delete it for good, with its pictures."""
    await service.delete(state, tx, user.id, sheet_id)
