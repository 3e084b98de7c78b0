"""ThumbHash: a picture's colours and rough shapes in about 25 bytes, from which pages paint a blurred preview.

The algorithm and its byte layout are Evan Wallace's (https://evanw.github.io/thumbhash/). The cosine transform
is taken along rows and then along columns, which makes plain Python fast enough (about 1 ms).
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from math import cos, pi
from operator import mul

THUMBHASH_SIDE_PX = 32
"""Large enough for the highest frequency that is kept (7 half-waves a side)."""

Channel = list[list[float]]


def thumbhash(width_px: int, height_px: int, rgba: bytes) -> str:
    """Base64 of the ThumbHash of `width_px` × `height_px` RGBA bytes, alpha not premultiplied."""
    lightness, yellow_blue, red_green, alpha = _channels(width_px, height_px, rgba)
    has_alpha = min(rgba[3::4]) < 255
    longest = max(width_px, height_px)
    limit = 5 if has_alpha else 7
    across, down = max(1, round(limit * width_px / longest)), max(1, round(limit * height_px / longest))
    l_dc, l_ac, l_scale = _encode(lightness, max(3, across), max(3, down))
    p_dc, p_ac, p_scale = _encode(yellow_blue, 3, 3)
    q_dc, q_ac, q_scale = _encode(red_green, 3, 3)
    landscape = width_px > height_px
    header = (
        _level(l_dc, 63)
        | _level(0.5 + 0.5 * p_dc, 63) << 6
        | _level(0.5 + 0.5 * q_dc, 63) << 12
        | _level(l_scale, 31) << 18
        | has_alpha << 23
    )
    shape = (down if landscape else across) | _level(p_scale, 63) << 3 | _level(q_scale, 63) << 9 | landscape << 15
    content = header.to_bytes(3, "little") + shape.to_bytes(2, "little")
    waves = [*l_ac, *p_ac, *q_ac]
    if has_alpha:
        a_dc, a_ac, a_scale = _encode(alpha, 5, 5)
        content += bytes([_level(a_dc, 15) | _level(a_scale, 15) << 4])
        waves += a_ac
    return b64encode(content + _nibbles([_level(wave, 15) for wave in waves])).decode()


def _channels(width_px: int, height_px: int, rgba: bytes) -> tuple[Channel, Channel, Channel, Channel]:
    """Lightness, yellow-blue, red-green and alpha by rows; what is transparent takes the average colour."""
    alphas = [value / 255 for value in rgba[3::4]]
    weight = sum(alphas)
    reds, greens, blues = (_on_average(rgba[band::4], alphas, weight) for band in range(3))
    lightness = [(r + g + b) / 3 for r, g, b in zip(reds, greens, blues, strict=True)]
    yellow_blue = [(r + g) / 2 - b for r, g, b in zip(reds, greens, blues, strict=True)]
    red_green = [r - g for r, g in zip(reds, greens, strict=True)]

    def rows(values: Sequence[float]) -> Channel:
        return [list(values[y * width_px : (y + 1) * width_px]) for y in range(height_px)]

    return rows(lightness), rows(yellow_blue), rows(red_green), rows(alphas)


def _on_average(values: bytes, alphas: Sequence[float], weight: float) -> list[float]:
    average = sum(map(mul, values, alphas)) / weight / 255 if weight else 0.0
    return [average * (1 - alpha) + alpha / 255 * value for value, alpha in zip(values, alphas, strict=True)]


def _encode(channel: Channel, across: int, down: int) -> tuple[float, list[float], float]:
    """The average, the waves scaled to 0..1 in the format's triangular order, and their scale."""
    width, height = len(channel[0]), len(channel)
    by_rows = [[sum(map(mul, row, _wave(n, width))) for row in channel] for n in range(across)]
    constant, waves = 0.0, []
    for cy in range(down):
        cx = 0
        while cx * down < across * (down - cy):
            value = sum(map(mul, by_rows[cx], _wave(cy, height))) / (width * height)
            if cx or cy:
                waves.append(value)
            else:
                constant = value
            cx += 1
    scale = max(map(abs, waves), default=0.0)
    return constant, [0.5 + 0.5 / scale * wave for wave in waves] if scale else [0.5] * len(waves), scale


@cache
def _wave(half_waves: int, length: int) -> tuple[float, ...]:
    return tuple(cos(pi / length * half_waves * (at + 0.5)) for at in range(length))


def _level(value: float, highest: int) -> int:
    return min(max(int(value * highest + 0.5), 0), highest)


def _nibbles(levels: Sequence[int]) -> bytes:
    padded = [*levels, 0] if len(levels) % 2 else levels
    return bytes(low | high << 4 for low, high in zip(padded[::2], padded[1::2], strict=True))
