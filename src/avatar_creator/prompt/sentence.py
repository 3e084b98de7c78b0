"""The finished sentence for image models that read: every known attribute once, then the person's words.

Pure and deterministic. Owns order and economy (nothing is said twice, nothing stated is lost, words
that a stated value overrules are left out); the wording is `sentence.toml`, in English because that is
what the models read.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from avatar_creator.person import Attributes, Persona
from avatar_creator.prompt.lexicon import lexicon
from avatar_creator.prompt.reading import read
from avatar_creator.vocabulary import NONE

LONGEST = 1500
"""Characters of a finished prompt; only the free text is ever cut to stay below."""

_READ_BY_MODELS = "en"


def photographic_prompt(
    prompt: str, attributes: Attributes | None = None, persona: Persona | None = None
) -> tuple[str, str]:
    """The prompt and the negative prompt. `attributes` is all that is known of the person."""
    wording, known = _wording(), _known(attributes or Attributes())
    text, said = _text_that_holds(prompt, known)
    untold = {name: [v for v in values if (name, v) not in said] for name, values in known.items()}
    around = [_opening(untold, said, wording), *_phrases(untold, wording), *_persona(persona, wording)]
    around.append(wording["closing"])
    room = LONGEST - sum(len(part) + 2 for part in around)
    parts = [around[0], _cut(text, room), *around[1:]]
    unwanted = [wording["phrases"][name]["unwanted"] for name, values in known.items() if NONE in values]
    return ", ".join(dict.fromkeys(filter(None, parts))) + ".", ", ".join([*unwanted, *wording["negative"]])


@cache
def _wording() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("sentence.toml").read_text("utf-8"))


def _known(attributes: Attributes) -> dict[str, list[str]]:
    listed = ((name, value if isinstance(value, list) else [value]) for name, value in attributes if value)
    return {name: list(dict.fromkeys(map(str, values))) for name, values in listed}


def _text_that_holds(prompt: str, known: dict[str, list[str]]) -> tuple[str, set[tuple[str, str]]]:
    """The text without the words that a known value overrules, and the values it says itself."""
    reading = read(prompt, lexicon(_READ_BY_MODELS))
    holds = [claim for claim in reading.claims if claim.value in known.get(claim.attribute, ())]
    needed = frozenset[int]().union(*(claim.at for claim in holds))
    overruled = frozenset[int]().union(*(claim.at for claim in reading.claims)) - needed
    kept = [token for position, token in enumerate(reading.tokens) if position not in overruled]
    while overruled and kept and not _can_end(kept[-1].word):
        kept.pop()
    text = " ".join("".join(token.gap + token.shown for token in kept).split()).strip(" ,.;")
    return text, {(claim.attribute, claim.value) for claim in holds}


def _can_end(word: str) -> bool:
    """Whether a sentence can stop here, rather than hang on a word whose object was left out."""
    return word[0].isalnum() and word not in lexicon(_READ_BY_MODELS).fillers


def _cut(text: str, room: int) -> str:
    """At most `room` characters, ending with a whole word where there is one."""
    if len(text) <= room:
        return text
    return text[: max(room, 0)].rpartition(" ")[0] or text[: max(room, 0)]


def _label(attribute: str, value: str) -> str:
    label = lexicon(_READ_BY_MODELS).labels[attribute].get(value)
    return value if label is None else label if attribute == "ethnicity" else label.lower()


def _opening(untold: dict[str, list[str]], said: set[tuple[str, str]], wording: dict[str, Any]) -> str:
    """Who it is, as far as the text does not say it."""
    person = wording["person"]
    words = [person["age_range"].get(value, value) for value in untold.get("age_range", ())]
    words += [_label("ethnicity", value) for value in untold.get("ethnicity", ())]
    nouns = [person["gender"].get(value, value) for value in untold.get("gender", ())]
    if any(attribute == "gender" for attribute, _ in said):
        return ", ".join([str(wording["opening"]), *words])
    told = " ".join([*words, *(nouns or [person["unknown"]])])
    article = "an" if told[0].lower() in "aeiou" else "a"
    return str(wording["opening_with_person"]).format(person=f"{article} {told}")


def _phrases(untold: dict[str, list[str]], wording: dict[str, Any]) -> Iterator[str]:
    for attribute, phrase in wording["phrases"].items():
        for value in untold.get(attribute, ()):
            yield phrase["none"] if value == NONE and "none" in phrase else _phrase(phrase, attribute, value)


def _phrase(phrase: dict[str, str], attribute: str, value: str) -> str:
    label = _label(attribute, value)
    lead, _, tail = phrase["value"].partition("{}")
    return lead + label if label.endswith(tail.strip()) else phrase["value"].format(label)


def _persona(persona: Persona | None, wording: dict[str, Any]) -> Iterator[str]:
    if persona and persona.age is not None:
        yield wording["persona_age"].format(persona.age)
    if persona and persona.personality:
        yield wording["persona_personality"].format(" and ".join(dict.fromkeys(persona.personality)))
