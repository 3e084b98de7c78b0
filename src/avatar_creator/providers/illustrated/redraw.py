"""The same person once more: everything as it was drawn, but for what is to change.

The seed of the first drawing decides all that no attribute names (the shapes of head, nose and brows), so the person
stays; a seed of its own decides what is left free. Pure.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic.alias_generators import to_camel

from avatar_creator.person import Attributes
from avatar_creator.providers.base import ProviderMisconfigured, Reference
from avatar_creator.providers.illustrated import studio
from avatar_creator.providers.illustrated.drawing import STYLES, Drawing, DrawingStyle, draw
from avatar_creator.providers.illustrated.look import resolve
from avatar_creator.vocabulary import NONE

_FREE_BELOW: Mapping[float, frozenset[str]] = {
    0.75: frozenset({"background", "accessories"}),
    0.5: frozenset({"outfit", "expression"}),
    # What is worn on the head can be a matter of faith: it stays until it is asked for.
    0.25: frozenset({"hair_style", "facial_hair", "glasses"}),
}
"""How surely the person must stay alike → what may come out otherwise below that, if it was not asked for."""


def redraw(reference: Reference, changes: Attributes, seed: int, model: str) -> Drawing:
    """`seed` chooses what is free, so that several pictures of one wish differ.

    Raises:
        ProviderMisconfigured: the recipe is none of ours.
    """
    before, asked, style = _as_drawn(reference), _stated(changes), STYLES[model]
    following = _following(reference, asked, before, style)
    free = _free(reference, asked) | following
    kept = {name: value for name, value in before.items() if name not in free}
    chosen, _ = resolve(Attributes.model_validate(kept | asked), seed, style.honoured, style.hides)
    everything = _explicit({name: getattr(chosen, name) for name in Attributes.model_fields} | kept | asked)
    first_seed = seed if reference.seed is None else reference.seed
    drawing = draw(Attributes.model_validate(everything), first_seed, model)

    told = _told_of(drawing, asked.keys() - ({"style"} if following else set()))
    for name, value in asked.items():
        unchanged = draw(Attributes.model_validate(everything | {name: before[name]}), first_seed, model)
        if value != before[name] and unchanged.svg == drawing.svg:
            told += [f"{to_camel(name)}: {each}" for each in (value if isinstance(value, list) else [value])]
    unseen = {to_camel(name): before[name] for name in before.keys() - style.honoured.keys() - asked.keys()}
    now = {**_look(drawing), **unseen}
    gave_way = {name for name in before.keys() - asked.keys() if _worn(now[to_camel(name)]) != before[name]}
    return Drawing(drawing.svg, tuple(dict.fromkeys(told)), {**drawing.options, "look": now}, frozenset(gave_way))


def _look(drawing: Drawing) -> Mapping[str, Any]:
    look = drawing.options["look"]
    assert isinstance(look, dict)
    return look


def _told_of(drawing: Drawing, names: Iterable[str]) -> list[str]:
    """What the drawing ignored of these attributes; what was kept is nobody's wish."""
    wishes = {to_camel(name) for name in names}
    return [entry for entry in drawing.ignored if entry.partition(":")[0] in wishes]


def _free(reference: Reference, asked: Mapping[str, object]) -> set[str]:
    return {
        name
        for least, names in _FREE_BELOW.items()
        for name in names
        if reference.strength < least and name not in reference.kept and name not in asked
    }


def _following(
    reference: Reference, asked: Mapping[str, Any], before: Mapping[str, Any], style: DrawingStyle
) -> set[str]:
    """Clothes follow a way of dressing that they do not suit: it could not be seen otherwise."""
    dress = str(asked.get("style"))
    follows = dress in style.honoured["style"] and "outfit" not in asked and "outfit" not in reference.kept
    return {"outfit"} if follows and not studio.suits(before["outfit"], dress) else set()


def _as_drawn(reference: Reference) -> dict[str, Any]:
    """With nothing left to chance. What came from another installation can say anything."""
    try:
        before = dict(Attributes.model_validate(reference.recipe["look"]))
    except (KeyError, ValidationError):
        before = {}
    if not all(value is not None for value in before.values()) or not before:
        raise ProviderMisconfigured("The built-in provider can only draw people again that it drew before.")
    return _explicit(before)


def _explicit(values: Mapping[str, Any]) -> dict[str, Any]:
    """Who wears nothing extra is said to wear nothing extra."""
    return {**values, "accessories": _worn(values["accessories"])}


def _worn(value: Any) -> Any:
    return value if isinstance(value, str) else list(value) or [NONE]


def _stated(attributes: Attributes) -> dict[str, Any]:
    return {name: value for name, value in attributes if value not in (None, [])}
