"""JSON on its way out: typed rows become text once, and stored JSON is passed on unread.

The answers' shapes are Pydantic schemas, which describe them in the OpenAPI document; what is answered is encoded
from rows that the database typed already, because validating them again costs more than the query. The tests hold
every answer against the document.
"""

from collections.abc import Iterable, Sequence

import orjson
from starlette.responses import Response

_HEADERS = ((b"content-type", b"application/json"), (b"cache-control", b"no-store"))

Stored = orjson.Fragment
"""A value that is JSON already, such as a `json` column as it came."""

encode = orjson.dumps
"""Plain data to JSON: dicts with wire names, lists, texts, numbers, dates, and what is `Stored`."""


decode = orjson.loads
"""JSON of our own to plain data."""


class JsonAnswer(Response):
    """An answer that sends itself without building header objects."""

    def __init__(self, value: object, status_code: int = 200, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
        self.body = encode(value)
        self.status_code = status_code
        self.background = None
        self.raw_headers = [*_HEADERS, (b"content-length", str(len(self.body)).encode()), *headers]


def stored(content: str | None) -> object:
    """A nullable `json` column."""
    return None if content is None else Stored(content)


def page(items: Sequence[object], next_cursor: str | None) -> dict[str, object]:
    """The shape of every list."""
    return {"items": items, "nextCursor": next_cursor}
