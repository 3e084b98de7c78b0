"""Keyset pagination: opaque cursors that carry the sort key of the last item seen.

A cursor is not a secret: a forged one can only name another place in the caller's own list, because
every query carries its owner.
"""

import base64
import binascii
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from fastapi import Query
from pydantic import AfterValidator, TypeAdapter
from pydantic_core import from_json, to_json

from apphost.kit.ids import is_id
from apphost.kit.problems import InvalidRequest

Key = TypeVar("Key")

Limit = Annotated[int, Query(ge=1, le=100, description="How many items at most.")]
CursorText = Annotated[str | None, Query(max_length=1500, description="`nextCursor` of the page before.")]
"""Long enough for a place after the longest of names."""

Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(UTC))]
"""A time as a sort key; one that UTC cannot express is none of ours."""


def encode_cursor(at: datetime, row_id: str) -> str:
    """The cursor that continues after the item created `at` with `row_id`."""
    return base64.urlsafe_b64encode(to_json([at.isoformat(), row_id])).decode().rstrip("=")


def decode_cursor(cursor: str) -> tuple[datetime, str]:
    """Inverse of `encode_cursor`.

    Raises:
        InvalidRequest: the text is no cursor of ours.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        at, row_id = from_json(raw)
        if not is_id(row_id):
            raise ValueError("no id")
        return datetime.fromisoformat(at).astimezone(UTC), row_id
    except (binascii.Error, ValueError, TypeError, OverflowError):
        raise InvalidRequest("cursor", "is not a cursor of this list; start again without one") from None


def encode_place(order: str, key: object, row_id: str) -> str:
    """The cursor that continues, in a list of this `order`, after the item with this sort key and id."""
    return base64.urlsafe_b64encode(to_json([order, key, row_id])).decode().rstrip("=")


def decode_place(cursor: str, order: str, keys: TypeAdapter[Key]) -> tuple[Key, str]:
    """Inverse of `encode_place`; `keys` says what a sort key of this order looks like.

    Raises:
        InvalidRequest: the text is no cursor of ours, or one of a list in another order.
    """
    try:
        found_order, key, row_id = from_json(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if found_order != order or not is_id(row_id):
            raise ValueError("of another list")
        return keys.validate_python(key), row_id
    except (binascii.Error, ValueError, TypeError, OverflowError):
        raise InvalidRequest("cursor", "is not a cursor of a list in this order; start again without one") from None
