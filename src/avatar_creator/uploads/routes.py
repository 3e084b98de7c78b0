"""HTTP of uploads: forms with a picture."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from apphost.kit.dependencies import CurrentUserDep, IdempotencyKey, PathId
from apphost.kit.idempotency import KeyReused, StillRunning
from apphost.kit.json import JsonAnswer, Stored
from apphost.kit.problem_responses import problems
from apphost.kit.problems import InvalidRequest
from apphost.kit.uploads import FileTooLarge, NotAForm, read_upload
from avatar_creator.app_state import AppStateDep
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.generations.problems import ProjectNotFound
from avatar_creator.uploads import service
from avatar_creator.uploads.problems import REFUSALS
from avatar_creator.uploads.schemas import Inspection, Reference, UploadedAvatar, UploadFields

writes = APIRouter(tags=["uploads"])

_JSON_FIELDS = ("persona", "attributes", "crop")
_FILE = {"type": "string", "format": "binary", "description": "A JPEG, PNG or WebP of at most 10 MB."}


def _form(**fields: dict[str, str]) -> dict[str, Any]:
    schema = {"type": "object", "required": ["file"], "properties": {"file": _FILE, **fields}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


@writes.post(
    "/projects/{project_id}/avatars/upload",
    status_code=201,
    response_model=UploadedAvatar,
    responses=problems(ProjectNotFound, FileTooLarge, NotAForm, *REFUSALS, NoRoom, StillRunning, KeyReused),
    openapi_extra=_form(
        name={"type": "string", "maxLength": 120},  # type: ignore[dict-item]
        persona={"type": "string", "description": "JSON of a Persona."},
        attributes={"type": "string", "description": "JSON of Attributes."},
        crop={"type": "string", "description": "JSON of a CropBox."},
    ),
)
async def upload_avatar(
    project_id: PathId,
    request: Request,
    user: CurrentUserDep,
    state: AppStateDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Make an avatar of a picture. Pictures of yours that show the same are told, and are no reason to refuse."""
    sent = await read_upload(request)
    answer = await service.upload(state, user.id, project_id, sent, _fields_of(sent.fields), idempotency_key)
    return JsonAnswer(Stored(answer), 201)


@writes.post(
    "/pictures/inspect",
    response_model=Inspection,
    responses=problems(FileTooLarge, NotAForm, *REFUSALS),
    openapi_extra=_form(),
)
async def inspect_picture(request: Request, user: CurrentUserDep, state: AppStateDep) -> Response:
    """What a picture holds and whether you have it already; nothing is kept."""
    return JsonAnswer(await service.inspect(state, user.id, await read_upload(request)))


@writes.post(
    "/projects/{project_id}/references",
    status_code=201,
    response_model=Reference,
    responses=problems(ProjectNotFound, FileTooLarge, NotAForm, *REFUSALS, NoRoom, StillRunning, KeyReused),
    openapi_extra=_form(),
)
async def add_reference(
    project_id: PathId,
    request: Request,
    user: CurrentUserDep,
    state: AppStateDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Keep a picture to draw from, see `from-reference`."""
    sent = await read_upload(request)
    return JsonAnswer(Stored(await service.add_reference(state, user.id, project_id, sent, idempotency_key)), 201)


def _fields_of(fields: Any) -> UploadFields:
    content = dict(fields)
    for name in _JSON_FIELDS:
        if name in content:
            try:
                content[name] = json.loads(content[name])
            except ValueError:
                raise InvalidRequest(f"#/{name}", "must be JSON") from None
    try:
        return UploadFields.model_validate(content)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from error
