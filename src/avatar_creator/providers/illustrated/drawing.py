"""A portrait from values: resolve who it is, let the drawing style paint it, tell what had no effect.

Pure. The same resolved attributes, seed and model give the same SVG, text for text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from pydantic.alias_generators import to_camel

from avatar_creator.person import Attributes
from avatar_creator.providers.base import Model
from avatar_creator.providers.illustrated import avataaars, dicebear_style, micah, studio
from avatar_creator.providers.illustrated.look import Hides, Honoured, Look, resolve


@dataclass(frozen=True, slots=True)
class Drawing:
    """`ignored` lists stated values without effect as `attribute: value`; `options` is the recipe:
    everything that was drawn, stated or chosen by the seed. `gave_way`: see `GeneratedImage`."""

    svg: str
    ignored: tuple[str, ...]
    options: dict[str, object]
    gave_way: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DrawingStyle:
    """A model of this provider: what it can draw and who paints it."""

    model: Model
    honoured: Honoured
    hides: Hides
    paint: Callable[[Look], tuple[str, dict[str, object]]]


STYLES: Mapping[str, DrawingStyle] = {
    "studio": DrawingStyle(
        Model("studio", "Studio", studio.CREDIT, commercial_use=True),
        studio.HONOURED,
        studio.HIDES,
        studio.paint,
    ),
    "avataaars": DrawingStyle(
        Model("avataaars", "Avataaars", dicebear_style.credit(avataaars.NAME), commercial_use=True),
        avataaars.HONOURED,
        avataaars.HIDES,
        avataaars.paint,
    ),
    "micah": DrawingStyle(
        Model("micah", "Micah", dicebear_style.credit(micah.NAME), commercial_use=True),
        micah.HONOURED,
        micah.HIDES,
        micah.paint,
    ),
}
"""Model id → drawing style; the first is the default."""


def draw(attributes: Attributes, seed: int, model: str = "studio") -> Drawing:
    """Draw a person.

    Raises:
        KeyError: there is no such model.
    """
    style = STYLES[model]
    look, without_effect = resolve(attributes, seed, style.honoured, style.hides)
    svg, drawn = style.paint(look)
    told = [*without_effect, *_overruled(look)]
    ignored = tuple(dict.fromkeys(f"{to_camel(attribute)}: {value}" for attribute, value in told))
    return Drawing(svg, ignored, {"look": _as_data(look), "model": model, "drawn": drawn})


def _overruled(look: Look) -> list[tuple[str, str]]:
    """A stated outfit decides how a person is dressed."""
    both = {"style", "outfit"} <= look.stated
    return [("style", look.style)] if both and not studio.suits(look.outfit, look.style) else []


def _as_data(look: Look) -> dict[str, object]:
    shown = (f.name for f in fields(look) if f.name not in {"stated", "chance"})
    return {to_camel(name): getattr(look, name) for name in shown}


def honours(model: str) -> Honoured:
    """Attribute → the published values this model draws."""
    return STYLES[model].honoured
