"""Reading one text: which attribute values its words claim, and which words were needed for that.

Pure, and linear in the length of the text: every look around a word is bounded. Knows how phrases,
nouns, adjectives and negation work together; the words themselves are the lexicon's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from avatar_creator.prompt.ages import years_at
from avatar_creator.prompt.lexicon import Lexicon, Noun, Phrase, Sense, Shape
from avatar_creator.prompt.words import Token, tokens_of
from avatar_creator.vocabulary import NONE, VALUES, age_range_of

_REACH_FORWARD = 5
_REACH_BACK = 7
_REACH_NEGATION = 2
_REACH_CLOTHES = 3
_WORN = frozenset({"outfit", "headwear", "accessories"})
_OF_HAIR = frozenset({"hair_color", "hair_style"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A value the text asks for, with the positions of the words that say so. A `vague` one gives way
    to any that names its thing (`long hair` to `ponytail`)."""

    attribute: str
    value: str
    at: frozenset[int]
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's tokens and all its claims, the stronger and earlier ones first, contradictions included."""

    tokens: tuple[Token, ...]
    claims: tuple[Claim, ...]


@dataclass(slots=True)
class _Find:
    """A phrase of the lexicon where it stands in the text."""

    start: int
    end: int
    senses: tuple[Sense, ...] = ()
    noun: Noun | None = None
    shape_word: str | None = None
    negated_by: frozenset[int] = frozenset()
    """Positions of the word that denies it, if one does."""
    beside: list["_Find"] = field(default_factory=list)
    """Of a noun: the adjectives that belong to it."""

    @property
    def at(self) -> frozenset[int]:
        return frozenset(range(self.start, self.end)) | self.negated_by

    @property
    def negated(self) -> bool:
        return bool(self.negated_by)

    @property
    def leans(self) -> bool:
        """Whether it means nothing without a noun beside it."""
        return self.noun is None and all(sense.near for sense in self.senses)

    def speaks_of(self) -> set[str]:
        shape = {"hair_style"} if self.shape_word else set()
        return shape | {sense.attribute for sense in self.senses if sense.near}


def read(text: str, words: Lexicon) -> Reading:
    """All the values a text claims."""
    tokens = tokens_of(text)
    finds = list(_finds(tokens, words))
    line: list[_Find | None] = [None] * len(tokens)
    for find in finds:
        for position in range(find.start, find.end):
            line[position] = find
    _mark_negated(tokens, line, words)
    for find in finds:
        if find.leans and (noun := _noun_of(find, tokens, line, words)):
            noun.beside.append(find)
    gender = next((s.value for f in finds for s in f.senses if s.attribute == "gender" and not s.near), None)
    claims = [claim for find in finds for claim in _claims(find, words, gender)]
    claims += _age_claims(tokens, words)
    return Reading(tokens, tuple(sorted(claims, key=lambda claim: (claim.vague, min(claim.at)))))


def _finds(tokens: tuple[Token, ...], words: Lexicon) -> Iterator[_Find]:
    """Longest phrases first, left to right, never overlapping."""
    position = 0
    while position < len(tokens):
        find = _find_at(position, tokens, words)
        if find:
            yield find
        position = find.end if find else position + 1


def _find_at(start: int, tokens: tuple[Token, ...], words: Lexicon) -> _Find | None:
    folded = tuple(token.word for token in tokens[start : start + words.longest])
    for length in range(len(folded), 0, -1):
        phrase: Phrase = folded[:length]
        senses, noun = words.senses.get(phrase, ()), words.nouns.get(phrase)
        shape_word = phrase[0] if length == 1 and phrase[0] in words.shape_words else None
        if senses or noun or shape_word:
            return _Find(start, start + length, senses, noun, shape_word)
    return None


def _mark_negated(tokens: tuple[Token, ...], line: list[_Find | None], words: Lexicon) -> None:
    """`no long beard or glasses` negates all it lists, and nothing behind a `but`."""
    for position in range(len(tokens)):
        length = _negation_at(position, tokens, words)
        if length and line[position] is None:
            _negate_from(frozenset(range(position, position + length)), tokens, line, words)


def _negation_at(position: int, tokens: tuple[Token, ...], words: Lexicon) -> int:
    folded = tuple(token.word for token in tokens[position : position + 3])
    return next((n for n in range(len(folded), 0, -1) if folded[:n] in words.negations), 0)


def _negate_from(denial: frozenset[int], tokens: tuple[Token, ...], line: list[_Find | None], words: Lexicon) -> None:
    position, unknown, complete = max(denial) + 1, 0, False
    while position < len(tokens) and unknown < _REACH_NEGATION:
        find, word = line[position], tokens[position].word
        if word in words.negation_joins:
            complete = False
        elif complete or word in words.negation_ends or tokens[position].is_pause or word == ",":
            return
        elif find:
            find.negated_by = denial
            complete = not find.leans
        elif word not in words.fillers:
            unknown += 1
        position = find.end if find else position + 1


def _noun_of(find: _Find, tokens: tuple[Token, ...], line: list[_Find | None], words: Lexicon) -> _Find | None:
    """The noun an adjective belongs to: right behind it, else linked before it, else further on."""
    if _is_of_clothes(find, tokens, line, words):
        return None
    ahead, adjacent = _noun_ahead(find, tokens, line)
    if ahead and adjacent:
        return ahead
    before, linked = _noun_before(find, tokens, line, words)
    return before if before and (linked or not ahead) else ahead


def _is_of_clothes(find: _Find, tokens: tuple[Token, ...], line: list[_Find | None], words: Lexicon) -> bool:
    """Whether it describes what somebody wears: `a black suit`, `a white linen shirt`."""
    for position in range(find.end, min(find.end + _REACH_CLOTHES, len(tokens))):
        other, token = line[position], tokens[position]
        if other and not other.leans:
            return bool(_WORN & {sense.attribute for sense in other.senses})
        if not other and (not token.is_word or token.word in words.fillers or token.word in words.links):
            return False
    return False


def _noun_ahead(find: _Find, tokens: tuple[Token, ...], line: list[_Find | None]) -> tuple[_Find | None, bool]:
    wanted = find.speaks_of()
    for position in range(find.end, min(find.end + _REACH_FORWARD, len(tokens))):
        other, token = line[position], tokens[position]
        if token.is_pause:
            break
        if token.word == "," and not _adjective_at(position + 1, line):
            break
        if other and not other.leans and not _also_describes_hair(wanted, other):
            belongs = other.noun is not None and bool(wanted & set(other.noun.attributes))
            return (other if belongs else None), position == find.end
    return None, False


def _also_describes_hair(wanted: set[str], other: _Find) -> bool:
    """Whether both may stand before one noun: `long blonde hair`, `curly red hair`."""
    attributes = {sense.attribute for sense in other.senses}
    return other.noun is None and bool(attributes) and attributes | wanted <= _OF_HAIR


def _adjective_at(position: int, line: list[_Find | None]) -> bool:
    find = line[position] if position < len(line) else None
    return find is not None and find.leans


def _noun_before(
    find: _Find, tokens: tuple[Token, ...], line: list[_Find | None], words: Lexicon
) -> tuple[_Find | None, bool]:
    wanted, linked = find.speaks_of(), False
    for position in range(find.start - 1, max(find.start - _REACH_BACK, 0) - 1, -1):
        other, word = line[position], tokens[position].word
        if other and not other.leans:
            belongs = other.noun is not None and bool(wanted & set(other.noun.attributes))
            return (other if belongs else None), linked
        if word in words.links:
            linked = True
        elif not other and not (word == "," and position and _adjective_at(position - 1, line)):
            break
    return None, False


def _claims(find: _Find, words: Lexicon, gender: str | None) -> Iterator[Claim]:
    for sense in find.senses:
        if not sense.near and (claim := _claim(sense, find.at, find.negated)):
            yield claim
    if find.noun:
        yield from _noun_claims(find, find.noun, words, gender)


def _noun_claims(find: _Find, noun: Noun, words: Lexicon, gender: str | None) -> Iterator[Claim]:
    described: set[str] = set()
    for adjective in find.beside:
        for sense in adjective.senses:
            if sense.near and sense.attribute in noun.attributes:
                described.add(sense.attribute)
                negated = find.negated or adjective.negated
                if claim := _claim(sense, adjective.at | find.at, negated):
                    yield claim
    if "hair_style" in noun.attributes and not find.negated:
        yield from _shape_claims(find, words.shapes["hair_style"], gender)
    for sense in noun.means:
        if sense.attribute not in described and (claim := _claim(sense, find.at, find.negated)):
            yield claim


def _claim(sense: Sense, at: frozenset[int], negated: bool) -> Claim | None:
    """What a sense claims; denied, it claims the absence of the thing where there is such a value."""
    if not negated:
        return Claim(sense.attribute, sense.value, at)
    if NONE in VALUES[sense.attribute] and sense.value != NONE:
        return Claim(sense.attribute, NONE, at)
    return None


def _shape_claims(find: _Find, shapes: tuple[Shape, ...], gender: str | None) -> Iterator[Claim]:
    said = {f.shape_word: f.at for f in find.beside if f.shape_word and not f.negated}
    fitting = [s for s in shapes if s.words <= said.keys() and s.gender in (None, gender)]
    if fitting:
        best = max(fitting, key=lambda shape: (len(shape.words), shape.gender is not None))
        at = frozenset[int]().union(*(said[word] for word in best.words))
        yield Claim("hair_style", best.value, at | find.at, vague=True)


def _age_claims(tokens: tuple[Token, ...], words: Lexicon) -> Iterator[Claim]:
    for position in range(len(tokens)):
        if found := years_at(position, tokens, words):
            years, at = found
            if value := age_range_of(years):
                yield Claim("age_range", value, at)


def claims_of(text: str, attribute: str, words: Lexicon) -> tuple[Claim, ...]:
    """The claims of a text about one attribute, when the text is known to speak of it."""
    reading = read(text, words)
    direct = [claim for claim in reading.claims if claim.attribute == attribute]
    if direct or len(reading.tokens) > words.longest:
        return tuple(direct)
    phrase = tuple(token.word for token in reading.tokens)
    at = frozenset(range(len(phrase)))
    near = [s for s in words.senses.get(phrase, ()) if s.attribute == attribute]
    return tuple(Claim(attribute, sense.value, at) for sense in near)
