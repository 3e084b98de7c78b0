"""A zip file as a stream: bytes leave while the next entry is not yet read, so that only one entry is in memory.

`zipfile` writes to anything that takes bytes; what it cannot seek in, it describes behind each entry instead.
Entries are stored, not deflated. Knows nothing of what is in them.
"""

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from zipfile import ZIP_STORED, ZipFile, ZipInfo

Entry = tuple[str, Iterable[bytes]]
"""Path in the archive, and its content in parts."""


async def zip_stream(entries: AsyncIterator[Entry]) -> AsyncIterator[bytes]:
    """The archive of these entries, whose paths the caller has made unique and harmless."""
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_STORED) as archive:
        now = datetime.now(UTC).timetuple()[:6]
        async for path, parts in entries:
            with archive.open(ZipInfo(path, now), "w") as entry:
                for part in parts:
                    entry.write(part)
                    yield outlet.take()
            yield outlet.take()
    yield outlet.take()


class _Outlet:
    """What `zipfile` wrote since it was last asked. Not a place one can seek in, so it is not sought in."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, content: bytes, /) -> int:
        self._written.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """There is nothing to close."""

    def take(self) -> bytes:
        taken = b"".join(self._written)
        self._written.clear()
        return taken
