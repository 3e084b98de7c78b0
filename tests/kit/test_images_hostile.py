"""Pictures made to hurt: bytes changed at will, and text that unpacks to more than the picture."""

import zlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apphost.kit.images import ImageWorkers, PictureRefused
from apphost.kit.settings import Settings
from sample_pictures import jpeg, opened, photograph, png, png_by_hand, png_chunk, webp

SOUND = {"jpg": jpeg(photograph(90, 60)), "png": png(photograph(90, 60)), "webp": webp(photograph(90, 60))}


@pytest.fixture(scope="module")
async def images() -> AsyncIterator[ImageWorkers]:
    workers = ImageWorkers(Settings())
    yield workers
    await workers.close()


@pytest.fixture(scope="module")
def text_bomb() -> bytes:
    """1.1 gigabytes of nothing, packed: more than the address space of a picture process."""
    packer, nothing = zlib.compressobj(1), bytes(10_000_000)
    return b"".join(packer.compress(nothing) for _ in range(110)) + packer.flush()


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(SOUND)),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8)), max_size=6),
    kept=st.one_of(st.just(1.0), st.floats(0, 1)),
)
async def test_a_picture_changed_at_will_is_refused_or_served_and_the_process_lives_on(
    images: ImageWorkers, kind: str, changes: list[tuple[float, bytes]], kept: float
) -> None:
    content = bytearray(SOUND[kind])
    for place, change in changes:
        start = int(place * len(content))
        content[start : start + len(change)] = change
    try:
        made = await images.renditions(bytes(content[: int(kept * len(content))]))
    except PictureRefused as refused:
        outcome = refused.slug
    else:
        outcome = f"{opened(made.thumbnail).width} and {opened(made.small).width} px"
    assert outcome in {"300 and 96 px", "picture-format", "picture-damaged", "picture-too-large"}


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP"])
async def test_text_that_unpacks_to_more_than_a_process_may_hold_is_left_packed(
    images: ImageWorkers, text_bomb: bytes, kind: bytes
) -> None:
    pixels = png_chunk(b"IDAT", zlib.compress((b"\0" + bytes(192)) * 64))
    chunks = [png_chunk(kind, b"name\0\0" + text_bomb), pixels]
    made = await images.renditions(png_by_hand(64, 64, bits=8, color_type=2, chunks=chunks))
    assert (made.base.width_px, made.base.height_px) == (64, 64)
    assert len(made.base.content) < 2000
