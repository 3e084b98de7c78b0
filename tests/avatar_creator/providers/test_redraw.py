"""Another look keeps the person: every part of the face that was not asked about is the same before and after."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic.alias_generators import to_camel

from avatar_creator.person import Attributes
from avatar_creator.providers import Reference
from avatar_creator.providers.base import ProviderMisconfigured
from avatar_creator.providers.illustrated import draw
from avatar_creator.providers.illustrated.drawing import STYLES, Drawing
from avatar_creator.providers.illustrated.redraw import redraw
from avatar_creator.vocabulary import VALUES
from portrait_pixels import differ, pixels

_EXPRESSION = {"mouth", "eyes", "brows", "lid", "lashes", "eyebrows"}
_CLOTHES = {"outfit", "neck", "clothes"}
CHANGES: dict[str, tuple[dict[str, tuple[str, ...]], set[str]]] = {
    # what is asked, the first value that is not there yet; the layers that may then be others
    "outfit": ({"outfit": ("hoodie", "shirt", "t-shirt")}, _CLOTHES),
    "expression": ({"expression": ("laugh", "serious", "sad")}, _EXPRESSION),
    "background": ({"background": ("sky", "rose")}, {"wall"}),
    "age": ({"age_range": ("mature", "young")}, {"age", "brows", "lid"}),
    "style": ({"style": ("formal", "casual")}, _CLOTHES),
    "glasses": ({"glasses": ("round", "square")}, {"glasses", "accessories"}),
    "hair": ({"hair_style": ("bob", "short")}, {"hair", "hair-back", "hair-over", "hair-front", "top"}),
    "hair colour": ({"hair_color": ("red", "black")}, set()),
}
PEOPLE = [
    {"gender": "female", "ethnicity": "indonesian", "age_range": "young"},
    {"gender": "male", "ethnicity": "east-african", "age_range": "mature"},
    {"gender": "unisex", "ethnicity": "korean", "age_range": "adult"},
    {"gender": "female", "ethnicity": "northern-european", "age_range": "mature"},
    {"gender": "male", "ethnicity": "persian", "age_range": "young"},
    {"gender": "female", "ethnicity": "papuan", "age_range": "adult"},
    {"gender": "male", "ethnicity": "mixed", "age_range": "adult"},
]


def _person(seed: int, model: str, **stated: str) -> Drawing:
    # Bare heads and seeing eyes, so that each change can be seen.
    seen = {"headwear": "none", "glasses": "none", "expression": "neutral", "accessories": ["none"]}
    return draw(Attributes.model_validate({**seen, **stated}), seed, model)


def _reference(drawing: Drawing, seed: int, strength: float = 1.0, kept: frozenset[str] = frozenset()) -> Reference:
    return Reference(drawing.options, seed, kept, strength)


def _looks() -> Iterator[tuple[str, int, str]]:
    for number in range(len(STYLES) * len(CHANGES) * 3):
        yield tuple(STYLES)[number % len(STYLES)], number, tuple(CHANGES)[number // len(STYLES) % len(CHANGES)]


@pytest.mark.parametrize(("model", "number", "what"), list(_looks()))
def test_what_was_asked_is_seen_and_the_person_stays(model: str, number: int, what: str) -> None:
    seed = 1000 + number * 31
    before = _person(seed, model, **PEOPLE[number % len(PEOPLE)])
    asked, may_change = CHANGES[what]
    [(name, values)] = asked.items()
    look: Any = before.options["look"]
    camel = to_camel(name)
    value = next(each for each in values if each != look[camel] and each in STYLES[model].honoured.get(name, ()))
    after = redraw(_reference(before, seed), Attributes.model_validate({name: value}), 5, model)

    parts_before, parts_after = _parts(before), _parts(after)
    changed = {layer for layer in parts_before | parts_after if parts_before.get(layer) != parts_after.get(layer)}
    assert changed <= may_change, "a part of the person that nobody asked about"
    others: Any = after.options["look"]
    assert {key for key in look if look[key] != others[key]} - after.gave_way == {camel}
    assert after.gave_way <= ({"outfit"} if what == "style" else set())
    bald = what == "hair colour" and look["hairStyle"] == "bald"
    assert differ(pixels(before.svg), pixels(after.svg)) or bald, "the change cannot be seen"
    assert after.ignored == ((f"{camel}: {value}",) if bald and look["facialHair"] == "none" else ())


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(0, 2**31 - 1), st.sampled_from(list(STYLES)))
def test_whoever_it_is_one_wish_changes_one_thing_or_is_told_to_change_nothing(
    data: st.DataObject, seed: int, model: str
) -> None:
    before = draw(Attributes(), seed, model)
    name = data.draw(st.sampled_from([name for name in VALUES if name != "accessories"]))
    value = data.draw(st.sampled_from(VALUES[name]))
    after = redraw(_reference(before, seed), Attributes.model_validate({name: value}), 5, model)
    look, others = _look(before), _look(after)
    assert {key for key in look if look[key] != others[key]} <= {to_camel(name)} | set(map(to_camel, after.gave_way))
    assert after.gave_way <= ({"outfit"} if name == "style" else set())
    if after.svg == before.svg:
        assert after.ignored == (f"{to_camel(name)}: {value}",) or look[to_camel(name)] == value


def _look(drawing: Drawing) -> Any:
    return drawing.options["look"]


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


@pytest.mark.parametrize("model", STYLES)
def test_clothes_follow_a_way_of_dressing_unless_they_are_kept(model: str) -> None:
    before = _person(7, model, outfit="t-shirt", style="casual")
    dressed = redraw(_reference(before, 7), Attributes(style="formal"), 1, model)
    assert dressed.gave_way == {"outfit"}
    assert dressed.ignored == ()
    kept = redraw(_reference(before, 7, kept=frozenset({"outfit"})), Attributes(style="formal"), 1, model)
    assert not kept.gave_way
    assert (_look(kept)["outfit"], kept.ignored) == ("t-shirt", ("style: formal",))


def test_what_is_worn_on_the_head_stays_until_it_is_asked_for() -> None:
    before = draw(Attributes(gender="female", headwear="hijab"), 7)
    least = _reference(before, 7, strength=0)
    assert {_look(redraw(least, Attributes(), seed, "studio"))["headwear"] for seed in range(20)} == {"hijab"}
    assert _look(redraw(least, Attributes(headwear="cap"), 1, "studio"))["headwear"] == "cap"


def test_what_another_style_cannot_draw_is_not_forgotten_on_the_way_back() -> None:
    before = _person(7, "studio", eye_color="green")
    there = redraw(_reference(before, 7), Attributes(), 1, "micah")
    back = redraw(_reference(there, 7), Attributes(), 1, "studio")
    assert (_look(there)["eyeColor"], _look(back)["eyeColor"]) == ("green", "green")


@pytest.mark.parametrize("look", [None, 5, {}, {"gender": "female"}, {"outfit": ["a"]}, {"no such": "thing"}])
def test_a_recipe_that_says_anything_is_refused_in_words(look: object) -> None:
    with pytest.raises(ProviderMisconfigured, match="drew before"):
        redraw(Reference({"look": look}, 7, frozenset(), 1.0), Attributes(), 1, "studio")


def test_values_nobody_knows_are_drawn_as_somebody() -> None:
    before = {**_look(_person(7, "studio")), "outfit": "nothing known", "ethnicity": "Martian"}
    assert redraw(Reference({"look": before}, None, frozenset(), 0.0), Attributes(style="formal"), 1, "studio").svg
