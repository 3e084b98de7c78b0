"""Promises that hold for every text: never an exception, nothing stated lost, bounded work."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_creator.person import Attributes
from avatar_creator.prompt import reading
from avatar_creator.prompt.lexicon import lexicon
from avatar_creator.prompt.understanding import understand
from avatar_creator.prompt.words import tokens_of
from avatar_creator.vocabulary import VALUES

LEXICON = lexicon("en")
KNOWN_WORDS = sorted({word for phrase in (*LEXICON.senses, *LEXICON.nouns, *LEXICON.negations) for word in phrase})
SENTENCES = st.lists(
    st.sampled_from([*KNOWN_WORDS, ",", ".", "and", "or", "but", "is", "50", "50s", "aged"]), max_size=40
).map(" ".join)
SCALARS = [name for name in VALUES if name != "accessories"]


@st.composite
def stated_attributes(draw: st.DrawFn) -> Attributes:
    chosen = draw(st.lists(st.sampled_from(SCALARS), unique=True))
    return Attributes.model_validate({name: draw(st.sampled_from(VALUES[name])) for name in chosen})


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    understand(text)


@settings(max_examples=200)
@given(SENTENCES, stated_attributes())
def test_stated_values_are_never_lost_to_any_sentence(text: str, stated: Attributes) -> None:
    understood = understand(text, stated).attributes
    for name, value in stated.model_dump(exclude_defaults=True, by_alias=False).items():
        assert getattr(understood, name) == value


@settings(max_examples=200)
@given(SENTENCES)
def test_a_sentence_gives_only_published_values_and_always_the_same(text: str) -> None:
    understood = understand(text)
    assert understand(text) == understood
    for name, value in understood.attributes.model_dump(exclude_defaults=True, by_alias=False).items():
        for item in value if isinstance(value, list) else [value]:
            assert item in VALUES[name]


@settings(max_examples=200)
@given(SENTENCES)
def test_only_words_that_were_typed_are_told_as_ignored(text: str) -> None:
    assert set(understand(text).ignored) <= {token.shown for token in tokens_of(text)}


def test_the_work_grows_in_proportion_to_the_length() -> None:
    """Counts lexicon lookups, not seconds: ten times the text, ten times the lookups."""

    def lookups(text: str) -> int:
        count = 0

        class Counting(dict):  # type: ignore[type-arg]
            def get(self, key, default=None):  # type: ignore[no-untyped-def]
                nonlocal count
                count += 1
                return super().get(key, default)

        words = replace(LEXICON, senses=Counting(LEXICON.senses), nouns=Counting(LEXICON.nouns))
        reading.read(text, words)
        return count

    for unit in ("red ", "hair is red and ", "no ", "a", "1", "long hair, ", "👩‍🦰", "שלום "):
        once, tenfold = lookups(unit * 100), lookups(unit * 1000)
        assert tenfold <= once * 11


def test_ten_thousand_characters_are_read_with_their_meaning() -> None:
    text = "blah " * 1990 + "a woman with red hair"
    assert understand(text).attributes.hair_color == "red"
