"""Ages in a text: `in her 50s`, `23-year-old`, `aged 40`, `late thirties`.

Owns the ways a number can be an age. The words beside the number are the lexicon's.
"""

from avatar_creator.prompt.lexicon import Lexicon
from avatar_creator.prompt.words import Token

_OLDEST = 120


def years_at(position: int, tokens: tuple[Token, ...], words: Lexicon) -> tuple[int, frozenset[int]] | None:
    """The age in years told at a position, and the positions of the words that tell it."""
    word = tokens[position].word
    if word in words.decades:
        return words.decades[word], frozenset({position})
    number, suffix = _number(word, words)
    if number is None or not 1 <= number <= _OLDEST:
        return None
    if suffix:
        return (number, frozenset({position})) if (suffix,) in words.age_after else None
    if length := _age_after(position + 1, tokens, words):
        return number, frozenset(range(position, position + 1 + length))
    if position and tokens[position - 1].word in words.age_before:
        return number, frozenset({position - 1, position})
    return None


def _number(word: str, words: Lexicon) -> tuple[int | None, str]:
    """A number and what is written right behind it: `50s` is 50 and `s`."""
    if word in words.numbers:
        return words.numbers[word], ""
    digits = len(word) - len(word.lstrip("0123456789"))
    return (int(word[:digits]), word[digits:]) if 1 <= digits <= 3 else (None, "")


def _age_after(position: int, tokens: tuple[Token, ...], words: Lexicon) -> int:
    folded = tuple(token.word for token in tokens[position : position + 3])
    return next((n for n in range(len(folded), 0, -1) if folded[:n] in words.age_after), 0)
