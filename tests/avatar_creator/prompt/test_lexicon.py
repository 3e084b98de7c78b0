"""The lexicon files: complete for the vocabulary, and the only place that holds a language's words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import avatar_creator.prompt
from avatar_creator.prompt.lexicon import languages, lexicon
from avatar_creator.prompt.understanding import understand
from avatar_creator.vocabulary import VALUES

PROMPT = Path(avatar_creator.prompt.__file__).parent


@pytest.mark.parametrize("language", languages())
def test_every_published_value_has_a_label_in_every_language(language: str) -> None:
    labels = lexicon(language).labels
    assert {name: tuple(values) for name, values in labels.items()} == dict(VALUES)
    for name, values in labels.items():
        assert len(set(values.values())) == len(values), f"two values of {name} have one label"


@pytest.mark.parametrize("language", languages())
def test_every_phrase_means_a_published_value(language: str) -> None:
    for senses in lexicon(language).senses.values():
        assert all(sense.value in VALUES[sense.attribute] for sense in senses)


@pytest.mark.parametrize("name", [name for name in VALUES])
def test_the_label_of_a_value_is_understood_as_that_value(name: str) -> None:
    """What the pickers show can be typed, too."""
    from avatar_creator.person import Attributes

    for value, label in lexicon("en").labels[name].items():
        if name in {"gender", "age_range", "style"}:
            assert getattr(understand(label).attributes, name) == value
        elif name == "accessories":
            assert understand("", Attributes(accessories=[label])).stated.accessories == [value]
        else:
            assert getattr(understand("", Attributes.model_validate({name: label})).stated, name) == value


def test_no_code_names_a_word_of_a_language() -> None:
    """Indonesian must be a data file alone: code may hold ids, never words people type."""
    english = lexicon("en")
    typed = {" ".join(phrase) for phrase in (*english.senses, *english.nouns, *english.negations)}
    typed |= english.fillers | english.links | set(english.decades)
    ids = {value for values in VALUES.values() for value in values} | set(VALUES)
    # Names of tables and grammar that happen to be words as well.
    allowed = ids | {"a", "of", "near", "words", "shape", "label", "anybody", "means", "en", ":", "s"}
    for path in PROMPT.rglob("*.py"):
        if path.name != "sentence.py":
            found = {text for text in _strings(path) if text in typed and text not in allowed}
            assert not found, f"{path.name} holds words of a language: {found}"


def _strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(LookupError, match="tlh"):
        understand("a woman", language="tlh")
