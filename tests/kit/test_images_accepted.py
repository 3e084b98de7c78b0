"""What becomes of pictures that are accepted: upright, sRGB, opaque unless needed, four sizes, nothing told."""

import zlib
from collections.abc import AsyncIterator, Callable

import pytest
import pyvips

from apphost.kit.images import Crop, ImageWorkers, Renditions, encode_jpeg, rasterise_svg
from apphost.kit.settings import Settings
from sample_pictures import (
    BLUE,
    GREEN,
    RED,
    SVG,
    Pixels,
    animated_png,
    animated_webp,
    color_at,
    halves,
    is_near,
    jpeg,
    opened,
    photograph,
    plain,
    png,
    png_by_hand,
    png_chunk,
    webp,
    with_camera_data,
)

SET = "avatar-creator/0198f0a0-0000-7000-8000-000000000000/0198f0a0-0000-7000-8000-000000000001"


@pytest.fixture(scope="module")
async def images() -> AsyncIterator[ImageWorkers]:
    workers = ImageWorkers(Settings())
    yield workers
    await workers.close()


def sizes(made: Renditions) -> list[tuple[int, int]]:
    return [(opened(content).width, opened(content).height) for content in made.files(SET).values()]


async def test_a_large_picture_is_kept_in_four_sizes_under_the_names_of_its_file_set(images: ImageWorkers) -> None:
    made = await images.renditions(jpeg(photograph(3000, 2000)))
    assert list(made.files(SET)) == [f"{SET}.jpg", f"{SET}_768.jpg", f"{SET}_thumb.jpg", f"{SET}_96.jpg"]
    assert sizes(made) == [(2048, 1365), (768, 512), (300, 300), (96, 96)]
    assert (made.base.width_px, made.base.height_px, made.content_type) == (2048, 1365, "image/jpeg")


@pytest.mark.parametrize(("width_px", "height_px"), [(1, 1), (40, 500), (1500, 120), (12_000, 2)])
async def test_small_and_narrow_pictures_get_full_thumbnails_and_are_not_enlarged_otherwise(
    images: ImageWorkers, width_px: int, height_px: int
) -> None:
    base, large, thumbnail, small = sizes(await images.renditions(jpeg(photograph(width_px, height_px))))
    assert base[0] <= width_px
    assert base[1] <= height_px
    assert max(large) <= 768
    assert (thumbnail, small) == ((300, 300), (96, 96))


async def test_a_picture_held_sideways_is_turned_upright_and_tells_nothing_of_place_and_camera(
    images: ImageWorkers,
) -> None:
    sent = with_camera_data(halves(400, 200), orientation=6)
    assert b"Secret Camera" in sent
    made = await images.renditions(sent)
    assert (made.base.width_px, made.base.height_px) == (200, 400)
    assert is_near(color_at(made.base.content, 0.5, 0.2), RED)
    assert is_near(color_at(made.base.content, 0.5, 0.8), BLUE)
    for content in made.files(SET).values():
        assert b"Exif" not in content
        assert b"Secret Camera" not in content
        assert not [field for field in opened(content).get_fields() if field.startswith(("exif", "xmp", "icc"))]


async def test_a_picture_made_for_print_is_converted_to_screen_colours(images: ImageWorkers) -> None:
    sent = jpeg(plain(300, 300, GREEN).colourspace("cmyk"))
    assert opened(sent).interpretation == "cmyk"
    made = await images.renditions(sent)
    assert opened(made.base.content).interpretation == "srgb"
    assert is_near(color_at(made.base.content, 0.5, 0.5), GREEN, tolerance=40)


async def test_wide_gamut_colours_are_converted_and_their_profile_dropped(images: ImageWorkers) -> None:
    sent = png(plain(64, 64, GREEN).icc_transform("p3", input_profile="srgb"), keep="icc")
    assert opened(sent).get_typeof("icc-profile-data")
    assert not is_near(color_at(sent, 0.5, 0.5), GREEN, tolerance=4)
    made = await images.renditions(sent)
    assert is_near(color_at(made.base.content, 0.5, 0.5), GREEN, tolerance=4)


async def test_a_broken_colour_profile_does_not_spoil_the_picture(images: ImageWorkers) -> None:
    pixels = plain(64, 64, GREEN).copy()
    pixels.set_type(pyvips.GValue.blob_type, "icc-profile-data", b"no profile at all" * 20)
    made = await images.renditions(jpeg(pixels, keep="icc"))
    assert is_near(color_at(made.base.content, 0.5, 0.5), GREEN)


async def test_sixteen_bits_and_grey_become_ordinary_colours(images: ImageWorkers) -> None:
    deep = (plain(200, 200, GREEN).cast("ushort") * 257).copy(interpretation="rgb16")
    made = await images.renditions(png(deep, bitdepth=16))
    assert (made.extension, opened(made.base.content).format) == ("jpg", "uchar")
    assert is_near(color_at(made.base.content, 0.5, 0.5), GREEN)
    grey = await images.renditions(png(plain(200, 200, (90,)).copy(interpretation="b-w")))
    assert is_near(color_at(grey.base.content, 0.5, 0.5), (90, 90, 90))


@pytest.mark.parametrize(("save", "extension"), [(png, "png"), (webp, "webp")])
async def test_transparency_that_shows_is_kept_in_the_format_that_was_sent(
    images: ImageWorkers, save: Callable[[Pixels], bytes], extension: str
) -> None:
    pixels = plain(400, 400, (*RED, 255)).insert(plain(200, 400, (*RED, 0)), 0, 0)
    made = await images.renditions(save(pixels))
    assert (made.extension, made.content_type) == (extension, f"image/{extension}")
    assert sizes(made) == [(400, 400), (400, 400), (300, 300), (96, 96)]
    for content in made.files(SET).values():
        assert color_at(content, 0.1, 0.5)[3] == 0
        assert color_at(content, 0.9, 0.5)[3] == 255


@pytest.mark.parametrize("save", [png, webp])
async def test_an_alpha_channel_that_hides_nothing_makes_no_difference(
    images: ImageWorkers, save: Callable[[Pixels], bytes]
) -> None:
    made = await images.renditions(save(plain(100, 100, (*BLUE, 255))))
    assert made.extension == "jpg"
    assert is_near(color_at(made.base.content, 0.5, 0.5), BLUE)


async def test_of_an_animation_the_first_frame_is_taken(images: ImageWorkers) -> None:
    for sent in (animated_webp(RED, BLUE), animated_png(RED, BLUE)):
        made = await images.renditions(sent)
        assert made.base.width_px in {120, 64}
        assert made.base.height_px in {100, 64}
        assert is_near(color_at(made.base.content, 0.5, 0.5), RED)


async def test_what_was_hidden_behind_the_picture_is_gone(images: ImageWorkers) -> None:
    made = await images.renditions(jpeg(photograph(200, 200)) + b"<?php system('id'); ?><script>alert(1)</script>")
    for content in made.files(SET).values():
        assert b"php" not in content
        assert b"script" not in content


async def test_text_inside_the_file_is_gone(images: ImageWorkers) -> None:
    note = png_chunk(b"tEXt", b"Comment\0<script>alert(1)</script>")
    pixels = png_chunk(b"IDAT", zlib.compress(b"\0" + bytes(RED)))
    made = await images.renditions(png_by_hand(1, 1, bits=8, color_type=2, chunks=[note, pixels]))
    assert b"script" not in made.base.content


async def test_thumbnails_show_the_part_that_the_creator_chose(images: ImageWorkers) -> None:
    sent = jpeg(halves(1200, 600))
    left = await images.renditions(sent, crop=Crop(0.0, 0.0, 0.4, 0.8))
    right = await images.renditions(sent, crop=Crop(0.6, 0.2, 0.4, 0.8))
    assert sizes(left)[2:] == sizes(right)[2:] == [(300, 300), (96, 96)]
    for x in (0.05, 0.95):
        assert is_near(color_at(left.thumbnail, x, 0.5), RED)
        assert is_near(color_at(right.thumbnail, x, 0.5), BLUE)
    assert left.base == right.base


async def test_a_square_picture_is_not_cropped_for_its_thumbnails(images: ImageWorkers) -> None:
    made = await images.renditions(jpeg(halves(1000, 1000)))
    for content in (made.thumbnail, made.small):
        assert is_near(color_at(content, 0.02, 0.5), RED)
        assert is_near(color_at(content, 0.98, 0.5), BLUE)


@pytest.mark.parametrize("box", [(-0.1, 0, 0.5, 0.5), (0.6, 0, 0.5, 0.5), (0, 0, 0, 0.5), (float("nan"), 0, 1, 1)])
def test_a_crop_outside_the_picture_cannot_be_made(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="inside the picture"):
        Crop(*box)


async def test_our_own_drawing_gets_the_size_it_is_asked_for(images: ImageWorkers) -> None:
    for drawn in (await images.rasterise(SVG, 640, 480), rasterise_svg(SVG, 640, 480)):
        assert (opened(drawn).width, opened(drawn).height) == (640, 480)
        assert is_near(color_at(drawn, 0.5, 0.5)[:3], RED, tolerance=0)
        assert is_near(color_at(encode_jpeg(drawn), 0.5, 0.5), RED, tolerance=3)
