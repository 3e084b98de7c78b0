"""A person in words and values: the one `persona` and `attributes` shape of every request and answer.

Owns the closed sets of values; the words that mean them live in `prompt/`, how they are drawn in
`providers/`. Knows neither.
"""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from apphost.kit.schemas import Name, Note, Schema, Word

Gender = Literal["female", "male", "unisex"]
AgeRange = Literal["young", "adult", "mature"]
Style = Literal["casual", "formal", "traditional"]


class Attributes(Schema):
    """What can be seen of a person. Every field may be absent; a stated field wins over free text.

    `gender`, `age_range` and `style` (how the person dresses) are closed sets. The others accept any
    short text: the published vocabulary (`GET /attributes`) lists the values every provider knows.
    """

    gender: Gender | None = None
    age_range: AgeRange | None = None
    ethnicity: Word | None = None
    body_type: Word | None = None
    hair_style: Word | None = None
    hair_color: Word | None = None
    eye_color: Word | None = None
    skin_tone: Word | None = None
    style: Style | None = None
    expression: Word | None = None
    glasses: Word | None = None
    facial_hair: Word | None = None
    headwear: Word | None = None
    outfit: Word | None = None
    accessories: Annotated[list[Word], Field(max_length=8)] = []
    background: Word | None = None

    def without(self, names: Iterable[str]) -> "Attributes":
        """Nothing said of these."""
        fresh = Attributes()
        return self.model_copy(update={name: getattr(fresh, name) for name in names})


class Persona(Schema):
    """Who the person is: what other apps are told beside the picture. `age` is in years."""

    name: Name | None = None
    age: Annotated[int, Field(ge=0, le=120)] | None = None
    personality: Annotated[list[Word], Field(max_length=12)] = []
    background: Note | None = None
