"""What a picture file is made of, read from its bytes: the names of its parts, and what hangs on behind its end."""

import struct

_JPEG_NAMES = {
    0xC0: "picture", 0xC2: "picture", 0xC4: "tables", 0xDA: "picture", 0xDB: "tables", 0xDD: "tables", 0xE0: "JFIF",
}  # fmt: skip
_STANDALONE = {0x01, *range(0xD0, 0xD8)}

PLAIN = {"JFIF", "tables", "picture", "IHDR", "PLTE", "tRNS", "IDAT", "IEND", "pHYs", "VP8 ", "VP8L", "VP8X", "ALPH"}
"""Parts that say nothing but the picture."""


def parts_of(content: bytes) -> tuple[set[str], bytes]:
    """Names of all parts of a JPEG, PNG or WebP, and the bytes behind it."""
    if content.startswith(b"\xff\xd8"):
        return _parts_of_jpeg(content)
    if content.startswith(b"\x89PNG"):
        return _parts_of_png(content)
    assert content[:4] + content[8:12] == b"RIFFWEBP"
    return _parts_of_webp(content)


def _parts_of_jpeg(content: bytes) -> tuple[set[str], bytes]:
    names: set[str] = set()
    place = 2
    while True:
        assert content[place] == 0xFF
        marker = content[place + 1]
        place += 2
        if marker == 0xD9:
            return names, content[place:]
        names.add(_JPEG_NAMES.get(marker, f"marker {marker:x}"))
        place += int.from_bytes(content[place : place + 2])
        if marker == 0xDA:
            place = _end_of_scan(content, place)


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the next marker is that is no stuffing and no restart."""
    while content[place] != 0xFF or content[place + 1] == 0 or content[place + 1] in _STANDALONE:
        place += 1
    return place


def _parts_of_png(content: bytes) -> tuple[set[str], bytes]:
    names: set[str] = set()
    place = 8
    while "IEND" not in names:
        length, name = struct.unpack_from("!I4s", content, place)
        names.add(name.decode())
        place += length + 12
    return names, content[place:]


def _parts_of_webp(content: bytes) -> tuple[set[str], bytes]:
    end = 8 + int.from_bytes(content[4:8], "little")
    names: set[str] = set()
    place = 12
    while place < end:
        names.add(content[place : place + 4].decode())
        length = int.from_bytes(content[place + 4 : place + 8], "little")
        place += 8 + length + length % 2
    return names, content[end:]
