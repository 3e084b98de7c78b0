"""HTTP of archives: download of chosen avatars, export and import of a project."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from apphost.files import attachment
from apphost.kit.dependencies import CurrentUserDep, IdempotencyKey, PathId
from apphost.kit.idempotency import KeyReused, StillRunning
from apphost.kit.json import JsonAnswer, Stored
from apphost.kit.lean import LeanRoute
from apphost.kit.problem_responses import problems
from apphost.kit.uploads import FileTooLarge, NotAForm, received_form
from avatar_creator.app_state import AppStateDep
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.generations.problems import ProjectNotFound
from avatar_creator.projects import exporting, importing, service
from avatar_creator.projects.schemas import AvatarIds, ImportedProject

reads = APIRouter(route_class=LeanRoute, tags=["projects"])
writes = APIRouter(tags=["projects"])

_ZIP = "application/zip"
_IN_MEMORY_BYTES = 1_000_000
_A_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
_A_ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {_ZIP: {}}, "description": "A zip file, described in docs/archive.md."}
}


@reads.get(
    "/projects/{project_id}/export",
    response_class=StreamingResponse,
    responses=_A_ZIP | problems(ProjectNotFound),
)
async def export_project(project_id: PathId, user: CurrentUserDep, state: AppStateDep) -> Response:
    """The whole project in one file, which any installation imports."""
    project = await service.find_project(state, user.id, project_id)
    return StreamingResponse(
        exporting.export_project(state, user.id, project), media_type=_ZIP, headers=_saved_as(project["name"])
    )


@writes.post("/avatars/bulk/download", response_class=StreamingResponse, responses=_A_ZIP, tags=["avatars"])
async def download_avatars(wanted: AvatarIds, user: CurrentUserDep, state: AppStateDep) -> Response:
    """Their pictures, called as they are, with all that is known of them in `people.json`."""
    return StreamingResponse(
        exporting.download_avatars(state, user.id, wanted.avatar_ids), media_type=_ZIP, headers=_saved_as("people")
    )


@writes.post(
    "/projects/import",
    status_code=201,
    response_model=ImportedProject,
    responses=problems(importing.ImportRefused, FileTooLarge, NotAForm, NoRoom, StillRunning, KeyReused),
    openapi_extra=_A_FORM,
)
async def import_project(
    request: Request, user: CurrentUserDep, state: AppStateDep, idempotency_key: IdempotencyKey = None
) -> Response:
    """Make a project of an exported one, with everybody in it; all of it or nothing."""
    max_bytes = state.settings.import_max_bytes
    async with received_form(request, max_bytes=max_bytes, in_memory_bytes=_IN_MEMORY_BYTES) as (file, _):
        answer = await importing.import_project(state, user.id, file.file, idempotency_key)
    return JsonAnswer(Stored(answer), 201)


def _saved_as(name: str) -> dict[str, str]:
    return {"content-disposition": attachment(name, "zip"), "cache-control": "no-store"}
