"""Another look of somebody: what was asked to change, what must stay, and what the new avatar will say of itself.

Pure. How the person is kept is the provider's part.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic.alias_generators import to_camel

from avatar_creator.generations.plan import Plan
from avatar_creator.person import Attributes
from avatar_creator.prompt.understanding import understand
from avatar_creator.providers import Reference

ASPECTS: Mapping[str, frozenset[str]] = {
    "outfit": frozenset({"outfit", "accessories", "headwear"}),
    "expression": frozenset({"expression"}),
    "background": frozenset({"background"}),
    "age": frozenset({"age_range"}),
    "style": frozenset({"style"}),
    "hair": frozenset({"hair_style", "hair_color", "facial_hair"}),
}
"""What can be kept → the attributes it is made of."""


def plan_look(text: str, asked: Attributes, reference: Mapping[str, Any]) -> Plan:
    """From what was asked and what `reference_of` kept of the person."""
    understood = understand(text, asked)
    kept = frozenset().union(*(ASPECTS[aspect] for aspect in reference["keep"]))
    stated = _stated(understood.attributes)
    changes = Attributes.model_validate({name: value for name, value in stated.items() if name not in kept})
    overruled = [told for name in sorted(kept & stated.keys()) for told in _told(name, stated[name])]
    before = Attributes.model_validate(reference["attributes"])
    return Plan(
        prompt=text,
        negative_prompt=None,
        attributes=before.model_copy(update=_stated(changes)),
        wanted=changes,
        reference=Reference(reference["recipe"], reference["seed"], kept, reference["strength"]),
        ignored=(*understood.ignored, *overruled),
    )


def reference_of(
    attributes: Mapping[str, object],
    recipe: Mapping[str, object],
    base_file: str,
    strength: float,
    keep: Iterable[str],
    consent: Mapping[str, str] | None,
) -> dict[str, object]:
    """What a generation keeps of whom it redraws: enough to draw even when that avatar is deleted meanwhile."""
    return {
        "attributes": attributes,
        "recipe": recipe["parameters"],
        "seed": recipe["seed"],
        "baseFile": base_file,
        "strength": strength,
        "keep": sorted(set(keep)),
        "consent": consent,
    }


def _stated(attributes: Attributes) -> dict[str, Any]:
    return {name: value for name, value in attributes if value not in (None, [])}


def _told(name: str, value: str | list[str]) -> list[str]:
    return [f"{to_camel(name)}: {each}" for each in (value if isinstance(value, list) else [value])]
