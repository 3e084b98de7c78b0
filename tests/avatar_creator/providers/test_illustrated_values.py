"""Every published value of every attribute changes what is drawn, or is told as ignored; in every style."""

import pytest
from pydantic.alias_generators import to_camel

from avatar_creator.providers.illustrated import honours
from avatar_creator.providers.illustrated.drawing import STYLES
from avatar_creator.vocabulary import VALUES
from portrait_pixels import differ, nobody_in_particular, of_value, pixels

ALL = [(name, value) for name, values in VALUES.items() for value in values]
SEEDS = range(1, 25)
"""Enough people that no value is what all of them have anyway."""


@pytest.mark.parametrize("model", STYLES)
@pytest.mark.parametrize(("name", "value"), ALL, ids=[f"{name}={value}" for name, value in ALL])
def test_a_value_is_drawn_or_told_as_ignored(model: str, name: str, value: str) -> None:
    told = f"{to_camel(name)}: {value}"
    first = of_value(model, SEEDS[0], name, value)
    if value in honours(model).get(name, ()):
        assert told not in first.ignored
        assert any(
            differ(pixels(of_value(model, seed, name, value).svg), nobody_in_particular(model, seed)) for seed in SEEDS
        )
    else:
        assert told in first.ignored


@pytest.mark.parametrize("model", STYLES)
@pytest.mark.parametrize("name", ["hair_color", "skin_tone", "background", "gender", "expression"])
def test_a_stated_value_is_drawn_for_every_seed(model: str, name: str) -> None:
    """Two values never give one picture, whoever the seed makes of the rest."""
    one, other = honours(model)[name][0], honours(model)[name][-1]
    for seed in SEEDS[:12]:
        assert differ(pixels(of_value(model, seed, name, one).svg), pixels(of_value(model, seed, name, other).svg)), (
            f"seed {seed}"
        )


@pytest.mark.parametrize("name", ["eye_color", "hair_style", "glasses", "outfit", "facial_hair", "headwear"])
def test_studio_draws_all_values_of_an_attribute_differently(name: str) -> None:
    for seed in (3, 11):
        drawings = {value: pixels(of_value("studio", seed, name, value).svg) for value in VALUES[name]}
        pairs = [(a, b) for a in drawings for b in drawings if a < b]
        alike = [(a, b) for a, b in pairs if not differ(drawings[a], drawings[b])]
        assert not alike


def test_studio_draws_the_whole_vocabulary() -> None:
    assert dict(honours("studio")) == dict(VALUES)


@pytest.mark.parametrize("model", STYLES)
def test_a_style_only_claims_published_values(model: str) -> None:
    for name, values in honours(model).items():
        assert set(values) <= set(VALUES[name])
