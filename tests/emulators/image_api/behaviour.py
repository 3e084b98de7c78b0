"""What one request meets: latency, a status with the provider's real words, or a fault of the wire."""

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Fault = Literal[
    "none",
    "hang",  # never an answer
    "drip",  # the picture in small pieces, for many seconds
    "close-mid-body",
    "garbage",  # 200, called a JPEG, and none
    "json-error",  # 200 with an error as JSON
    "wrong-type",  # the picture, called a text
    "black",  # what a safety filter leaves of a picture
    "oversized",
    "redirect",
]

_IN_PROMPT = re.compile(r"\[emulator:? ([^\]]*)\]", re.IGNORECASE)


class Behaviour(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    latency: float = 0.0
    """Seconds before the first byte."""
    status: int = 200
    fault: Fault = "none"
    retry_after: int | str | None = None
    """The header's value: seconds or a date."""
    words: str | None = None
    """Replaces the provider's usual words for the status."""

    def told_by(self, prompt: str) -> "Behaviour":
        """This behaviour, changed by words in the prompt such as `[emulator latency=2 status=503]`.

        Raises:
            ValueError: the words are none of ours, so that a slip of the pen does not pass for good behaviour.
        """
        found = _IN_PROMPT.search(prompt)
        if found is None:
            return self
        told: dict[str, Any] = dict(part.split("=", 1) for part in found.group(1).split())
        return Behaviour.model_validate(self.model_dump() | told)
