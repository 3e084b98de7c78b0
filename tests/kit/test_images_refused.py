"""Pictures that are refused, each with words that say what to do."""

from collections.abc import AsyncIterator

import pytest

from apphost.kit.images import ImageWorkers, PictureRefused
from apphost.kit.settings import Settings
from sample_pictures import SVG, jpeg, photograph, plain, png, png_bomb, webp


@pytest.fixture(scope="module")
async def images() -> AsyncIterator[ImageWorkers]:
    workers = ImageWorkers(Settings())
    yield workers
    await workers.close()


async def refusal(images: ImageWorkers, content: bytes) -> PictureRefused:
    with pytest.raises(PictureRefused) as caught:
        await images.renditions(content)
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"This is a text that somebody named portrait.jpg",
        SVG.encode(),
        b"<html><body>hello</body></html>",
        bytes(plain(50, 50).gifsave_buffer()),
        bytes(plain(50, 50).tiffsave_buffer()),
    ],
    ids=["nothing", "text", "svg", "html", "gif", "tiff"],
)
async def test_what_is_no_jpeg_png_or_webp_is_refused_with_the_formats_we_take(
    images: ImageWorkers, content: bytes
) -> None:
    refused = await refusal(images, content)
    assert refused.slug == "picture-format"
    assert "JPEG, PNG or WebP" in refused.detail


@pytest.mark.parametrize("content", [jpeg(photograph(800, 600)), png(photograph(800, 600)), webp(photograph(800, 600))])
@pytest.mark.parametrize("kept_percent", [30, 97])
async def test_a_picture_that_breaks_off_is_refused_as_damaged(
    images: ImageWorkers, content: bytes, kept_percent: int
) -> None:
    refused = await refusal(images, content[: len(content) * kept_percent // 100])
    assert refused.slug == "picture-damaged"


async def test_a_script_dressed_as_a_jpeg_is_refused(images: ImageWorkers) -> None:
    assert (await refusal(images, b"\xff\xd8\xff\xe0<?php system('id'); ?>")).slug == "picture-damaged"


async def test_a_bomb_is_refused_by_what_its_header_promises(images: ImageWorkers) -> None:
    bomb = png_bomb(50_000)
    assert len(bomb) < 400_000
    refused = await refusal(images, bomb)
    assert refused.slug == "picture-too-large"
    assert "50000 × 50000" in refused.detail


@pytest.mark.parametrize(("width_px", "height_px"), [(12_001, 10), (10, 12_001), (7_100, 7_100)])
async def test_sides_and_pixels_have_a_limit(images: ImageWorkers, width_px: int, height_px: int) -> None:
    assert (await refusal(images, png(plain(width_px, height_px, (7,))))).slug == "picture-too-large"
