"""JSON shapes of presets."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from apphost.kit.pages import CursorText, Limit
from apphost.kit.schemas import Id, Name, Note, Schema, Storable, Word
from avatar_creator.avatars.schemas import Tags
from avatar_creator.person import AgeRange, Attributes, Gender, Persona
from avatar_creator.searching import SearchText

Category = Literal["business", "casual", "traditional", "creative"]
Sort = Literal["popular", "name", "newest"]

Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=160), Storable]
"""One line that says what they do; may be empty."""


class Preset(Schema):
    """Somebody to begin with: of the catalogue, one's own, or shared by another person."""

    id: str
    category: Category
    name: str
    title: str
    persona: Persona
    attributes: Attributes
    prompt: str
    seed: int
    """With it the built-in style draws the face of the preview."""
    tags: list[str]
    preview_url: str | None
    """Square, at least 300 px. Of the catalogue: good for ever; else signed, like those of an avatar."""
    preview_thumbhash: str | None
    usage_count: int
    """Pictures made of it, by everybody."""
    is_public: bool
    is_own: bool
    version: int
    """Changes with every edit; also the ETag."""
    created_at: datetime


class PresetPage(Schema):
    items: list[Preset]
    next_cursor: str | None


class PresetQuery(Schema):
    """What may be asked of the list of presets. All filters that are given must hold."""

    category: Category | None = None
    gender: Gender | None = None
    age_range: AgeRange | None = None
    ethnicity: Word | None = None
    q: SearchText = ""
    own: Annotated[bool, Field(description="Only those that the caller made.")] = False
    sort: Sort = "popular"
    cursor: CursorText = None
    limit: Limit = 50


class PresetCreate(Schema):
    """A preset made of an avatar: its persona, its attributes, what was asked for, its picture."""

    avatar_id: Id
    category: Category
    name: Name | None = None
    """Else what the persona is called, or the avatar."""
    title: Title = ""
    is_public: bool = False


class PresetUpdate(Schema):
    """An absent field is unchanged, nested objects merge field by field, `null` in them clears."""

    name: Name | None = None
    title: Title | None = None
    category: Category | None = None
    persona: Persona | None = None
    attributes: Attributes | None = None
    prompt: Note | None = None
    tags: Tags | None = None
    is_public: bool | None = None
