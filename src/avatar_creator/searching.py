"""Free text as a search: every word must be there, as the beginning of a word. Knows no table.

The columns it is held against are made by `avatar_words`, whose parser reads these words too.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from apphost.kit.schemas import Storable

SearchText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200),
    Storable,
    Field(description="Words, each of which must be the beginning of one that is there."),
]


def prefix_query(text: str) -> str:
    """For `to_tsquery('simple', …)`. Each word is quoted, so that none of its characters is an operator."""
    return " & ".join(f"'{_escaped(word)}':*" for word in text.split())


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("'", "''")
