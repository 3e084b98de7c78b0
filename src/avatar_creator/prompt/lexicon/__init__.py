"""Words of each language and the values they mean, read from one TOML file a language.

Owns the shape of those files (the comments at the head of `en.toml` say what each table means) and
their lookup tables. Knows no words: another language is another file, and no code.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from avatar_creator.prompt.words import words_of

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a phrase can mean. A `near` sense holds only beside a noun of its attribute."""

    attribute: str
    value: str
    near: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A word that says which attribute the words around it speak of; alone it may mean a value."""

    attributes: tuple[str, ...]
    means: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """Words which together, in any order beside the noun, mean one value of an attribute."""

    words: frozenset[str]
    value: str
    gender: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words, ready for lookup. `longest` is the word count of the longest phrase."""

    labels: Mapping[str, Mapping[str, str]]
    senses: Mapping[Phrase, tuple[Sense, ...]]
    nouns: Mapping[Phrase, Noun]
    shapes: Mapping[str, tuple[Shape, ...]]
    shape_words: frozenset[str]
    decades: Mapping[str, int]
    numbers: Mapping[str, int]
    age_before: frozenset[str]
    age_after: frozenset[Phrase]
    negations: frozenset[Phrase]
    negation_joins: frozenset[str]
    negation_ends: frozenset[str]
    links: frozenset[str]
    fillers: frozenset[str]
    longest: int


def languages() -> tuple[str, ...]:
    """Codes of the languages there is a file for."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml") and n != _SIGNS))


@cache
def lexicon(language: str) -> Lexicon:
    """The language's words, with emoji and other signs that mean the same everywhere.

    Raises:
        LookupError: there is no file for that language.
    """
    if language not in languages():
        raise LookupError(f"no lexicon for language {language!r}")
    return _built(_table(f"{language}.toml"), _table(_SIGNS))


_SIGNS = "signs.toml"


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(name).read_text("utf-8"))


def _built(table: dict[str, Any], signs: dict[str, Any]) -> Lexicon:
    grammar = table["grammar"]
    values: dict[str, dict[str, Any]] = table["values"]
    senses = _senses(values, signs["values"])
    nouns = _nouns(table["nouns"])
    shapes = {attribute: tuple(_shapes(entries)) for attribute, entries in values.items()}
    negations = _phrases(grammar["negations"])
    age_after = _phrases(grammar["age_after"])
    return Lexicon(
        labels={a: {v: entry["label"] for v, entry in entries.items()} for a, entries in values.items()},
        senses=senses,
        nouns=nouns,
        shapes=shapes,
        shape_words=frozenset(word for all_of in shapes.values() for shape in all_of for word in shape.words),
        decades=grammar["decades"],
        numbers=grammar["numbers"],
        age_before=frozenset(grammar["age_before"]),
        age_after=age_after,
        negations=negations,
        negation_joins=frozenset(grammar["negation_joins"]),
        negation_ends=frozenset(grammar["negation_ends"]),
        links=frozenset(grammar["links"]),
        fillers=frozenset(grammar["fillers"]),
        longest=max(len(phrase) for phrase in (*senses, *nouns, *negations, *age_after)),
    )


def _phrases(texts: Iterable[str]) -> frozenset[Phrase]:
    return frozenset(words_of(text) for text in texts)


def _senses(*tables: dict[str, dict[str, Any]]) -> dict[Phrase, tuple[Sense, ...]]:
    found: dict[Phrase, tuple[Sense, ...]] = {}
    for table in tables:
        for attribute, entries in table.items():
            for value, entry in entries.items():
                for key in ("words", "near"):
                    for text in entry.get(key, ()):
                        phrase = words_of(text)
                        found[phrase] = (*found.get(phrase, ()), Sense(attribute, value, near=key == "near"))
    return found


def _nouns(entries: list[dict[str, Any]]) -> dict[Phrase, Noun]:
    return {
        words_of(text): Noun(
            attributes=tuple(entry["of"]),
            means=tuple(Sense(attribute, value) for attribute, value in entry.get("means", {}).items()),
        )
        for entry in entries
        for text in entry["words"]
    }


def _shapes(entries: dict[str, Any]) -> Iterable[Shape]:
    for value, entry in entries.items():
        for gender, texts in entry.get("shape", {}).items():
            for text in texts:
                yield Shape(frozenset(words_of(text)), value, None if gender == "anybody" else gender)
