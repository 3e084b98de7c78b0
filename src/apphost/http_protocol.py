"""HTTP/1.1 on the wire: uvicorn's protocol, with an answer's head and body leaving in one segment.

uvicorn writes the head and the body apart, and uvloop sends each write at once: two system calls and two packets
for every answer. A write is therefore held until the next one, or until the event loop has its turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class HttpProtocol(HttpToolsProtocol):
    """What `uvicorn.run(http=…)` takes."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(cast(asyncio.Transport, _GatheringTransport(transport, self.loop)))


class _GatheringTransport:
    """A transport whose consecutive writes travel together; everything else is the transport's own."""

    __slots__ = ("_held", "_loop", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: bytes | None = None

    def write(self, data: bytes) -> None:
        if self._held is None:
            self._held = data
            self._loop.call_soon(self._flush)
        else:
            self.writelines((data,))

    def writelines(self, data: Iterable[bytes]) -> None:
        held, self._held = self._held, None
        self._transport.writelines(data if held is None else (held, *data))

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._held is not None:
            self.writelines(())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
