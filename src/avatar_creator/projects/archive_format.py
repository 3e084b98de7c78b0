"""The one format in which people leave an installation and enter another: a zip file, described in docs/archive.md.

    people.json           who they are: `People`, version 1
    pictures/…            their base images

Everything is stored, nothing deflated: pictures do not shrink, and what cannot shrink cannot explode. Knows neither
rows nor storage.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field, JsonValue, StringConstraints

from apphost.kit.schemas import Id, Name, Note, Schema, Storable, Word
from avatar_creator.avatars.schemas import SourceType, Tags
from avatar_creator.person import Attributes, Persona

FORMAT = "avatar-creator/people"
VERSION = 1
PEOPLE_FILE = "people.json"
PICTURES_FOLDER = "pictures"

MAX_PEOPLE = 10_000
MAX_PEOPLE_BYTES = 32_000_000
MAX_PICTURE_BYTES = 32_000_000
_MAX_DEPTH = 8

Text = Annotated[str, StringConstraints(max_length=20_000), Storable]
Hash = Annotated[str, StringConstraints(pattern=r"^(?:[0-9a-f]{2}){1,64}$")]
Signed64 = Annotated[int, Field(ge=-(2**63), lt=2**63)]


def _storable_throughout(value: JsonValue, depth: int = 0) -> JsonValue:
    if depth > _MAX_DEPTH:
        raise ValueError("is nested too deeply")
    if isinstance(value, str) and "\x00" in value:
        raise ValueError("must not contain a NUL character")
    if isinstance(value, dict):
        _storable_throughout([*value.keys(), *value.values()], depth)
    if isinstance(value, list):
        for each in value:
            _storable_throughout(each, depth + 1)
    return value


class ArchivedRecipe(Schema):
    """How the picture was made, as `Recipe` tells it."""

    prompt: Text | None
    generation_prompt: Text | None
    negative_prompt: Text | None
    provider: Word | None
    model: Text | None
    seed: Signed64 | None
    parameters: Annotated[dict[str, JsonValue], AfterValidator(_storable_throughout)]
    ignored: Annotated[list[Text], Field(max_length=1000)]


class Person(Schema):
    """One avatar. Ids say who is whose look inside the file, and nothing outside of it."""

    id: Id
    parent_avatar_id: Id | None
    file: Annotated[str, StringConstraints(max_length=400)]
    """Path of the base image inside the archive."""
    name: Name
    persona: Persona
    attributes: Attributes
    source_type: SourceType
    recipe: ArchivedRecipe
    tags: Tags
    is_favorite: bool
    created_at: Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC))]
    content_hash: Hash | None
    """Of the file as it was once sent, in hexadecimal."""


class ArchivedProject(Schema):
    name: Name
    description: Note | None
    cover_avatar_id: Id | None


class People(Schema):
    """`people.json`. Nobody comes before the one they are a look of. `project` is null in a mere download."""

    format: Literal["avatar-creator/people"]
    version: Literal[1]
    exported_at: datetime
    project: ArchivedProject | None
    people: list[Person]


def picture_path(number: int, extension: str) -> str:
    """Where an export keeps the picture of its `number`th person."""
    return f"{PICTURES_FOLDER}/{number:06}.{extension}"
