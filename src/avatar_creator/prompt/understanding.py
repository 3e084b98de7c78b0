"""What a description means: free text, stated attributes and persona become one `Attributes`.

Pure. Structured values win over free text, the persona's age and traits fill what neither says, and
whatever had no effect is told. Knows no provider and no language's words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from avatar_creator.person import Attributes, Persona
from avatar_creator.prompt.lexicon import Lexicon, lexicon
from avatar_creator.prompt.reading import Claim, Reading, claims_of, read
from avatar_creator.prompt.words import words_of
from avatar_creator.vocabulary import NONE, age_range_of, canonical

_SEVERAL = "accessories"
"""The one attribute that holds a list."""
_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Understanding:
    """`attributes` is everything that is known of the person; `stated` the part that came as structured
    values, in published ids where they name one; `ignored` the words of the text without effect."""

    attributes: Attributes
    stated: Attributes
    ignored: tuple[str, ...]


def understand(
    prompt: str, attributes: Attributes | None = None, persona: Persona | None = None, language: str = "en"
) -> Understanding:
    """Read a description. Never fails on any text; takes time in proportion to its length.

    Raises:
        LookupError: there is no lexicon for the language.
    """
    words = lexicon(language)
    stated = _in_published_ids(attributes or Attributes(), words)
    reading = read(prompt, words)
    known: dict[str, object] = dict(_set_values(stated))
    effective = [claim for claim in _things_before_none(reading.claims) if _applies(claim, known)]
    for attribute, value in _from_persona(persona, words):
        known.setdefault(attribute, value)
    return Understanding(
        attributes=Attributes.model_validate(known),
        stated=stated,
        ignored=_without_effect(reading, effective, words),
    )


def _set_values(attributes: Attributes) -> Iterable[tuple[str, object]]:
    return ((name, value) for name, value in attributes if value is not None and value != [])


def _in_published_ids(attributes: Attributes, words: Lexicon) -> Attributes:
    """Free values in the words of the vocabulary, where they mean one of its values."""
    renamed: dict[str, object] = {}
    for name, value in _set_values(attributes):
        if isinstance(value, list):
            renamed[name] = list(dict.fromkeys(_published(name, item, words) for item in value))
        else:
            renamed[name] = _published(name, str(value), words)
    return Attributes.model_validate(renamed)


def _published(attribute: str, value: str, words: Lexicon) -> str:
    if spelled := canonical(attribute, value):
        return spelled
    for published, label in words.labels[attribute].items():
        if words_of(label) == words_of(value):
            return published
    meant = {claim.value for claim in claims_of(value, attribute, words)}
    return meant.pop() if len(meant) == 1 else value


def _things_before_none(claims: tuple[Claim, ...]) -> list[Claim]:
    """`No earrings, but a necklace` is a necklace: a denial in a list counts only where nothing is worn."""
    return sorted(claims, key=lambda claim: claim.attribute == _SEVERAL and claim.value == NONE)


def _applies(claim: Claim, known: dict[str, object]) -> bool:
    """Whether a claim holds beside what is known already, and is known from now on."""
    if claim.attribute != _SEVERAL:
        return known.setdefault(claim.attribute, claim.value) == claim.value
    worn = known.setdefault(_SEVERAL, [claim.value])
    assert isinstance(worn, list)
    if NONE not in worn and claim.value not in worn and claim.value != NONE and len(worn) < _AT_MOST:
        worn.append(claim.value)
    return claim.value in worn


def _from_persona(persona: Persona | None, words: Lexicon) -> Iterable[tuple[str, object]]:
    if persona is None:
        return
    if persona.age is not None and (age_range := age_range_of(persona.age)):
        yield "age_range", age_range
    for trait in persona.personality:
        for claim in claims_of(trait, "expression", words):
            yield claim.attribute, claim.value


def _without_effect(reading: Reading, effective: list[Claim], words: Lexicon) -> tuple[str, ...]:
    needed = frozenset[int]().union(*(claim.at for claim in effective))
    unused = (
        token
        for position, token in enumerate(reading.tokens)
        if position not in needed and token.is_word and token.word not in words.fillers
    )
    first: dict[str, str] = {}
    for token in unused:
        first.setdefault(token.word, token.shown)
    return tuple(first.values())
