"""Small renderings for comparing drawings by what can be seen."""

from functools import cache

import pyvips

from avatar_creator.person import Attributes
from avatar_creator.providers.illustrated import Drawing, draw

SIDE_PX = 160
JUST_VISIBLE = 12
"""Least difference of one colour channel (of 255) at one pixel that counts as another picture."""


def pixels(svg: str) -> pyvips.Image:
    """The drawing as RGB on white, in memory."""
    picture = pyvips.Image.thumbnail_buffer(svg.encode(), SIDE_PX, height=SIDE_PX, size="force")
    return picture.flatten(background=[255, 255, 255]).copy_memory()


def differ(one: pyvips.Image, other: pyvips.Image) -> bool:
    """Whether a person could see the difference."""
    return bool((one - other).abs().max() > JUST_VISIBLE)


@cache
def nobody_in_particular(model: str, seed: int) -> pyvips.Image:
    """What a seed draws when nothing is stated."""
    return pixels(draw(Attributes(), seed, model).svg)


def of_value(model: str, seed: int, name: str, value: str) -> Drawing:
    """What a seed draws when this one value is stated."""
    return draw(Attributes.model_validate({name: [value] if name == "accessories" else value}), seed, model)
