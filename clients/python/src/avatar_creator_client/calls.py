"""Every request as data: the one description that the synchronous and the asynchronous client both send."""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from avatar_creator_client.models import (
    Attributes,
    Avatar,
    Generation,
    Persona,
    Project,
    Record,
    UploadedAvatar,
    Usage,
)

APP = "/api/apps/avatar-creator"

T = TypeVar("T")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request and how its JSON is read."""

    method: str
    path: str
    read: Callable[[Any], T]
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    items: list[T]
    next_cursor: str | None


def create_project(name: str, description: str | None) -> Call[Project]:
    return _create("/projects", Project.model_validate, {"name": name, "description": description})


def get_project(project_id: str) -> Call[Project]:
    return Call("GET", f"{APP}/projects/{project_id}", Project.model_validate)


def list_projects(cursor: str | None) -> Call[Page[Project]]:
    return _list("/projects", Project, cursor, {})


def list_avatars(project_id: str | None, cursor: str | None, filters: Mapping[str, Any]) -> Call[Page[Avatar]]:
    path = "/avatars" if project_id is None else f"/projects/{project_id}/avatars"
    return _list(path, Avatar, cursor, filters)


def get_avatar(avatar_id: str) -> Call[Avatar]:
    return Call("GET", f"{APP}/avatars/{avatar_id}", Avatar.model_validate)


def upload(
    project_id: str, picture: Path | bytes, name: str | None, persona: Persona | None, attributes: Attributes | None
) -> Call[UploadedAvatar]:
    content = picture if isinstance(picture, bytes) else picture.read_bytes()
    file_name = "picture" if isinstance(picture, bytes) else picture.name
    form = {
        "name": name,
        "persona": None if persona is None else json.dumps(persona.to_wire()),
        "attributes": None if attributes is None else json.dumps(attributes.to_wire()),
    }
    return Call(
        "POST",
        f"{APP}/projects/{project_id}/avatars/upload",
        UploadedAvatar.model_validate,
        {"files": {"file": (file_name, content)}, "data": _stated(form), "headers": _key()},
    )


def generate(project_id: str, **asked: Any) -> Call[list[str]]:
    return _create(f"/projects/{project_id}/avatars/generate", _generation_ids, asked)


def get_generation(generation_id: str) -> Call[Generation]:
    return Call("GET", f"{APP}/generations/{generation_id}", Generation.model_validate)


def record_usage(
    avatar_id: str,
    action: str,
    reference_id: str | None,
    reference_type: str | None,
    metadata: Mapping[str, Any] | None,
) -> Call[Usage]:
    body = {"action": action, "referenceId": reference_id, "referenceType": reference_type, "metadata": metadata}
    return _create(f"/avatars/{avatar_id}/usage", Usage.model_validate, body)


def list_usage(avatar_id: str, cursor: str | None) -> Call[Page[Usage]]:
    return _list(f"/avatars/{avatar_id}/usage-history", Usage, cursor, {})


def _create(path: str, read: Callable[[Any], T], body: Mapping[str, Any]) -> Call[T]:
    """A POST that may be sent twice: its key makes the server answer the first time's answer again."""
    content = {key: value.to_wire() if isinstance(value, Record) else value for key, value in body.items()}
    return Call("POST", APP + path, read, {"json": _stated(content), "headers": _key()})


def _list(path: str, kind: type[R], cursor: str | None, filters: Mapping[str, Any]) -> Call[Page[R]]:
    def read(content: Any) -> Page[R]:
        return Page([kind.model_validate(item) for item in content["items"]], content["nextCursor"])

    return Call("GET", APP + path, read, {"params": _stated({**filters, "cursor": cursor})})


def _generation_ids(content: Any) -> list[str]:
    return list(content["generationIds"])


def _stated(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value is not None}


def _key() -> dict[str, str]:
    return {"idempotency-key": secrets.token_hex(16)}


def by_size(avatar: Avatar, size: str) -> str:
    """Address of the picture in one of its sizes. Raises: KeyError."""
    return {
        "base": avatar.base_image_url,
        "768": avatar.large_image_url,
        "300": avatar.thumbnail_url,
        "96": avatar.small_image_url,
    }[size]


def wire_filters(filters: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Python names of filters (`age_range`) as they travel (`ageRange`)."""
    for name, value in filters.items():
        first, *others = name.split("_")
        yield first + "".join(map(str.capitalize, others)), value
