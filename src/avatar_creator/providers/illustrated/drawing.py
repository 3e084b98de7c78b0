"""A portrait from values: resolve who it is, let the drawing style paint it, tell what had no effect.

Pure. The same resolved attributes, seed and model give the same SVG, text for text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import partial

from pydantic.alias_generators import to_camel

from avatar_creator.person import Attributes
from avatar_creator.providers.base import Model
from avatar_creator.providers.illustrated import avataaars, dicebear_style, micah, studio
from avatar_creator.providers.illustrated.look import Honoured, Look, resolve


@dataclass(frozen=True, slots=True)
class Drawing:
    """`ignored` lists stated values without effect as `attribute: value`; `options` is the recipe:
    everything that was drawn, stated or chosen by the seed."""

    svg: str
    ignored: tuple[str, ...]
    options: dict[str, object]


@dataclass(frozen=True, slots=True)
class DrawingStyle:
    """A model of this provider: what it can draw and who paints it. `hidden` says which attributes a
    headwear covers up; `warm` does the slow part of the first drawing."""

    model: Model
    honoured: Honoured
    hidden: Mapping[str, tuple[str, ...]]
    paint: Callable[[Look], tuple[str, dict[str, object]]]
    warm: Callable[[], object]


STYLES: Mapping[str, DrawingStyle] = {
    "studio": DrawingStyle(
        Model("studio", "Studio", studio.CREDIT, commercial_use=True),
        studio.HONOURED,
        studio.HIDDEN_BY_HEADWEAR,
        studio.paint,
        studio.warm,
    ),
    "avataaars": DrawingStyle(
        Model("avataaars", "Avataaars", dicebear_style.credit(avataaars.NAME), commercial_use=True),
        avataaars.HONOURED,
        avataaars.HIDDEN_BY_HEADWEAR,
        avataaars.paint,
        partial(dicebear_style.style, avataaars.NAME),
    ),
    "micah": DrawingStyle(
        Model("micah", "Micah", dicebear_style.credit(micah.NAME), commercial_use=True),
        micah.HONOURED,
        micah.HIDDEN_BY_HEADWEAR,
        micah.paint,
        partial(dicebear_style.style, micah.NAME),
    ),
}
"""Model id → drawing style; the first is the default."""


def draw(attributes: Attributes, seed: int, model: str = "studio") -> Drawing:
    """Draw a person.

    Raises:
        KeyError: there is no such model.
    """
    style = STYLES[model]
    look, refused = resolve(attributes, seed, style.honoured)
    svg, drawn = style.paint(look)
    told = [*refused, *_without_effect(look, style)]
    ignored = tuple(f"{to_camel(attribute)}: {value}" for attribute, value in told)
    return Drawing(svg, ignored, {"look": _as_data(look), "model": model, "drawn": drawn})


def _without_effect(look: Look, style: DrawingStyle) -> list[tuple[str, str]]:
    """Stated values that another stated value leaves no room for."""
    covered = [a for a in style.hidden.get(look.headwear, ()) if a in look.stated]
    if {"style", "outfit"} <= look.stated and not studio.suits(look.outfit, look.style):
        covered.append("style")
    return [(attribute, str(getattr(look, attribute))) for attribute in covered]


def _as_data(look: Look) -> dict[str, object]:
    shown = (f.name for f in fields(look) if f.name not in {"stated", "chance"})
    return {to_camel(name): getattr(look, name) for name in shown}


def honours(model: str) -> Honoured:
    """Attribute → the published values this model draws."""
    return STYLES[model].honoured


def warm() -> None:
    """Do the slow part of every style's first drawing. Takes a second or two: call it in a thread."""
    for style in STYLES.values():
        style.warm()
