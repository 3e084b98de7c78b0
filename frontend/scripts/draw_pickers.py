"""Draws what the pickers of the page show: one sheet of small portraits per attribute, and the colours.

Run from the repository's root with the project importable; the results are committed. Every sheet is one
neutral person who differs only in the value that a tile stands for.
"""

import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pyvips
from pydantic.alias_generators import to_camel

from avatar_creator.person import Attributes
from avatar_creator.providers.illustrated import draw
from avatar_creator.vocabulary import VALUES

TARGET = Path(__file__).parents[1] / "src/apps/avatarCreator/generations/describe/drawings"
TILE_PX = 128
ACROSS = 8
SEED = 1
NEUTRAL: Mapping[str, object] = {
    "gender": "unisex",
    "age_range": "adult",
    "skin_tone": "sand",
    "hair_style": "short",
    "hair_color": "dark-brown",
    "background": "cream",
    "outfit": "t-shirt",
    "glasses": "none",
    "facial_hair": "none",
    "headwear": "none",
    "accessories": ["none"],
    "expression": "calm",
}
LONG = {"hair_style": "shoulder-length"}

# Attribute → what else the neutral person has, and the square of the drawing that is shown: x, y, side.
SHEETS: Mapping[str, tuple[Mapping[str, object], tuple[int, int, int]]] = {
    "hair_style": ({}, (84, 40, 600)),
    "expression": ({}, (180, 150, 408)),
    "glasses": ({}, (180, 150, 408)),
    "facial_hair": ({"gender": "male"}, (164, 160, 440)),
    "headwear": (LONG, (84, 20, 600)),
    "outfit": ({}, (124, 280, 488)),
    "accessories": (LONG, (104, 120, 560)),
    "age_range": ({}, (164, 110, 440)),
    "body_type": ({}, (0, 0, 768)),
}
BESIDE: Mapping[str, Mapping[str, object]] = {"mature": {"hair_color": "grey"}}
CLOSER = {"freckles": (214, 230, 340), "beauty-mark": (214, 230, 340)}
COLOURS = ("skin_tone", "hair_color", "eye_color", "background")


def main() -> None:
    for attribute in SHEETS:
        tiles = [tile(attribute, value) for value in VALUES[attribute]]
        sheet = pyvips.Image.arrayjoin(tiles, across=min(ACROSS, len(tiles)))
        sheet.write_to_file(str(TARGET / f"{to_camel(attribute)}.webp"), Q=82, smart_subsample=True, keep="none")
    facts = {
        "across": ACROSS,
        "sheets": {to_camel(attribute): list(VALUES[attribute]) for attribute in SHEETS},
        "colors": {to_camel(attribute): colours(attribute) for attribute in COLOURS},
    }
    (TARGET / "drawings.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def tile(attribute: str, value: str) -> pyvips.Image:
    others, square = SHEETS[attribute]
    stated = {attribute: [value] if attribute == "accessories" else value}
    x, y, side = CLOSER.get(value, square)
    svg = draw(Attributes.model_validate({**NEUTRAL, **others, **BESIDE.get(value, {}), **stated}), SEED, "studio").svg
    shown = f'viewBox="{x} {y} {side} {side}" width="{TILE_PX}" height="{TILE_PX}"'
    image = pyvips.Image.svgload_buffer(svg.replace('viewBox="0 0 768 768"', shown, 1).encode())
    return image.flatten(background=255)


def colours(attribute: str) -> dict[str, str]:
    """Published id → CSS colour; of a background its wall."""
    table = tomllib.loads(files("avatar_creator.providers.illustrated").joinpath("colors.toml").read_text("utf-8"))
    named = table[attribute]
    return {value: named[value] if isinstance(named[value], str) else named[value][0] for value in VALUES[attribute]}


if __name__ == "__main__":
    main()
