"""What the server answers, as frozen records. Fields that a newer server adds are ignored."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Record(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, extra="ignore", frozen=True)

    def to_wire(self) -> dict[str, Any]:
        """JSON for a request: only what was stated."""
        return self.model_dump(by_alias=True, exclude_unset=True)


class Persona(Record):
    """Who the person is. `age` is in years."""

    name: str | None = None
    age: int | None = None
    personality: list[str] = []
    background: str | None = None


class Attributes(Record):
    """What can be seen of a person; `GET /attributes` lists the values."""

    gender: Literal["female", "male", "unisex"] | None = None
    age_range: Literal["young", "adult", "mature"] | None = None
    ethnicity: str | None = None
    body_type: str | None = None
    hair_style: str | None = None
    hair_color: str | None = None
    eye_color: str | None = None
    skin_tone: str | None = None
    style: Literal["casual", "formal", "traditional"] | None = None
    expression: str | None = None
    glasses: str | None = None
    facial_hair: str | None = None
    headwear: str | None = None
    outfit: str | None = None
    accessories: list[str] = []
    background: str | None = None


class Project(Record):
    id: str
    name: str
    description: str | None
    avatar_count: int
    created_at: datetime
    updated_at: datetime


class Avatar(Record):
    """A person with a face. Image addresses are relative to the server and good for at least 30 minutes."""

    id: str
    project_id: str
    name: str
    base_image_url: str
    large_image_url: str
    thumbnail_url: str
    small_image_url: str
    width_px: int
    height_px: int
    content_type: str
    persona: Persona
    attributes: Attributes
    recipe: Mapping[str, Any]
    source_type: Literal["uploaded", "text_to_image", "from_preset", "from_reference"]
    parent_avatar_id: str | None
    tags: list[str]
    is_favorite: bool
    usage_count: int
    last_used_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


class Problem(Record):
    """Why a generation ended without a picture."""

    slug: str
    title: str
    detail: str


class Generation(Record):
    """One picture being made. `queue_position` (1 = next) and `eta_seconds` are None when they cannot be told."""

    id: str
    project_id: str
    avatar_id: str | None
    status: Literal["pending", "processing", "completed", "failed", "cancelled"]
    progress_percent: int
    queue_position: int | None
    eta_seconds: int | None
    problem: Problem | None
    version: int

    @property
    def has_ended(self) -> bool:
        return self.status in ("completed", "failed", "cancelled")


class Duplicate(Record):
    """An avatar that shows the same picture: the very same file, or nearly the same picture."""

    avatar_id: str
    project_id: str
    name: str
    match: Literal["exact", "near"]


class UploadedAvatar(Record):
    avatar: Avatar
    duplicates: list[Duplicate]


class Usage(Record):
    """One reuse of an avatar by an app."""

    id: str
    avatar_id: str
    app_id: str
    app_name: str
    action: str
    reference_id: str | None
    reference_type: str | None
    metadata: Mapping[str, Any]
    created_at: datetime
