"""HTTP of generations: ask, preview, look, wait, cancel, retry."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from apphost.kit.dependencies import CurrentUserDep, IdempotencyKey, PathId, TransactionDep
from apphost.kit.idempotency import KeyReused, StillRunning
from apphost.kit.json import JsonAnswer, Stored
from apphost.kit.lean import LeanRoute
from apphost.kit.pages import CursorText, Limit
from apphost.kit.problem_responses import problems
from apphost.kit.schemas import Id
from avatar_creator.app_state import AppStateDep
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.avatars.service import AvatarNotFound
from avatar_creator.generations import preview, service, vocabulary_list
from avatar_creator.generations import problems as failures
from avatar_creator.generations.from_preset import accept_preset
from avatar_creator.generations.redrawing import accept_look
from avatar_creator.generations.schemas import (
    AttributeList,
    FromPresetRequest,
    FromReferenceRequest,
    GenerateAccepted,
    GenerateRequest,
    Generation,
    GenerationPage,
    PersonInWords,
    Preview,
    PreviewRequest,
    ProviderList,
    Status,
)
from avatar_creator.generations.waiting import wait_for_end
from avatar_creator.presets.service import PresetNotFound

reads = APIRouter(route_class=LeanRoute, tags=["generations"])
writes = APIRouter(tags=["generations"])

StatusFilter = Annotated[Literal["open"] | Status | None, Query(description="`open` is pending or processing.")]
ProjectFilter = Annotated[Id | None, Query(alias="projectId")]
ProviderName = Annotated[str | None, Query(max_length=60, description="Whose prompt; the default provider's.")]
Wait = Annotated[int, Query(ge=0, le=60, description="Answer at its end, or after so many seconds.")]


@reads.get("/generations", response_model=GenerationPage)
async def list_generations(
    user: CurrentUserDep,
    state: AppStateDep,
    status: StatusFilter = None,
    project_id: ProjectFilter = None,
    cursor: CursorText = None,
    limit: Limit = 50,
) -> Response:
    """The caller's generations, newest first."""
    return JsonAnswer(await service.list_generations(state, user.id, status, project_id, limit, cursor))


@reads.get("/generations/{generation_id}", response_model=Generation, responses=problems(failures.GenerationNotFound))
async def get_generation(
    generation_id: PathId, request: Request, user: CurrentUserDep, state: AppStateDep, wait: Wait = 0
) -> Response:
    """How it stands, with its place in the line and when it will be done."""
    if wait:
        await wait_for_end(request.app.state.events, state.resources.db, user.id, generation_id, wait)
    return JsonAnswer(await service.get_generation(state.resources.db, user.id, generation_id))


@writes.post(
    "/projects/{project_id}/avatars/generate",
    status_code=202,
    response_model=GenerateAccepted,
    responses=problems(
        failures.ProjectNotFound,
        failures.TooManyOpen,
        failures.ProviderNotConfigured,
        NoRoom,
        StillRunning,
        KeyReused,
    ),
)
async def generate(
    project_id: PathId,
    request: GenerateRequest,
    user: CurrentUserDep,
    state: AppStateDep,
    tx: TransactionDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Take 1 to 4 pictures of one person into the queue; progress arrives on the event stream."""
    return JsonAnswer(Stored(await service.accept(state, tx, user.id, project_id, request, idempotency_key)), 202)


@writes.post(
    "/projects/{project_id}/avatars/from-preset",
    status_code=202,
    response_model=GenerateAccepted,
    responses=problems(
        failures.ProjectNotFound,
        PresetNotFound,
        failures.TooManyOpen,
        failures.ProviderNotConfigured,
        NoRoom,
        StillRunning,
        KeyReused,
    ),
)
async def generate_from_preset(
    project_id: PathId,
    request: FromPresetRequest,
    user: CurrentUserDep,
    state: AppStateDep,
    tx: TransactionDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Take a preset's person into the queue, as they are or changed."""
    return JsonAnswer(Stored(await accept_preset(state, tx, user.id, project_id, request, idempotency_key)), 202)


@writes.post(
    "/projects/{project_id}/avatars/from-reference",
    status_code=202,
    response_model=GenerateAccepted,
    responses=problems(
        failures.ProjectNotFound,
        AvatarNotFound,
        failures.ReferenceNotFound,
        failures.ConsentNeeded,
        failures.CannotReadPictures,
        failures.TooManyOpen,
        failures.ProviderNotConfigured,
        NoRoom,
        StillRunning,
        KeyReused,
    ),
)
async def generate_from_reference(
    project_id: PathId,
    request: FromReferenceRequest,
    user: CurrentUserDep,
    state: AppStateDep,
    tx: TransactionDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Take another look of somebody into the queue: who they are stays, what is said changes."""
    return JsonAnswer(Stored(await accept_look(state, tx, user.id, project_id, request, idempotency_key)), 202)


@writes.post(
    "/generations/{generation_id}/cancel",
    response_model=Generation,
    responses=problems(failures.GenerationNotFound, failures.AlreadyEnded),
)
async def cancel(generation_id: PathId, user: CurrentUserDep, state: AppStateDep, tx: TransactionDep) -> Response:
    """End it, waiting or running: no avatar comes of it."""
    return JsonAnswer(await service.cancel(state, tx, user.id, generation_id))


@writes.post(
    "/generations/{generation_id}/retry",
    status_code=202,
    response_model=GenerateAccepted,
    responses=problems(failures.GenerationNotFound, failures.NotFailed, failures.TooManyOpen, StillRunning, KeyReused),
)
async def retry(
    generation_id: PathId,
    user: CurrentUserDep,
    state: AppStateDep,
    tx: TransactionDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Ask again for what failed or was cancelled: a new generation whose `retryOf` is the old one."""
    return JsonAnswer(Stored(await service.retry(state, tx, user.id, generation_id, idempotency_key)), 202)


@writes.post("/prompts/preview", response_model=Preview, tags=["prompts"])
async def preview_prompt(request: PreviewRequest, user: CurrentUserDep, state: AppStateDep) -> Response:
    """What would be understood and asked; free, and nothing is kept."""
    return JsonAnswer(await preview.preview(state, request))


@reads.get(
    "/avatars/{avatar_id}/prompt", response_model=PersonInWords, responses=problems(AvatarNotFound), tags=["prompts"]
)
async def get_prompt(
    avatar_id: PathId, user: CurrentUserDep, state: AppStateDep, provider: ProviderName = None
) -> Response:
    """The person in words, and the prompt that a provider would be sent for them."""
    return JsonAnswer(await preview.in_words_of(state, user.id, avatar_id, provider))


@reads.get("/attributes", response_model=AttributeList, tags=["prompts"])
async def list_attributes(user: CurrentUserDep, state: AppStateDep) -> Response:
    """Every attribute with its published values, their labels, and who can draw them."""
    return JsonAnswer(vocabulary_list.attributes(state))


@reads.get("/providers", response_model=ProviderList, tags=["prompts"])
async def list_providers(user: CurrentUserDep, state: AppStateDep) -> Response:
    return JsonAnswer(preview.providers(state))
