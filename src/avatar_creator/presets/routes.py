"""HTTP of presets: reads are lean, writes carry a transaction, pictures of the catalogue come from the package."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse

from apphost.kit.database import Row
from apphost.kit.dependencies import CurrentUserDep, IdempotencyKey, IfMatch, PathId, TransactionDep
from apphost.kit.idempotency import KeyReused, StillRunning
from apphost.kit.json import JsonAnswer, Stored
from apphost.kit.lean import LeanRoute
from apphost.kit.problem_responses import problems
from apphost.kit.problems import EditConflict, NotFound
from avatar_creator.app_state import AppState, AppStateDep
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.avatars.service import AvatarNotFound, etag
from avatar_creator.presets import own, service
from avatar_creator.presets.catalogue import preview_path
from avatar_creator.presets.schemas import Preset, PresetCreate, PresetPage, PresetQuery, PresetUpdate
from avatar_creator.presets.service import PresetNotFound

reads = APIRouter(route_class=LeanRoute, tags=["presets"])
writes = APIRouter(tags=["presets"])

_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Cross-Origin-Resource-Policy": "cross-origin"}


@reads.get("/presets", response_model=PresetPage)
async def list_presets(user: CurrentUserDep, state: AppStateDep, query: Annotated[PresetQuery, Query()]) -> Response:
    """The catalogue, the caller's own presets, and those that others share; the most used first."""
    return JsonAnswer(await service.list_presets(state, user.id, query))


@reads.get("/presets/{preset_id}", response_model=Preset, responses=problems(PresetNotFound))
async def get_preset(preset_id: PathId, user: CurrentUserDep, state: AppStateDep) -> Response:
    return _answer(await service.find_usable(state.resources.db, user.id, preset_id), user.id, state)


@writes.get(
    f"{service.PREVIEWS_PATH}/{{file}}",
    response_class=FileResponse,
    responses={200: {"content": {"image/webp": {}}}, **problems(NotFound)},
)
async def get_preview(file: str) -> Response:
    """A picture of the catalogue, which everybody may see. Its name changes with what it shows."""
    path = preview_path(file)
    if path is None:
        raise NotFound("The catalogue has no such picture. Load the list again for its present address.")
    return FileResponse(path, media_type="image/webp", headers=_FOR_EVER)


@writes.post(
    "/presets",
    status_code=201,
    response_model=Preset,
    responses=problems(AvatarNotFound, NoRoom, StillRunning, KeyReused),
)
async def create_preset(
    wanted: PresetCreate, user: CurrentUserDep, state: AppStateDep, idempotency_key: IdempotencyKey = None
) -> Response:
    """Save an avatar as somebody to begin with. The preset keeps a picture of its own."""
    return JsonAnswer(Stored(await own.save_preset(state, user.id, wanted, idempotency_key)), 201)


@writes.put("/presets/{preset_id}", response_model=Preset, responses=problems(PresetNotFound, EditConflict))
async def update_preset(
    preset_id: PathId,
    changes: PresetUpdate,
    user: CurrentUserDep,
    state: AppStateDep,
    tx: TransactionDep,
    if_match: IfMatch = None,
) -> Response:
    """Change one's own; admins change the catalogue too."""
    return _answer(await service.update_preset(tx, user, preset_id, changes, if_match), user.id, state)


@writes.delete("/presets/{preset_id}", status_code=204, responses=problems(PresetNotFound))
async def delete_preset(preset_id: PathId, user: CurrentUserDep, tx: TransactionDep) -> None:
    """Take it out of the list. Avatars made of it stay as they are."""
    await service.delete_preset(tx, user, preset_id)


def _answer(row: Row, user_id: str, state: AppState) -> JsonAnswer:
    return JsonAnswer(service.preset_of(row, user_id, state.files), headers=[(b"etag", etag(row).encode())])
