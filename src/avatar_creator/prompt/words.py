"""Free text as words: folded for comparing, kept as typed for showing.

Owns the only pattern that touches what people type; it cannot backtrack, so time grows with length
alone. Knows no language and no meaning.
"""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xFE0E, 0xFE0F, 0xFEFF])
_APOSTROPHES = {ord(mark): None for mark in "'’ʼ`´"}
_HYPHENS = frozenset("-‐‑_")
_COMBINING = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: `word` for comparing, `shown` as it was typed, `gap` what stood before it."""

    word: str
    shown: str
    gap: str = ""

    @property
    def is_pause(self) -> bool:
        """Whether it is punctuation that ends one thought and starts another."""
        return self.word in {".", ";", "!", "?", ":", "(", ")"}

    @property
    def is_word(self) -> bool:
        """Whether a reader would call it a word or a picture, rather than punctuation."""
        return self.word[0].isalnum() or unicodedata.category(self.word[0]) in {"So", "Sk"}


def tokens_of(text: str) -> tuple[Token, ...]:
    """Split at white space, hyphens and signs; invisible marks and apostrophes vanish inside words."""
    plain = unicodedata.normalize("NFC", text).translate(_INVISIBLE | _APOSTROPHES)
    tokens, end = [], 0
    for found in _WORD.finditer(plain):
        if found.group() not in _HYPHENS:
            tokens.append(Token(_folded(found.group()), found.group(), plain[end : found.start()]))
            end = found.end()
    return tuple(tokens)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words and signs of a text."""
    return tuple(token.word for token in tokens_of(text))


def _folded(shown: str) -> str:
    """Case, width and accents do not matter: `Café` and `cafe` are one word."""
    if shown.isascii():
        return shown.lower()
    spread = unicodedata.normalize("NFKD", shown).casefold()
    return _COMBINING.sub("", unicodedata.normalize("NFKD", spread)) or shown
