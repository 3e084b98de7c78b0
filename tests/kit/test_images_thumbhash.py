"""ThumbHash: the bytes that browsers' decoders expect."""

import random
from base64 import b64decode

import pytest

from apphost.kit.images.thumbhash import thumbhash


def noise(width_px: int, height_px: int, *, opaque: bool) -> bytes:
    chance = random.Random(7)
    return bytes(
        255 if opaque and band == 3 else chance.randrange(256) for _ in range(width_px * height_px) for band in range(4)
    )


@pytest.mark.parametrize(
    ("width_px", "height_px", "opaque", "expected"),
    [
        (32, 32, True, "3wcCDwJ2md+YdHZ2iaepZnaGlJYIBl4O"),
        (32, 21, True, "3wcCDYI4mP94l1WXa3xlYUtQN/I7"),
        (18, 32, True, "3wcCDAJcYqCkphLa9kMvY4bfSQ=="),
        (32, 32, False, "3/eBDQAHCWi3u0ekNzln8JRV+UJpg4KXNQ=="),
        (32, 20, False, "3weCC4AHb41JlqcGcfUXGtcyc3NDQ/U="),
    ],
)
def test_it_agrees_with_another_implementation(width_px: int, height_px: int, opaque: bool, expected: str) -> None:
    """Expected values were made with the package thumbhash-python 1.0.1."""
    assert thumbhash(width_px, height_px, noise(width_px, height_px, opaque=opaque)) == expected


@pytest.mark.parametrize(("color", "yellow_blue", "red_green"), [((255, 255, 255), 32, 32), ((0, 0, 255), 0, 32)])
def test_a_plain_picture_is_its_colour_and_nothing_else(
    color: tuple[int, int, int], yellow_blue: int, red_green: int
) -> None:
    content = b64decode(thumbhash(8, 8, bytes((*color, 255)) * 64))
    header = int.from_bytes(content[:3], "little")
    assert header & 63 == round(sum(color) / 3 / 255 * 63)
    assert (header >> 6 & 63, header >> 12 & 63) == (yellow_blue, red_green)
    assert header >> 18 & 31 == 0


def test_what_cannot_be_seen_does_not_colour_the_hash() -> None:
    half = bytes((200, 30, 30, 255)) * 4
    assert thumbhash(8, 8, (half + bytes(16)) * 8) == thumbhash(8, 8, (half + bytes((9, 250, 9, 0)) * 4) * 8)


def test_a_picture_of_nothing_has_a_hash_too() -> None:
    assert len(b64decode(thumbhash(4, 4, bytes(64)))) > 5
