"""What one request meets: latency, a status with the provider's real words, or a fault of the wire."""

import re
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

Fault = Literal["none", "hang", "close-mid-body", "garbage", "json-error", "black", "oversized", "redirect", "drip"]

_IN_PROMPT = re.compile(r"\[emulator ([^\]]*)\]")

WORDS: dict[int, dict[str, Any]] = {
    400: {"error": ["Input was flagged by our content policy (NSFW content detected)."]},
    401: {"error": "Invalid username or password."},
    402: {
        "error": "You have depleted your monthly included credits. "
        "Purchase pre-paid credits to continue using Inference Providers."
    },
    403: {
        "error": "This authentication method does not have sufficient permissions to call Inference Providers "
        "on behalf of user somebody"
    },
    410: {"error": "The requested model is deprecated and no longer supported by provider hf-inference"},
    429: {"error": "Too many requests"},
    500: {"error": "Internal Server Error"},
    503: {"error": "Model black-forest-labs/FLUX.1-dev is loading", "estimated_time": 20},
}


@dataclass(frozen=True, slots=True)
class Behaviour:
    latency: float = 0.0
    """Seconds before the first byte."""
    status: int = 200
    fault: Fault = "none"
    retry_after: int | None = None
    words: str | None = None
    """Replaces the provider's usual words for the status."""

    def told(self, settings: dict[str, Any]) -> "Behaviour":
        """This behaviour with what was set, names and texts as they came."""
        kinds: dict[str, Any] = {"latency": float, "status": int, "retry_after": int, "fault": str, "words": str}
        known = {field.name for field in fields(Behaviour)}
        return replace(self, **{name: kinds[name](value) for name, value in settings.items() if name in known})

    def told_by(self, prompt: str) -> "Behaviour":
        found = _IN_PROMPT.search(prompt)
        if found is None:
            return self
        return self.told(dict(part.split("=", 1) for part in found.group(1).split() if "=" in part))
