"""The same picture sent again is found, whatever a program did to it in between; other people are not."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import pyvips

from apphost.kit.images.likeness import hashes, is_same
from apphost.kit.images.thumbhash import thumbhash
from avatar_creator.person import Attributes
from avatar_creator.providers.illustrated import draw
from avatar_creator.uploads.duplicates import NEAR_BITS, NEAR_COLORS, average_color
from running_app import Api
from sample_pictures import jpeg

Send = Callable[..., Awaitable[httpx.Response]]
Change = Callable[[Any], Any]


def _portrait(seed: int, side_px: int = 512) -> Any:
    svg = draw(Attributes(), seed * 7919, ("studio", "avataaars", "micah")[seed % 3]).svg
    drawn = pyvips.Image.svgload_buffer(svg.encode()).thumbnail_image(side_px, height=side_px, size="force")
    return drawn.flatten().colourspace("srgb").copy_memory()


def _cut(left: float, top: float, right: float, bottom: float) -> Change:
    def cut(pixels: Any) -> Any:
        width, height = pixels.width, pixels.height
        return pixels.crop(
            round(left * width),
            round(top * height),
            round(width * (1 - left - right)),
            round(height * (1 - top - bottom)),
        )

    return cut


CHANGES: dict[str, Change] = {
    "saved again at Q60": lambda pixels: pyvips.Image.new_from_buffer(pixels.jpegsave_buffer(Q=60), ""),
    "half the size": lambda pixels: pixels.resize(0.5),
    "5 % off the left": _cut(0.05, 0, 0, 0),
    "5 % off the top": _cut(0, 0.05, 0, 0),
    "5 % off the right": _cut(0, 0, 0.05, 0),
    "5 % off the bottom": _cut(0, 0, 0, 0.05),
    "5 % off each side": _cut(0.05, 0.05, 0.05, 0.05),
    "5 % off above and below": _cut(0, 0.05, 0, 0.05),
    "5 % off a corner": _cut(0, 0, 0.05, 0.05),
    "each edge cut by hand": _cut(0.01, 0.04, 0.03, 0.02),
}


async def test_the_very_file_is_an_exact_duplicate(send: Send) -> None:
    content = jpeg(_portrait(1))
    first = (await send(content, name="Ada")).json()
    again = (await send(content)).json()
    assert first["duplicates"] == []
    [duplicate] = again["duplicates"]
    assert (duplicate["avatarId"], duplicate["name"], duplicate["match"]) == (first["avatar"]["id"], "Ada", "exact")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_the_changed_picture_is_a_near_duplicate(api: Api, send: Send, change: Change) -> None:
    pixels = _portrait(2)
    avatar = (await send(jpeg(pixels))).json()["avatar"]
    told = await api.post("/pictures/inspect", files={"file": ("a.jpg", jpeg(change(pixels)))})
    assert [(each["avatarId"], each["match"]) for each in told.json()["duplicates"]] == [(avatar["id"], "near")]


async def test_other_peoples_and_deleted_pictures_are_not_told(
    api: Api, api_as: Callable[[], Awaitable[Api]], send: Send
) -> None:
    content = jpeg(_portrait(3))
    avatar = (await send(content)).json()["avatar"]
    await api.delete(f"/avatars/{avatar['id']}")
    for person in (api, await api_as()):
        told = await person.post("/pictures/inspect", files={"file": ("a.jpg", content)})
        assert told.json()["duplicates"] == []


REAL = Path(__file__).parents[2] / "kit" / "portraits"


async def test_a_photograph_is_found_again_among_photographs(api: Api, send: Send) -> None:
    sent = [path.read_bytes() for path in sorted(REAL.glob("*.jpg"))]
    answers = [(await send(content)).json() for content in sent]
    assert [answer["duplicates"] for answer in answers] == [[]] * 20
    for content, answer in list(zip(sent, answers, strict=True))[::5]:
        pixels = pyvips.Image.new_from_buffer(content, "")
        for change in CHANGES.values():
            told = await api.post("/pictures/inspect", files={"file": ("a.jpg", jpeg(change(pixels)))})
            found = [(each["avatarId"], each["match"]) for each in told.json()["duplicates"]]
            assert found == [(answer["avatar"]["id"], "near")]


def test_among_200_different_portraits_none_is_taken_for_another() -> None:
    portraits = [_portrait(seed, 128) for seed in range(200)]
    looks = [(hashes(portrait), average_color(_thumbhash_of(portrait))) for portrait in portraits]
    candidates = [
        (first, second)
        for first in range(200)
        for second in range(first)
        if _bits_apart(looks[first][0], looks[second][0]) <= NEAR_BITS
        and _colors_apart(looks[first][1], looks[second][1]) <= NEAR_COLORS
    ]
    assert candidates, "hashes and colours alone cannot tell these apart, or this proves nothing"
    assert [pair for pair in candidates if is_same(portraits[pair[0]], portraits[pair[1]])] == []


def _bits_apart(one: list[int], other: list[int]) -> int:
    pairs = [(one[0], each) for each in other] + [(each, other[0]) for each in one]
    return min(((first ^ second) & (2**64 - 1)).bit_count() for first, second in pairs)


def _colors_apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum(abs(ours - theirs) for ours, theirs in zip(one, other, strict=True))


def _thumbhash_of(pixels: Any) -> str:
    tiny = pixels.thumbnail_image(32, height=32, size="force").addalpha()
    return thumbhash(32, 32, bytes(tiny.write_to_memory()))
