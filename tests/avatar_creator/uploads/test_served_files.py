"""Whatever hangs on a picture that was sent, the files that are served say nothing but the picture."""

import struct
import zlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx
import pytest
import pyvips

from picture_parts import PLAIN, parts_of
from running_app import Api
from sample_pictures import (
    RED,
    animated_png,
    animated_webp,
    jpeg,
    photograph,
    plain,
    png,
    png_by_hand,
    png_chunk,
    webp,
    with_camera_data,
)

Send = Callable[..., Awaitable[httpx.Response]]

SECRET = b"a secret place"
ZIP = b"PK\x03\x04" + SECRET + b"<?php system('id') ?>"
SIZES = ("baseImageUrl", "largeImageUrl", "thumbnailUrl", "smallImageUrl")


def told_everything(pixels: Any) -> Any:
    """Pixels with all the metadata that libvips can write."""
    pixels = pixels.icc_transform("srgb", input_profile="srgb").copy()
    pixels.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Artist", SECRET.decode())
    pixels.set_type(pyvips.GValue.gstr_type, "exif-ifd3-GPSLatitude", "6/1 12/1 0/1")
    pixels.set_type(pyvips.GValue.blob_type, "xmp-data", b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")
    pixels.set_type(pyvips.GValue.blob_type, "iptc-data", b"Photoshop 3.0\0" + SECRET)
    return pixels


def jpeg_with_comment() -> bytes:
    content = jpeg(photograph(200, 200))
    return content[:2] + b"\xff\xfe" + struct.pack("!H", len(SECRET) + 2) + SECRET + content[2:] + ZIP


def png_with_texts() -> bytes:
    chunks = [
        png_chunk(b"tEXt", b"Comment\0" + SECRET),
        png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(SECRET)),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET),
        png_chunk(b"IDAT", zlib.compress((b"\0" + bytes(RED) * 80) * 80)),
        png_chunk(b"tIME", struct.pack("!HBBBBB", 2026, 11, 24, 1, 2, 3)),
    ]
    return png_by_hand(80, 80, bits=8, color_type=2, chunks=chunks) + ZIP


SENT = {
    "a camera's JPEG": with_camera_data(photograph(300, 200), orientation=8),
    "a JPEG that tells everything": jpeg(told_everything(photograph(200, 200)), keep="all"),
    "a JPEG with a comment and an archive behind it": jpeg_with_comment(),
    "a JPEG for print": jpeg(photograph(200, 200).colourspace("cmyk"), keep="all"),
    "a PNG that tells everything": png(told_everything(photograph(200, 200)), keep="all"),
    "a PNG with texts and an archive behind it": png_with_texts(),
    "a PNG of 16 bits": png(photograph(200, 200).colourspace("rgb16")),
    "a PNG that one sees through": png(told_everything(plain(200, 200, (*RED, 90))), keep="all"),
    "a WebP that tells everything": webp(told_everything(photograph(200, 200)), keep="all"),
    "a WebP that one sees through": webp(told_everything(plain(200, 200, (*RED, 90))), keep="all"),
    "an animated PNG": animated_png(RED, (0, 0, 255)),
    "an animated WebP": animated_webp(RED, (0, 0, 255)),
}


async def served(api: Api, avatar: Any) -> Sequence[bytes]:
    return [(await api.get(avatar[size])).content for size in SIZES]


@pytest.mark.parametrize("content", SENT.values(), ids=SENT)
async def test_no_served_file_carries_anything_but_the_picture(api: Api, send: Send, content: bytes) -> None:
    answer = await send(content)
    assert answer.status_code == 201, answer.text
    for file in await served(api, answer.json()["avatar"]):
        names, behind = parts_of(file)
        assert names <= PLAIN
        assert behind == b""
        assert SECRET not in file
        assert not {"exif", "xmp", "iptc", "icc"} & {
            field.partition("-")[0] for field in pyvips.Image.new_from_buffer(file, "").get_fields()
        }


@pytest.mark.parametrize("name", ["a camera's JPEG", "a JPEG that tells everything", "a PNG that tells everything"])
def test_what_is_sent_does_carry_it(name: str) -> None:
    names, _ = parts_of(SENT[name])
    assert names - PLAIN, "or the test above proves nothing"


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_every_size_is_upright_however_the_camera_was_held(api: Api, send: Send, orientation: int) -> None:
    upright = corners()
    turned = {
        1: upright,
        2: upright.fliphor(),
        3: upright.rot180(),
        4: upright.flipver(),
        5: upright.rot90().fliphor(),
        6: upright.rot270(),
        7: upright.rot270().fliphor(),
        8: upright.rot90(),
    }[orientation]
    answer = await send(with_camera_data(turned, orientation=orientation))
    for file in await served(api, answer.json()["avatar"]):
        shown = pyvips.Image.new_from_buffer(file, "")
        seen = [
            shown(round(x * (shown.width - 1)), round(y * (shown.height - 1))) for x in (0.1, 0.9) for y in (0.1, 0.9)
        ]
        assert [[value > 128 for value in point] for point in seen] == [
            [True, False, False],
            [False, True, False],
            [False, False, True],
            [True, True, True],
        ]


def corners() -> Any:
    """Red at the top left, green under it, blue at the top right, white under that."""
    left = plain(150, 150, (250, 0, 0)).join(plain(150, 150, (0, 250, 0)), "vertical")
    right = plain(150, 150, (0, 0, 250)).join(plain(150, 150, (250, 250, 250)), "vertical")
    return left.join(right, "horizontal")
