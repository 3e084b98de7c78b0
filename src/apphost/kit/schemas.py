"""The one rule for JSON shapes: snake_case in Python, camelCase on the wire, unknown fields refused.

Owns the base class of every request and answer schema and the few text types that refuse what no
database or log should ever see (NUL and lone surrogates). Knows no room.
"""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic.alias_generators import to_camel


class Schema(BaseModel):
    """Base of every JSON shape. Built by Python name or by camelCase alias, written by alias."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        extra="forbid",
        frozen=True,
    )


def _storable(text: str) -> str:
    """Refuse what PostgreSQL text and UTF-8 cannot hold, so that it is a 422 and never a 500."""
    if "\x00" in text:
        raise ValueError("must not contain a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("must not contain half of a surrogate pair") from None
    return text


Storable = AfterValidator(_storable)

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), Storable]
"""What people call a thing: 1 to 120 characters after trimming."""

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), Storable]
"""A paragraph: up to 2,000 characters."""

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), Storable]
"""A short value such as a hair style: 1 to 60 characters."""

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""An identifier as it travels: a UUID in its canonical text form, opaque to clients."""
