"""Messages between us and a picture process: a few byte strings, each with its length.

Plain bytes on purpose: a decoder that a hostile picture took over must not be able to answer with an object
that runs code here, as a pickle would.
"""

import struct
from collections.abc import Sequence
from typing import BinaryIO

COUNT = struct.Struct("!I")
MAX_PARTS = 8
MAX_PART_BYTES = 128 * 1024 * 1024


def pack(parts: Sequence[bytes]) -> list[bytes]:
    """Pieces to write one after the other; the parts themselves are not copied."""
    return [struct.pack(f"!I{len(parts)}I", len(parts), *map(len, parts)), *parts]


def sizes_of(count: int, encoded: bytes) -> tuple[int, ...]:
    """Lengths of the parts that follow.

    Raises:
        ValueError: no sane sender sends such lengths.
    """
    sizes: tuple[int, ...] = struct.unpack(f"!{count}I", encoded)
    if max(sizes, default=0) > MAX_PART_BYTES:
        raise ValueError("a part is too long")
    return sizes


def count_of(encoded: bytes) -> int:
    """Number of parts that follow. Raises ValueError like `sizes_of`."""
    count: int = COUNT.unpack(encoded)[0]
    if count > MAX_PARTS:
        raise ValueError("too many parts")
    return count


def read(stream: BinaryIO) -> list[bytes] | None:
    """The next message; None at the end of the stream."""
    start = stream.read(COUNT.size)
    if len(start) < COUNT.size:
        return None
    count = count_of(start)
    return [stream.read(size) for size in sizes_of(count, stream.read(COUNT.size * count))]
