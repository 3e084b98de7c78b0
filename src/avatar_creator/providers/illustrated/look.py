"""One person, complete: what was stated, and what the seed chose for everything else.

Pure and shared by all drawing styles, so that one seed is the same person in each of them. Owns who
looks how by default (`tendencies.toml`); knows no shapes.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from avatar_creator.person import Attributes
from avatar_creator.providers.illustrated.chance import Chance
from avatar_creator.vocabulary import NONE, VALUES, canonical

Honoured = Mapping[str, tuple[str, ...]]
"""Attribute → the published values a drawing style can draw."""

Hides = Mapping[tuple[str, str], frozenset[tuple[str, str]]]
"""(attribute, value) → what cannot be seen beside it; the hidden value `*` stands for all of them."""


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a drawing style has to know. `stated` names the attributes that were asked for and can
    be drawn."""

    gender: str
    age_range: str
    ethnicity: str
    body_type: str
    skin_tone: str
    hair_style: str
    hair_color: str
    eye_color: str
    style: str
    expression: str
    glasses: str
    facial_hair: str
    headwear: str
    outfit: str
    accessories: tuple[str, ...]
    background: str
    stated: frozenset[str]
    chance: Chance


def resolve(
    attributes: Attributes, seed: int, honoured: Honoured, hides: Hides
) -> tuple[Look, tuple[tuple[str, str], ...]]:
    """The look, and the stated (attribute, value) pairs that have no effect in this drawing style.

    The seed never chooses what would hide something stated.
    """
    stated, refused = _stated(attributes, honoured)
    chance = Chance(seed)
    look: dict[str, str] = {}
    for attribute in _ORDER:
        if attribute in stated:
            look[attribute] = stated[attribute][0]
        else:
            allowed = _showing(attribute, _drawable(attribute, honoured), stated, hides)
            look[attribute] = chance.weighted(attribute, _only(_WEIGHTS[attribute](look), allowed))
    worn = stated.get("accessories") or _default_accessories(look, chance, honoured)
    things = tuple(value for value in worn if value != NONE)
    hidden = _hidden(look, stated, hides)
    return Look(**look, accessories=things, stated=frozenset(stated), chance=chance), (*refused, *hidden)


def heritage(look: Look) -> Mapping[str, Any]:
    """Tendencies of the look's ethnicity."""
    return _heritage(look.ethnicity)


def _stated(
    attributes: Attributes, honoured: Honoured
) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    drawn: dict[str, tuple[str, ...]] = {}
    refused: list[tuple[str, str]] = []
    for attribute, value in attributes:
        for item in value if isinstance(value, list) else [value] if value else []:
            known = canonical(attribute, item)
            if known in honoured.get(attribute, ()):
                drawn[attribute] = (*drawn.get(attribute, ()), str(known))
            else:
                refused.append((attribute, item))
    return drawn, tuple(refused)


def _drawable(attribute: str, honoured: Honoured) -> tuple[str, ...]:
    """The values the seed may choose from: what is honoured, and drawing nothing, which all can."""
    values = honoured.get(attribute, VALUES[attribute])
    return (*values, NONE) if NONE in VALUES[attribute] and NONE not in values else values


def _showing(
    attribute: str, drawable: tuple[str, ...], stated: Mapping[str, tuple[str, ...]], hides: Hides
) -> tuple[str, ...]:
    """The values of an attribute beside which all that was stated can be seen."""
    return tuple(value for value in drawable if not _among(hides.get((attribute, value), ()), stated))


def _among(hidden: Iterable[tuple[str, str]], stated: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [
        (attribute, asked)
        for attribute, value in sorted(hidden)
        for asked in stated.get(attribute, ())
        if value in ("*", asked) and asked != NONE
    ]


def _hidden(look: Mapping[str, str], stated: Mapping[str, tuple[str, ...]], hides: Hides) -> list[tuple[str, str]]:
    """Stated values that cannot be seen beside another stated value."""
    shown = [*look.items(), *(("accessories", thing) for thing in stated.get("accessories", ()))]
    return [pair for item in shown for pair in _among(hides.get(item, ()), stated)]


def _only(weights: Mapping[str, float], allowed: tuple[str, ...]) -> Mapping[str, float]:
    """The weights of what is allowed; where none of it has any, all of it alike."""
    left = {value: weight for value, weight in weights.items() if value in allowed and weight > 0}
    return left or dict.fromkeys(allowed, 1.0)


@cache
def _tendencies() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("tendencies.toml").read_text("utf-8"))


def _heritage(ethnicity: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _tendencies()["heritage"][ethnicity]
    return found


def _plain(attribute: str) -> Any:
    return lambda look: _tendencies()[attribute]


def _by_gender(attribute: str) -> Any:
    return lambda look: _tendencies()[attribute][look["gender"]]


def _ethnicity(look: Mapping[str, str]) -> Mapping[str, float]:
    return dict.fromkeys(VALUES["ethnicity"], 1.0)


def _skin_tone(look: Mapping[str, str]) -> Mapping[str, float]:
    first, last = _heritage(look["ethnicity"])["skin"]
    return dict.fromkeys(VALUES["skin_tone"][first - 1 : last], 1.0)


def _hair_style(look: Mapping[str, str]) -> Mapping[str, float]:
    pools = _tendencies()["hair_style"]
    genders = ("female", "male") if look["gender"] == "unisex" else (look["gender"],)
    suffix = "_mature" if look["age_range"] == "mature" else ""
    weights: dict[str, float] = {}
    for gender in genders:
        weights |= pools[gender + suffix]
    factors: Mapping[str, float] = _tendencies()["texture"].get(_heritage(look["ethnicity"])["texture"], {})
    return {style: weight * factors.get(style, 1) for style, weight in weights.items()}


def _hair_color(look: Mapping[str, str]) -> Mapping[str, float]:
    natural: Mapping[str, float] = _heritage(look["ethnicity"])["hair"]
    if look["age_range"] != "mature":
        return natural
    share = 15 / sum(natural.values())
    return {**_tendencies()["hair_color_mature"], **{c: weight * share for c, weight in natural.items()}}


def _eye_color(look: Mapping[str, str]) -> Mapping[str, float]:
    found: Mapping[str, float] = _heritage(look["ethnicity"])["eyes"]
    return found


def _glasses(look: Mapping[str, str]) -> Mapping[str, float]:
    found: Mapping[str, float] = _tendencies()["glasses_mature" if look["age_range"] == "mature" else "glasses"]
    return found


def _facial_hair(look: Mapping[str, str]) -> Mapping[str, float]:
    """Only men get a beard that nobody asked for."""
    if look["gender"] != "male":
        return {NONE: 1.0}
    pools = _tendencies()["facial_hair"]
    found: Mapping[str, float] = pools["male_young" if look["age_range"] == "young" else "male"]
    return found


def _outfit(look: Mapping[str, str]) -> Mapping[str, float]:
    if look["style"] == "traditional":
        home = _heritage(look["ethnicity"])
        worn = home.get("dress_female", home["dress"]) if look["gender"] == "female" else home["dress"]
        return dict.fromkeys(worn, 1.0)
    pools = _tendencies()["outfit"]
    female = look["gender"] == "female"
    if look["style"] == "casual":
        return pools["casual"] | pools["casual_female"] if female else pools["casual"]  # type: ignore[no-any-return]
    return pools["formal_female"] if female else pools["formal"]  # type: ignore[no-any-return]


def _default_accessories(look: Mapping[str, str], chance: Chance, honoured: Honoured) -> Iterable[str]:
    """Things by their own chance, one a place."""
    taken = {"neck"} if look["outfit"] in _tendencies()["neck"]["covered_by"] else set()
    for thing, weight in _tendencies()["accessories"][look["gender"]].items():
        place, drawable = _PLACES[thing], thing in honoured.get("accessories", ())
        if drawable and place not in taken and chance.fraction(f"accessories/{thing}") * 100 < weight:
            taken.add(place)
            yield thing


_PLACES = {"earrings": "ears", "hoop-earrings": "ears", "necklace": "neck", "pearls": "neck"}

_WEIGHTS: Mapping[str, Any] = {
    "gender": _plain("gender"),
    "age_range": _plain("age_range"),
    "ethnicity": _ethnicity,
    "body_type": _plain("body_type"),
    "skin_tone": _skin_tone,
    "hair_style": _hair_style,
    "hair_color": _hair_color,
    "eye_color": _eye_color,
    "style": _plain("style"),
    "expression": _plain("expression"),
    "glasses": _glasses,
    "facial_hair": _facial_hair,
    "headwear": _by_gender("headwear"),
    "outfit": _outfit,
    "background": _plain("background"),
}
_ORDER = tuple(_WEIGHTS)
"""An attribute's weights may look at the ones before it."""
