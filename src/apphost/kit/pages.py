"""Keyset pagination: opaque cursors that carry the sort key of the last item seen.

A cursor is not a secret: a forged one can only name another place in the caller's own list, because
every query carries its owner.
"""

import base64
import binascii
from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import ValidationError
from pydantic_core import from_json, to_json

from apphost.kit.problems import InvalidRequest

Limit = Annotated[int, Query(ge=1, le=100, description="How many items at most.")]
CursorText = Annotated[str | None, Query(max_length=300, description="`nextCursor` of the page before.")]


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
        return datetime.fromisoformat(at), str(row_id)
    except (binascii.Error, ValueError, TypeError, ValidationError):
        raise InvalidRequest("cursor", "is not a cursor of this list; start again without one") from None
