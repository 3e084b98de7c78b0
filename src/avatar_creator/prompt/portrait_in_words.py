"""A person in plain words, for apps that write or speak about them. Pure."""

from avatar_creator.person import Attributes, Persona
from avatar_creator.prompt.lexicon import lexicon
from avatar_creator.vocabulary import NONE


def in_words(name: str, persona: Persona, attributes: Attributes, language: str = "en") -> str:
    """Who they are, then how they look: one sentence each, nothing said that is not known."""
    who = ", ".join(
        filter(
            None,
            [
                persona.name or name,
                f"{persona.age} years old" if persona.age is not None else "",
                *persona.personality,
            ],
        )
    )
    labels = lexicon(language).labels
    looks = [
        labels[attribute].get(value, value).lower()
        for attribute, stated in attributes
        for value in (stated if isinstance(stated, list) else [stated])
        if value and value != NONE
    ]
    sentences = [who, persona.background or "", f"Looks: {', '.join(looks)}" if looks else ""]
    return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if sentence)
