"""HTTP of projects and of the lists of avatars inside them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from apphost.kit.database import Row
from apphost.kit.dependencies import CurrentUserDep, IdempotencyKey, IfMatch, PathId, TransactionDep
from apphost.kit.idempotency import KeyReused, StillRunning
from apphost.kit.json import JsonAnswer, Stored
from apphost.kit.lean import LeanRoute
from apphost.kit.problem_responses import problems
from apphost.kit.problems import EditConflict
from avatar_creator.app_state import AppState, AppStateDep
from avatar_creator.avatars.listing import list_avatars
from avatar_creator.avatars.schemas import AvatarPage, AvatarQuery
from avatar_creator.avatars.service import etag
from avatar_creator.generations.problems import ProjectNotFound
from avatar_creator.projects import service
from avatar_creator.projects.schemas import (
    DeletedProject,
    Project,
    ProjectCreate,
    ProjectDetail,
    ProjectPage,
    ProjectQuery,
    ProjectUpdate,
)

reads = APIRouter(route_class=LeanRoute, tags=["projects"])
writes = APIRouter(tags=["projects"])


@reads.get("/projects", response_model=ProjectPage)
async def list_projects(user: CurrentUserDep, state: AppStateDep, query: Annotated[ProjectQuery, Query()]) -> Response:
    """The caller's projects: newest changed first, or by name."""
    return JsonAnswer(await service.list_projects(state, user.id, query))


@reads.get("/projects/{project_id}", response_model=ProjectDetail, responses=problems(ProjectNotFound))
async def get_project(project_id: PathId, user: CurrentUserDep, state: AppStateDep) -> Response:
    """One project with the first page of its avatars."""
    row, content = await service.get_project(state, user.id, project_id)
    return JsonAnswer(content, headers=[(b"etag", etag(row).encode())])


@reads.get("/projects/{project_id}/avatars", response_model=AvatarPage, responses=problems(ProjectNotFound))
async def list_avatars_of_project(
    project_id: PathId, user: CurrentUserDep, state: AppStateDep, query: Annotated[AvatarQuery, Query()]
) -> Response:
    """The project's avatars: searched, filtered, sorted; newest first when nothing is asked."""
    await service.find_project(state, user.id, project_id)
    return JsonAnswer(await list_avatars(state, user.id, project_id, query))


@writes.post("/projects", status_code=201, response_model=Project, responses=problems(StillRunning, KeyReused))
async def create_project(
    new: ProjectCreate,
    user: CurrentUserDep,
    state: AppStateDep,
    tx: TransactionDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    return JsonAnswer(Stored(await service.create_project(state, tx, user.id, new, idempotency_key)), 201)


@writes.put("/projects/{project_id}", response_model=Project, responses=problems(ProjectNotFound, EditConflict))
async def update_project(
    project_id: PathId,
    changes: ProjectUpdate,
    user: CurrentUserDep,
    state: AppStateDep,
    tx: TransactionDep,
    if_match: IfMatch = None,
) -> Response:
    """Rename it, describe it anew, or choose whose face is its cover."""
    row = await service.update_project(state, tx, user.id, project_id, changes, if_match)
    return _answer(row, state)


@writes.delete("/projects/{project_id}", response_model=DeletedProject, responses=problems(ProjectNotFound))
async def delete_project(project_id: PathId, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> Response:
    """Put it in the trash with its avatars, and cancel what is being made for it; `restore` undoes it."""
    return JsonAnswer(await service.delete_project(state, tx, user.id, project_id))


@writes.post("/projects/{project_id}/restore", response_model=Project, responses=problems(ProjectNotFound))
async def restore_project(project_id: PathId, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> Response:
    return _answer(await service.restore_project(state, tx, user.id, project_id), state)


def _answer(row: Row, state: AppState) -> JsonAnswer:
    return JsonAnswer(service.project_of(row, state.files), headers=[(b"etag", etag(row).encode())])
