"""JSON shapes of avatars."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from apphost.kit.pages import CursorText, Limit
from apphost.kit.schemas import Name, Schema, Word
from avatar_creator.person import AgeRange, Attributes, Gender, Persona, Style
from avatar_creator.searching import SearchText

SourceType = Literal["uploaded", "text_to_image", "from_preset", "from_reference"]
Sort = Literal["newest", "recently-used", "most-used", "name"]


def _each_once(tags: list[str]) -> list[str]:
    """In the order given; tags that differ only in case are the same tag."""
    return list({tag.casefold(): tag for tag in reversed(tags)}.values())[::-1]


MAX_TAGS = 32
Tags = Annotated[list[Word], Field(max_length=MAX_TAGS), AfterValidator(_each_once)]


class Recipe(Schema):
    """How the picture was made; enough to make it again. `parameters` are the provider's own."""

    prompt: str | None
    """What the person asked for, in their own words."""
    generation_prompt: str | None
    """The finished sentence the provider was given."""
    negative_prompt: str | None
    provider: str | None
    model: str | None
    seed: int | None
    parameters: dict[str, object]
    ignored: list[str]
    """What was asked and had no effect: words, or `attribute: value`."""


class Avatar(Schema):
    """A person with a face. The image addresses are signed, stable for at least 30 minutes, and good
    for one hour at most; `GET /avatars/{id}/image` is the address that never changes."""

    id: str
    project_id: str
    name: str
    base_image_url: str
    large_image_url: str
    """768 px on the long side."""
    thumbnail_url: str
    """300 × 300 px."""
    small_image_url: str
    """96 × 96 px."""
    thumbhash: str
    """Base64 ThumbHash: a blurred stand-in while the picture loads."""
    width_px: int
    height_px: int
    content_type: str
    size_bytes: int
    persona: Persona
    attributes: Attributes
    source_type: SourceType
    recipe: Recipe
    parent_avatar_id: str | None
    """Whom it is another look of."""
    preset_id: str | None
    generation_id: str | None
    tags: list[str]
    is_favorite: bool
    usage_count: int
    last_used_at: datetime | None
    version: int
    """Changes with every edit; also the ETag."""
    created_at: datetime
    updated_at: datetime


class AvatarPage(Schema):
    items: list[Avatar]
    next_cursor: str | None


class AvatarQuery(Schema):
    """What may be asked of a list of avatars. All filters that are given must hold."""

    q: SearchText = ""
    source: SourceType | None = None
    gender: Gender | None = None
    age_range: AgeRange | None = None
    style: Style | None = None
    provider: Word | None = None
    favorite: bool | None = None
    tag: Word | None = None
    since: Annotated[date | None, Field(description="Made on this day (UTC) or later.")] = None
    until: Annotated[date | None, Field(description="Made on this day (UTC) or before.")] = None
    sort: Annotated[Sort, Field(description="Those never used come last in `recently-used`.")] = "newest"
    cursor: CursorText = None
    limit: Limit = 50


class TagCount(Schema):
    tag: str
    count: int


class TagList(Schema):
    """Tags in use, the most used first, at most 1,000."""

    items: list[TagCount]


class AvatarUpdate(Schema):
    """An absent field is unchanged, `null` clears, nested objects merge field by field."""

    name: Name | None = None
    persona: Persona | None = None
    attributes: Attributes | None = None
    tags: Tags | None = None
    is_favorite: bool | None = None


class AvatarEvent(Schema):
    """Data of `avatar:created`, `avatar:updated` and `avatar:deleted`; `avatar` is null when deleted."""

    app: str
    avatar_id: str
    project_id: str
    avatar: Avatar | None


class FamilyMember(Schema):
    """Somebody of a family; `parent_avatar_id` is whom they are a look of."""

    id: str
    parent_avatar_id: str | None
    project_id: str
    name: str
    thumbnail_url: str
    thumbhash: str
    source_type: SourceType
    created_at: datetime
    is_deleted: bool
    """In the trash."""


class Family(Schema):
    """The first one and everybody who comes from it, the oldest first, 200 at most."""

    items: list[FamilyMember]
