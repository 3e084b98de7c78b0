"""JSON on its way out: rows become text once, and stored JSON is passed on unread.

The answers' shapes are Pydantic schemas, which describe them in the OpenAPI document; what is answered is encoded
here from typed rows, because validating again what the database typed costs more than the query. The tests hold
every answer against the document.
"""

from collections.abc import Iterable, Mapping

from pydantic_core import to_json
from starlette.responses import Response

_HEADERS = ((b"content-type", b"application/json"), (b"cache-control", b"no-store"))


class JsonAnswer(Response):
    """An answer that is encoded already; it sends itself without building header objects."""

    def __init__(self, content: bytes, status_code: int = 200, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
        self.body = content
        self.status_code = status_code
        self.background = None
        self.raw_headers = [*_HEADERS, (b"content-length", str(len(content)).encode()), *headers]


def encode(value: object) -> bytes:
    """JSON of plain data: dicts with wire names, lists, texts, numbers, dates, UUIDs."""
    return to_json(value)


def encode_with(fields: Mapping[str, object], **encoded: str | bytes | None) -> bytes:
    """An object of plain `fields` and of members that are JSON already, such as a `jsonb` column as it came."""
    parts = [to_json(fields)[:-1]]
    for name, content in encoded.items():
        parts.append(b',"%s":%s' % (name.encode(), _as_bytes(content)))
    parts.append(b"}")
    return b"".join(parts)


def encode_page(items: Iterable[bytes], next_cursor: str | None) -> bytes:
    """`{items, nextCursor}` of items that are JSON already."""
    return b'{"items":[%s],"nextCursor":%s}' % (b",".join(items), to_json(next_cursor))


def _as_bytes(content: str | bytes | None) -> bytes:
    if content is None:
        return b"null"
    return content if isinstance(content, bytes) else content.encode()
