"""Pictures as people and attackers send them, made with libvips and by hand where no encoder would."""

import struct
import zlib
from collections.abc import Sequence
from typing import Any

import pyvips

Pixels = Any  # pyvips has no types

RED, GREEN, BLUE = (220, 30, 40), (30, 160, 60), (40, 60, 200)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#dc1e28"/></svg>'


def plain(width_px: int, height_px: int, color: Sequence[int] = RED) -> Pixels:
    pixels = (pyvips.Image.black(width_px, height_px, bands=len(color)) + list(color)).cast("uchar")
    return pixels.copy(interpretation="srgb")


def photograph(width_px: int, height_px: int) -> Pixels:
    """Grainy enough that a part of the file is visibly not the whole."""
    grain = pyvips.Image.gaussnoise(width_px, height_px, sigma=30, mean=128, seed=1)
    return grain.bandjoin([grain, grain]).cast("uchar").copy(interpretation="srgb")


def halves(width_px: int, height_px: int) -> Pixels:
    """Red on the left, blue on the right."""
    left = width_px // 2
    return plain(left, height_px, RED).join(plain(width_px - left, height_px, BLUE), "horizontal")


def jpeg(pixels: Pixels, **options: object) -> bytes:
    return bytes(pixels.jpegsave_buffer(Q=95, **options))


def png(pixels: Pixels, **options: object) -> bytes:
    return bytes(pixels.pngsave_buffer(compression=1, **options))


def webp(pixels: Pixels, **options: object) -> bytes:
    return bytes(pixels.webpsave_buffer(**options))


def with_camera_data(pixels: Pixels, *, orientation: int) -> bytes:
    """A JPEG with EXIF: orientation, the camera's maker, a place on earth."""
    pixels = pixels.copy()
    pixels.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    pixels.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Make", "Secret Camera Co")
    pixels.set_type(pyvips.GValue.gstr_type, "exif-ifd3-GPSLatitude", "6/1 12/1 0/1")
    return jpeg(pixels, keep="all")


def animated_webp(first: Sequence[int], second: Sequence[int]) -> bytes:
    frames = pyvips.Image.arrayjoin([plain(120, 100, first), plain(120, 100, second)], across=1).copy()
    frames.set_type(pyvips.GValue.gint_type, "page-height", 100)
    return webp(frames, lossless=True)


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))


def png_by_hand(width_px: int, height_px: int, *, bits: int, color_type: int, chunks: Sequence[bytes]) -> bytes:
    header = struct.pack("!IIBBBBB", width_px, height_px, bits, color_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + b"".join(chunks) + png_chunk(b"IEND", b"")


def animated_png(first: Sequence[int], second: Sequence[int], side_px: int = 64) -> bytes:
    def rows(color: Sequence[int]) -> bytes:
        return zlib.compress((b"\0" + bytes(color) * side_px) * side_px)

    def control(number: int) -> bytes:
        return png_chunk(b"fcTL", struct.pack("!IIIIIHHBB", number, side_px, side_px, 0, 0, 1, 10, 0, 0))

    chunks = [
        png_chunk(b"acTL", struct.pack("!II", 2, 0)),
        control(0),
        png_chunk(b"IDAT", rows(first)),
        control(1),
        png_chunk(b"fdAT", struct.pack("!I", 2) + rows(second)),
    ]
    return png_by_hand(side_px, side_px, bits=8, color_type=2, chunks=chunks)


def png_bomb(side_px: int) -> bytes:
    """A true picture of side × side black points in one bit each: 300 kB for 2.5 gigapixels."""
    deflate = zlib.compressobj(9)
    row = bytes(1 + (side_px + 7) // 8)
    body = b"".join(deflate.compress(row * 1000) for _ in range(side_px // 1000)) + deflate.flush()
    return png_by_hand(side_px, side_px, bits=1, color_type=0, chunks=[png_chunk(b"IDAT", body)])


def opened(content: bytes) -> Pixels:
    return pyvips.Image.new_from_buffer(content, "")


def color_at(content: bytes, x: float, y: float) -> list[int]:
    """The colour at a place given in fractions of the sides."""
    pixels = opened(content)
    return [round(value) for value in pixels.getpoint(int(x * (pixels.width - 1)), int(y * (pixels.height - 1)))]


def is_near(color: Sequence[int], expected: Sequence[int], tolerance: int = 12) -> bool:
    return len(color) == len(expected) and all(abs(a - b) <= tolerance for a, b in zip(color, expected, strict=True))
