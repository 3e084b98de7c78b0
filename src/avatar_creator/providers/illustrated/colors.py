"""Colours of named values (`colors.toml`) and tones made from them. Hex strings such as `#eebb98`."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any


def named(attribute: str, value: str) -> str:
    """The colour of a published value."""
    return str(_table()[attribute][value])


def background(value: str) -> tuple[str, str]:
    """A wall's own tone and the tone of the shapes on it."""
    wall, shapes = _table()["background"][value]
    return wall, shapes


def clothes(style: str) -> Sequence[str]:
    """Colours for clothes of a way of dressing."""
    found: Sequence[str] = _table()["clothes"][style]
    return found


def accents() -> Sequence[str]:
    """Colours for small things: ties, borders, hats."""
    found: Sequence[str] = _table()["accents"]["all"]
    return found


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("colors.toml").read_text("utf-8"))


def mixed(color: str, other: str, share: float) -> str:
    """`color` with a share (0 to 1) of another in it."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lightness(color: str) -> float:
    """How light a colour looks, 0 (black) to 1 (white): ITU-R BT.601 luma."""
    red, green, blue = _channels(color)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def apart(color: str, others: Sequence[str], least: float = 60.0) -> bool:
    """Whether a colour can be told from all others: distance in RGB of at least `least` (of 441)."""
    return all(_distance(color, other) >= least for other in others)


def _distance(color: str, other: str) -> float:
    pairs = zip(_channels(color), _channels(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
