"""Drawing a person: repeatable, steady while one types, nothing left to chance that was stated."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_creator.person import Attributes
from avatar_creator.prompt.understanding import understand
from avatar_creator.providers.illustrated import draw
from avatar_creator.providers.illustrated.drawing import STYLES
from avatar_creator.vocabulary import VALUES
from portrait_pixels import differ, pixels

SEEDS = range(60)
FREE_OF_OTHERS = ["hair_color", "eye_color", "skin_tone", "background", "glasses", "body_type", "outfit"]
"""Attributes that no other attribute's default looks at; only necklaces ask whether a collar is free."""


@st.composite
def anybody(draw_one: st.DrawFn) -> Attributes:
    names = draw_one(st.lists(st.sampled_from(list(VALUES)), unique=True))
    chosen = {name: draw_one(st.sampled_from(VALUES[name])) for name in names}
    things = draw_one(st.lists(st.sampled_from(VALUES["accessories"]), max_size=4))
    return Attributes.model_validate({**chosen, "accessories": things})


@settings(max_examples=150, deadline=None)
@given(anybody(), st.integers(0, 2**31 - 1), st.sampled_from(list(STYLES)))
def test_any_person_is_drawn_as_a_self_contained_picture_and_always_the_same(
    person: Attributes, seed: int, model: str
) -> None:
    drawing = draw(person, seed, model)
    assert drawing == draw(person, seed, model)
    ElementTree.fromstring(drawing.svg)  # noqa: S314 our own text
    for outside in ("<script", "<image", "<foreignObject", 'href="http', "var(--", "url(http", "@import"):
        assert outside not in drawing.svg


def test_another_process_draws_the_same() -> None:
    code = (
        "import hashlib; from avatar_creator.person import Attributes;"
        "from avatar_creator.providers.illustrated import draw;"
        "print(hashlib.sha256(draw(Attributes(gender='female'), 42).svg.encode()).hexdigest())"
    )
    ran = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in "ab"]
    assert ran[0].stdout == ran[1].stdout


@pytest.mark.parametrize("name", FREE_OF_OTHERS)
def test_stating_one_attribute_leaves_all_others_as_they_were(name: str) -> None:
    for seed in SEEDS:
        before = draw(Attributes(headwear="none", expression="smile"), seed).options["look"]
        for value in VALUES[name]:
            stated = Attributes.model_validate({"headwear": "none", "expression": "smile", name: value})
            after = draw(stated, seed).options["look"]
            assert isinstance(before, dict)
            assert isinstance(after, dict)
            changed = {key for key in before if before[key] != after[key]}
            assert changed <= {_camel(name), *({"accessories"} if name == "outfit" else ())}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def test_a_word_without_meaning_does_not_change_the_face() -> None:
    without = draw(understand("a woman with red hair").attributes, 5)
    typing_on = draw(understand("a woman with red hair, astronaut").attributes, 5)
    assert without.svg == typing_on.svg


@pytest.mark.parametrize("model", STYLES)
@pytest.mark.parametrize("gender", ["female", "unisex"])
def test_only_men_get_a_beard_nobody_asked_for(model: str, gender: str) -> None:
    for seed in SEEDS:
        look = draw(Attributes.model_validate({"gender": gender}), seed, model).options["look"]
        assert isinstance(look, dict)
        assert look["facialHair"] == "none"


def test_a_beard_that_was_asked_for_is_drawn_on_anybody() -> None:
    bearded = draw(Attributes(gender="female", facial_hair="full-beard"), 1)
    assert bearded.ignored == ()
    assert bearded.options["look"]["facialHair"] == "full-beard"  # type: ignore[index]


@pytest.mark.parametrize("name", ["eye_color", "hair_style"])
def test_the_seed_never_hides_what_was_stated(name: str) -> None:
    """No sunglasses, closed eyes or hats by chance over a stated eye colour or hair style."""
    one, other = VALUES[name][0], VALUES[name][-1]
    for seed in SEEDS:
        pictures = [pixels(draw(Attributes.model_validate({name: value}), seed).svg) for value in (one, other)]
        assert differ(*pictures), f"seed {seed}"


def test_what_a_stated_thing_hides_is_told() -> None:
    covered = Attributes(headwear="hijab", hair_style="bob", accessories=["earrings", "freckles"])
    assert set(draw(covered, 1).ignored) == {"hairStyle: bob", "accessories: earrings"}
    assert draw(Attributes(eye_color="green", glasses="sunglasses"), 1).ignored == ("eyeColor: green",)
    assert draw(Attributes(style="formal", outfit="hoodie"), 1).ignored == ("style: formal",)
    assert draw(Attributes(style="formal", outfit="suit"), 1).ignored == ()


def test_free_values_are_ignored_unless_they_spell_a_published_one() -> None:
    assert draw(Attributes(hair_style="Victory rolls"), 1).ignored == ("hairStyle: Victory rolls",)
    spelled, published = draw(Attributes(hair_style="Long Wavy"), 1), draw(Attributes(hair_style="long-wavy"), 1)
    assert spelled.svg == published.svg
    assert spelled.ignored == ()


def test_a_style_that_cannot_draw_a_value_says_so_and_draws_somebody() -> None:
    drawing = draw(Attributes(eye_color="green", hair_style="cornrows"), 1, "micah")
    assert set(drawing.ignored) == {"eyeColor: green", "hairStyle: cornrows"}
    assert drawing.svg.startswith("<svg")


def test_the_credit_for_the_art_travels_with_the_model_and_the_picture() -> None:
    credit = 'Remix of "ToonHead" by Johan Melin, CC BY 4.0'
    assert STYLES["studio"].model.licence == credit
    assert credit in draw(Attributes(), 1).svg
