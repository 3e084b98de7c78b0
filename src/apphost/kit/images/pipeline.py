"""From bytes somebody sent to the pictures we serve: check by decoding, turn upright, re-encode in four sizes.

Pure functions over libvips, run in a limited process that can load nothing but JPEG, PNG and WebP. The file is
decoded once; each size is made from the next larger one. Nothing of the sent file's metadata survives.
"""

import re
from typing import Any

import pyvips

from apphost.kit.images.faces import Square, find_faces, square_around
from apphost.kit.images.likeness import hashes, is_same
from apphost.kit.images.refusal import damaged, too_large, too_small, unsupported
from apphost.kit.images.renditions import Crop, Inspection, Picture, Renditions
from apphost.kit.images.thumbhash import THUMBHASH_SIDE_PX, thumbhash

LARGE_SIDE_PX = 768
THUMBNAIL_SIDE_PX = 300
SMALL_SIDE_PX = 96
MAX_PIXELS = 50_000_000
MAX_SIDE_PX = 12_000

_BASE_QUALITY = 92
_QUALITY = 85
_MAX_THUMBNAIL_ASPECT = 4
_ON_ITS_SIDE = 5
_SIGNATURE = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP", re.DOTALL)
_EXTENSIONS = {"jpegload_buffer": "jpg", "pngload_buffer": "png", "webpload_buffer": "webp"}

Pixels = Any  # pyvips has no types


def make_renditions(
    content: bytes, *, base_max_side_px: int, min_side_px: int = 1, crop: Crop | None = None
) -> Renditions:
    """All sizes of a picture that somebody sent.

    Raises:
        PictureRefused: it is no JPEG, PNG or WebP, too small, too large, or damaged.
    """
    header = _checked_header(content, min_side_px)
    try:
        return _render(content, header, base_max_side_px, crop)
    except pyvips.Error as error:
        raise damaged() from error


def _checked_header(content: bytes, min_side_px: int) -> Pixels:
    """The picture with its pixels still to come, once its header promises what we can afford to decode.

    libvips has no limit of its own: 300 kB of PNG can promise 2.5 gigapixels.
    """
    try:
        header = pyvips.Image.new_from_buffer(content, "", access="sequential")
    except pyvips.Error as error:
        raise (damaged() if _SIGNATURE.match(content) else unsupported()) from error
    if header.get("vips-loader") not in _EXTENSIONS:
        raise unsupported()
    if header.width * header.height > MAX_PIXELS or max(header.width, header.height) > MAX_SIDE_PX:
        raise too_large(header.width, header.height)
    if min(header.width, header.height) < min_side_px:
        raise too_small(header.width, header.height, min_side_px)
    return header


def _render(content: bytes, header: Pixels, base_max_side_px: int, crop: Crop | None) -> Renditions:
    base = _decode(content, header, base_max_side_px)
    extension = _EXTENSIONS[header.get("vips-loader")] if base.hasalpha() else "jpg"
    large = _fit(base, LARGE_SIDE_PX)
    thumbnail = _square(base, large, crop)
    small = thumbnail.thumbnail_image(SMALL_SIDE_PX, height=SMALL_SIDE_PX, size="force")
    base_content = _encode(base, extension, _BASE_QUALITY)
    return Renditions(
        base=Picture(base_content, base.width, base.height),
        large=base_content if large is base else _encode(large, extension, _QUALITY),
        thumbnail=_encode(thumbnail, extension, _QUALITY),
        small=_encode(small, extension, _QUALITY),
        extension=extension,
        thumbhash=_thumbhash(large),
        likeness=hashes(large),
    )


def inspect(content: bytes, *, min_side_px: int) -> Inspection:
    """What is known of a picture before it is kept. Raises: PictureRefused."""
    header = _checked_header(content, min_side_px)
    try:
        pixels = _decode(content, header, LARGE_SIDE_PX)
        opaque = pixels.flatten(background=255) if pixels.hasalpha() else pixels
        faces = find_faces(opaque)
        square = square_around(faces[0], pixels.width, pixels.height) if faces else _eye_catcher(pixels)
        large = _encode(opaque, "jpg", _QUALITY)
    except pyvips.Error as error:
        raise damaged() from error
    is_turned = header.get_typeof("orientation") and header.get("orientation") >= _ON_ITS_SIDE
    width, height = (header.height, header.width) if is_turned else (header.width, header.height)
    crop = Crop(
        square.left / pixels.width,
        square.top / pixels.height,
        square.side / pixels.width,
        square.side / pixels.height,
    )
    count = None if faces is None else len(faces)
    return Inspection(width, height, crop, count, _thumbhash(pixels), hashes(pixels), large)


def _eye_catcher(pixels: Pixels) -> Square:
    side = min(pixels.width, pixels.height)
    cut = pixels.smartcrop(side, side, interesting="attention")
    return Square(-cut.xoffset, -cut.yoffset, side)


def shows_the_same(one: bytes, other: bytes) -> bool:
    """Whether two pictures that we encoded are the same but for size, quality and cut edges."""
    return is_same(*(pyvips.Image.new_from_buffer(content, "").colourspace("srgb") for content in (one, other)))


def _decode(content: bytes, header: Pixels, max_side_px: int) -> Pixels:
    """The whole picture, upright, 8-bit sRGB, in memory; with an alpha band only where something shines through.

    `fail_on` must travel in the option string: as an argument it does not reach the loader, and half a JPEG
    would pass. Colours are managed only where they are not sRGB already: that costs 150 ns a pixel.
    """
    managed = header.interpretation == "cmyk" or header.get_typeof("icc-profile-data")
    pixels = pyvips.Image.thumbnail_buffer(
        content,
        max_side_px,
        height=max_side_px,
        size="down",
        option_string="[fail_on=truncated]",
        **({"output_profile": "srgb"} if managed else {}),
    )
    pixels = pixels.colourspace("srgb").cast("uchar").copy_memory()
    if pixels.hasalpha() and pixels[pixels.bands - 1].min() == 255:
        pixels = pixels.extract_band(0, n=3).copy_memory()
    return pixels


def _fit(pixels: Pixels, side_px: int) -> Pixels:
    if max(pixels.width, pixels.height) <= side_px:
        return pixels
    return pixels.thumbnail_image(side_px, height=side_px, size="down").copy_memory()


def _square(base: Pixels, large: Pixels, crop: Crop | None) -> Pixels:
    """The thumbnail's pixels: the chosen box, else the part of the picture that draws the eye."""
    if crop is not None:
        source = _cut(base, crop)
    else:
        source = large if min(large.width, large.height) >= THUMBNAIL_SIDE_PX else base
    source = _middle_of_strip(source)
    cover = "none" if source.width == source.height else "attention"
    return source.thumbnail_image(THUMBNAIL_SIDE_PX, height=THUMBNAIL_SIDE_PX, size="both", crop=cover).copy_memory()


def _middle_of_strip(pixels: Pixels) -> Pixels:
    """At most four times as long as wide: 300 px of cover from 2000 × 1 px would be 180 megapixels and take 8 s."""
    longest_px = _MAX_THUMBNAIL_ASPECT * min(pixels.width, pixels.height)
    width, height = min(pixels.width, longest_px), min(pixels.height, longest_px)
    return pixels.crop((pixels.width - width) // 2, (pixels.height - height) // 2, width, height)


def _cut(pixels: Pixels, crop: Crop) -> Pixels:
    left = min(round(crop.left * pixels.width), pixels.width - 1)
    top = min(round(crop.top * pixels.height), pixels.height - 1)
    width = min(max(round(crop.width * pixels.width), 1), pixels.width - left)
    height = min(max(round(crop.height * pixels.height), 1), pixels.height - top)
    return pixels.crop(left, top, width, height)


def _encode(pixels: Pixels, extension: str, quality: int) -> bytes:
    """Bytes without metadata. Marking of provenance belongs here: no later step touches the bytes."""
    if extension == "png":
        return bytes(pixels.pngsave_buffer(keep="none"))
    if extension == "webp":
        return bytes(pixels.webpsave_buffer(Q=quality, keep="none"))
    return bytes(pixels.jpegsave_buffer(Q=quality, keep="none"))


def _thumbhash(pixels: Pixels) -> str:
    tiny = pixels.thumbnail_image(THUMBHASH_SIDE_PX, height=THUMBHASH_SIDE_PX, size="down")
    if not tiny.hasalpha():
        tiny = tiny.addalpha()
    return thumbhash(tiny.width, tiny.height, bytes(tiny.write_to_memory()))
