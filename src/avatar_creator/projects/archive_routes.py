"""HTTP of archives: download of chosen avatars, export and import of a project."""

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from apphost.files import attachment
from apphost.kit.dependencies import CurrentUserDep, PathId
from apphost.kit.lean import LeanRoute
from apphost.kit.problem_responses import problems
from avatar_creator.app_state import AppStateDep
from avatar_creator.generations.problems import ProjectNotFound
from avatar_creator.projects import exporting, service
from avatar_creator.projects.schemas import AvatarIds

reads = APIRouter(route_class=LeanRoute, tags=["projects"])
writes = APIRouter(tags=["projects"])

_ZIP = "application/zip"
_A_ZIP = {200: {"content": {_ZIP: {}}, "description": "A zip file, described in docs/archive.md."}}


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


def _saved_as(name: str) -> dict[str, str]:
    return {"content-disposition": attachment(name, "zip"), "cache-control": "no-store"}
