"""The same person once more: everything as it was drawn, but for what is to change.

The seed of the first drawing decides all that no attribute names (the shapes of head, nose and brows), so the person
stays; a seed of its own decides what is left free. Pure.
"""

from collections.abc import Mapping
from typing import Any

from pydantic.alias_generators import to_camel

from avatar_creator.person import Attributes
from avatar_creator.providers.base import ProviderMisconfigured, Reference
from avatar_creator.providers.illustrated.drawing import STYLES, Drawing, draw
from avatar_creator.providers.illustrated.look import resolve
from avatar_creator.vocabulary import NONE

_FREE_BELOW: Mapping[float, frozenset[str]] = {
    0.75: frozenset({"background", "accessories"}),
    0.5: frozenset({"outfit", "expression"}),
    0.25: frozenset({"hair_style", "facial_hair", "glasses", "headwear"}),
}
"""How surely the person must stay alike → what may come out otherwise below that, if it was not asked for."""


def redraw(reference: Reference, changes: Attributes, seed: int, model: str) -> Drawing:
    """`seed` chooses what is free, so that several pictures of one wish differ.

    Raises:
        ProviderMisconfigured: the recipe is none of ours.
    """
    look = reference.recipe.get("look")
    if not isinstance(look, dict):
        raise ProviderMisconfigured("The built-in provider can only draw people again that it drew before.")
    before, asked = _as_drawn(look), _stated(changes)
    kept = {name: value for name, value in before.items() if name not in _free(reference, asked)}
    style = STYLES[model]
    chosen, _ = resolve(Attributes.model_validate(kept | asked), seed, style.honoured, style.hides)
    everything = _explicit({name: getattr(chosen, name) for name in Attributes.model_fields} | kept | asked)
    drawing = draw(Attributes.model_validate(everything), reference.seed, model)
    told = [entry for entry in drawing.ignored if entry.partition(":")[0] in {to_camel(name) for name in asked}]
    for name, value in asked.items():
        unchanged = draw(Attributes.model_validate(everything | {name: before[name]}), reference.seed, model)
        if value != before[name] and unchanged.svg == drawing.svg:
            told += [f"{to_camel(name)}: {each}" for each in (value if isinstance(value, list) else [value])]
    return Drawing(drawing.svg, tuple(dict.fromkeys(told)), drawing.options)


def _free(reference: Reference, asked: Mapping[str, object]) -> set[str]:
    return {
        name
        for least, names in _FREE_BELOW.items()
        for name in names
        if reference.strength < least and name not in reference.kept and name not in asked
    }


def _as_drawn(look: Mapping[str, Any]) -> dict[str, Any]:
    return _explicit(dict(Attributes.model_validate(look)))


def _explicit(values: Mapping[str, Any]) -> dict[str, Any]:
    """With nothing left to chance: who wears nothing extra is said to wear nothing extra."""
    return {**values, "accessories": list(values["accessories"]) or [NONE]}


def _stated(attributes: Attributes) -> dict[str, Any]:
    return {name: value for name, value in attributes if value not in (None, [])}
