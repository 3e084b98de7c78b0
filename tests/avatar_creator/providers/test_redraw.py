"""Another look keeps the person: every part of the face that was not asked about is the same before and after."""

from collections.abc import Iterator
from typing import Any

import pytest

from avatar_creator.person import Attributes
from avatar_creator.providers import Reference
from avatar_creator.providers.illustrated import draw
from avatar_creator.providers.illustrated.drawing import STYLES, Drawing
from avatar_creator.providers.illustrated.redraw import redraw
from portrait_pixels import differ, pixels

_EXPRESSION = {"mouth", "eyes", "brows", "lid", "lashes", "eyebrows"}
CHANGES: dict[str, tuple[dict[str, tuple[str, ...]], set[str]]] = {
    # what is asked, the first value that is not there yet; the layers that may then be others
    "outfit": ({"outfit": ("hoodie", "shirt")}, {"outfit", "neck", "clothes", "clothing", "shirt"}),
    "expression": ({"expression": ("laugh", "serious", "sad")}, _EXPRESSION),
    "background": ({"background": ("sky", "rose")}, {"wall", "background"}),
    "age": ({"age_range": ("mature", "young")}, {"age", "brows", "lid", "eyebrows"}),
    "glasses": ({"glasses": ("round", "square")}, {"glasses", "accessories"}),
    "hair colour": ({"hair_color": ("red", "black")}, set()),
}

AGELESS = {("avataaars", "age"), ("micah", "age")}
"""These styles show age by grey hair alone, which stays unless it is asked for; then the wish is told as ignored."""


def _person(seed: int, model: str) -> Drawing:
    # Bare heads and seeing eyes, so that each change can be seen.
    stated = Attributes(headwear="none", glasses="none", expression="neutral", hair_style="short", outfit="t-shirt")
    return draw(stated, seed, model)


def _reference(drawing: Drawing, seed: int, strength: float = 1.0, kept: frozenset[str] = frozenset()) -> Reference:
    return Reference(drawing.options, seed, kept, strength)


def _looks() -> Iterator[tuple[str, int, str]]:
    for number in range(54):
        yield tuple(STYLES)[number % 3], 1000 + number * 31, tuple(CHANGES)[number // 3 % len(CHANGES)]


@pytest.mark.parametrize(("model", "seed", "what"), list(_looks()))
def test_what_was_asked_is_seen_and_the_person_stays(model: str, seed: int, what: str) -> None:
    before = _person(seed, model)
    asked, may_change = CHANGES[what]
    [(name, values)] = asked.items()
    look: Any = before.options["look"]
    camel = {"age_range": "ageRange", "hair_color": "hairColor"}.get(name, name)
    value = next(each for each in values if each != look[camel] and each in STYLES[model].honoured.get(name, ()))
    after = redraw(_reference(before, seed), Attributes.model_validate({name: value}), 5, model)

    parts_before, parts_after = _parts(before), _parts(after)
    changed = {layer for layer in parts_before | parts_after if parts_before.get(layer) != parts_after.get(layer)}
    assert changed <= may_change, "a part of the person that nobody asked about"
    others: Any = after.options["look"]
    assert {key for key in look if look[key] != others[key]} == {camel}
    is_seen = differ(pixels(before.svg), pixels(after.svg))
    assert is_seen == ((model, what) not in AGELESS), "the change cannot be seen"
    assert after.ignored == (() if is_seen else (f"{camel}: {value}",))


def _parts(drawing: Drawing) -> dict[str, Any]:
    """Layer → what is drawn there; colours and places of DiceBear's options are no parts."""
    drawn: Any = drawing.options["drawn"]
    return {key.removesuffix("Variant"): value for key, value in drawn.items() if "Color" not in key}


def test_nothing_asked_is_the_same_picture() -> None:
    for model in STYLES:
        before = _person(7, model)
        assert redraw(_reference(before, 7), Attributes(), 99, model).svg == before.svg


def test_a_look_of_a_look_is_still_the_person() -> None:
    before = _person(7, "studio")
    reading = redraw(_reference(before, 7), Attributes(glasses="round"), 1, "studio")
    without = redraw(_reference(reading, 7), Attributes(glasses="none"), 2, "studio")
    assert without.svg == before.svg


def test_the_less_alike_they_must_be_the_more_is_left_to_the_seed() -> None:
    before = _person(7, "studio")
    drawn = {
        strength: {redraw(_reference(before, 7, strength), Attributes(), seed, "studio").svg for seed in range(12)}
        for strength in (1.0, 0.7, 0.4)
    }
    assert len(drawn[1.0]) == 1 < len(drawn[0.7]) < len(drawn[0.4])


def test_what_is_kept_is_not_left_to_the_seed() -> None:
    before = _person(7, "studio")
    kept = frozenset({"outfit", "accessories", "headwear", "background", "expression"})
    drawn = {redraw(_reference(before, 7, 0.4, kept), Attributes(), seed, "studio").svg for seed in range(12)}
    assert drawn == {before.svg}


def test_nobody_gets_a_necklace_for_changing_clothes() -> None:
    for seed in range(200):
        before = draw(Attributes(gender="female", outfit="turtleneck"), seed)
        after = redraw(_reference(before, seed), Attributes(outfit="v-neck"), 1, "studio")
        worn = [drawing.options["look"]["accessories"] for drawing in (before, after)]  # type: ignore[index]
        assert [each for each in worn[1] if each != "none"] == list(worn[0])
