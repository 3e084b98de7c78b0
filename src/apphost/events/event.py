"""One event and its two spellings on the wire: a Server-Sent Events frame and a JSON text message."""

import re
from dataclasses import dataclass
from typing import NamedTuple, Self

_ID = re.compile(r"(\d{1,20})-(\d{1,20})")


class EventId(NamedTuple):
    """Id of an entry in a Redis stream; compares in the order of the entries. (0, 0) comes before all."""

    milliseconds: int
    sequence: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """None for a text that is no id."""
        match = _ID.fullmatch(text)
        found = cls(int(match[1]), int(match[2])) if match else None
        return found if found is not None and max(found) < 2**64 else None

    @classmethod
    def of(cls, raw: bytes) -> Self:
        """Of an id as Redis writes it."""
        milliseconds, _, sequence = raw.partition(b"-")
        return cls(int(milliseconds), int(sequence))

    def __str__(self) -> str:
        return f"{self.milliseconds}-{self.sequence}"


BEFORE_ALL = EventId(0, 0)


@dataclass(frozen=True, slots=True)
class Event:
    """`data` is JSON text in one line, as UTF-8."""

    id: EventId
    name: str
    data: bytes

    def as_frame(self) -> bytes:
        return b"id: %b\nevent: %b\ndata: %b\n\n" % (str(self.id).encode(), self.name.encode(), self.data)

    def as_message(self) -> str:
        return f'{{"id":"{self.id}","event":"{self.name}","data":{self.data.decode()}}}'
