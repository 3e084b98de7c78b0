"""The finished sentence for image models: complete, without repetition, bounded, repeatable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_creator.person import Attributes, Persona
from avatar_creator.prompt.lexicon import lexicon
from avatar_creator.prompt.sentence import LONGEST, photographic_prompt
from avatar_creator.prompt.understanding import understand
from avatar_creator.vocabulary import VALUES


def finished(text: str, attributes: Attributes | None = None, persona: Persona | None = None) -> tuple[str, str]:
    return photographic_prompt(text, understand(text, attributes, persona).attributes, persona)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in VALUES.items() for value in values])
def test_no_stated_value_is_lost(name: str, value: str) -> None:
    stated = Attributes.model_validate({name: [value] if name == "accessories" else value})
    prompt, negative = photographic_prompt("", stated)
    empty = photographic_prompt("", None)
    assert prompt != empty[0], f"{name}={value} is not in the prompt"
    if value == "none":
        assert negative != empty[1]
    elif name != "gender":
        assert lexicon("en").labels[name][value].lower() in prompt.lower()


def test_free_values_are_told_as_they_are() -> None:
    assert "victory rolls" in finished("", Attributes(hair_style="victory rolls"))[0]


def test_what_the_text_says_is_not_said_again() -> None:
    prompt, _ = finished("a smiling woman with curly red hair and glasses")
    assert prompt.lower().count("red") == 1
    assert prompt.lower().count("glasses") == 1
    assert prompt.lower().count("woman") == 1


def test_words_that_a_stated_value_overrules_are_left_out() -> None:
    prompt, _ = finished("a woman with red hair", Attributes(hair_color="blonde"))
    assert "red" not in prompt.split()
    assert "blonde hair" in prompt


def test_what_is_unwanted_goes_to_the_negative_prompt_as_well() -> None:
    prompt, negative = finished("", Attributes(glasses="none", facial_hair="none"))
    assert "without glasses" in prompt
    assert "clean-shaven" in prompt
    assert {"glasses", "beard"} <= set(negative.split(", "))


def test_the_persona_is_told() -> None:
    prompt, _ = finished("", None, Persona(age=54, personality=["warm", "curious"]))
    assert "54 years old" in prompt
    assert "warm and curious" in prompt


@given(st.text(max_size=3000))
def test_any_text_gives_a_bounded_prompt_and_always_the_same(text: str) -> None:
    prompt, negative = finished(text, Attributes(outfit="batik"))
    assert (prompt, negative) == finished(text, Attributes(outfit="batik"))
    assert len(prompt) <= LONGEST
    assert "batik" in prompt.lower()
