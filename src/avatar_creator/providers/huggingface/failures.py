"""What a failed exchange means: status, body and headers as one of our errors.

The detail is for the creator; the hint holds Hugging Face's own words for the operator, never the token.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from pydantic import SecretStr
from pydantic_core import from_json

from avatar_creator.providers.base import (
    ProviderBadReply,
    ProviderBusy,
    ProviderError,
    ProviderMisconfigured,
    ProviderPaymentRequired,
    ProviderRefused,
    ProviderTimeout,
    ProviderUnauthorised,
)

_LONGEST_WORDS = 300
_LONGEST_WAIT_SECONDS = 86_400.0
_REFUSAL = re.compile(r"nsfw|content polic|moderat|flagged|safety (?:system|filter|check)", re.IGNORECASE)
_RATE_LIMIT_RESET = re.compile(r"\bt=([0-9]{1,9})\b")
_REQUEST_ID_HEADERS = ("x-request-id", "x-amzn-trace-id", "x-amz-cf-id")


@dataclass(frozen=True, slots=True)
class _Meaning:
    error: type[ProviderError]
    detail: str
    advice: str = ""


_REFUSED = _Meaning(ProviderRefused, "Hugging Face declined to draw this description. Please word it differently.")
_NOT_UNDERSTOOD = _Meaning(ProviderMisconfigured, "Hugging Face could not work with this request. Nothing was lost.")
_NO_MODEL = _Meaning(ProviderMisconfigured, "Hugging Face does not serve this model any more. Choose another model.")
_TOO_SLOW = _Meaning(ProviderTimeout, "Hugging Face took too long over this picture. Nothing was lost.")
_BUSY = _Meaning(ProviderBusy, "Hugging Face is busy at the moment. Nothing was lost.")
_BROKEN = _Meaning(ProviderBadReply, "Hugging Face had a fault of its own. Nothing was lost.")
_ELSEWHERE = _Meaning(
    ProviderBadReply,
    "Hugging Face sent us elsewhere instead of drawing. Nothing was lost.",
    "Redirects are not followed: is HUGGINGFACE_BASE_URL right?",
)
_NO_PICTURE = _Meaning(ProviderBadReply, "Hugging Face sent an answer that is no picture. Nothing was lost.")

_MEANINGS = {
    400: _NOT_UNDERSTOOD,
    401: _Meaning(
        ProviderUnauthorised,
        "Hugging Face does not accept this installation's token. Nothing was lost.",
        "Check HUGGINGFACE_TOKEN.",
    ),
    402: _Meaning(
        ProviderPaymentRequired,
        "The account behind this installation has no credit left at Hugging Face. Nothing was lost.",
        "Buy credits for Inference Providers on that account.",
    ),
    403: _Meaning(
        ProviderUnauthorised,
        "This installation's token may not draw with this model at Hugging Face. Nothing was lost.",
        "Give the token the permission to call Inference Providers, or accept the model's terms with its account.",
    ),
    404: _NO_MODEL,
    408: _TOO_SLOW,
    410: _NO_MODEL,
    422: _NOT_UNDERSTOOD,
    429: _BUSY,
    502: _BUSY,
    503: _BUSY,
    504: _TOO_SLOW,
}


def failure_of(reply: httpx.Response, body: bytes, token: SecretStr) -> ProviderError:
    """The error to raise for an answer whose status is not 200."""
    said = words_of(body, token) or _without(token, reply.headers.get("x-error-message", ""))
    meaning = _meaning_of(reply.status_code, said)
    heard = f"Hugging Face answered {reply.status_code}: {said or 'nothing'} (request {request_id_of(reply)})"
    return meaning.error(
        meaning.detail,
        hint=f"{meaning.advice} {heard}".lstrip(),
        retry_after_seconds=_wait_of(reply, body) if meaning.error.may_pass else None,
    )


def _meaning_of(status: int, said: str) -> _Meaning:
    if status in (400, 422) and _REFUSAL.search(said):
        return _REFUSED
    if status in _MEANINGS:
        return _MEANINGS[status]
    if status >= 500:
        return _BROKEN
    return _ELSEWHERE if 300 <= status < 400 else _NO_PICTURE


def words_of(body: bytes, token: SecretStr) -> str:
    """What an answer says, shortened. Bodies are JSON with `error` (a text or a list), or anything else."""
    document = _document(body)
    error = document.get("error", document) if isinstance(document, dict) else document
    if error is None:
        error = body.decode(errors="replace")
    said = "; ".join(map(str, error)) if isinstance(error, list) else str(error)
    return _without(token, said)[:_LONGEST_WORDS]


def request_id_of(reply: httpx.Response) -> str | None:
    """What Hugging Face's support asks for."""
    return next((reply.headers[name] for name in _REQUEST_ID_HEADERS if name in reply.headers), None)


def _without(token: SecretStr, text: str) -> str:
    return text.replace(token.get_secret_value(), "[token]")


def _wait_of(reply: httpx.Response, body: bytes) -> float | None:
    """When the provider says to come back, in seconds: `Retry-After`, its rate-limit header, or the body."""
    seconds = _seconds_until(reply.headers.get("retry-after", ""))
    if seconds is None and (reset := _RATE_LIMIT_RESET.search(reply.headers.get("ratelimit", ""))):
        seconds = float(reset.group(1))
    document = _document(body)
    if seconds is None and isinstance(document, dict):
        seconds = _number(document.get("estimated_time", document.get("retry_after")))
    return None if seconds is None else min(max(seconds, 0.0), _LONGEST_WAIT_SECONDS)


def _seconds_until(retry_after: str) -> float | None:
    """`Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3)."""
    if re.fullmatch(r"[0-9]{1,9}", retry_after):
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds()


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and 0 <= value <= _LONGEST_WAIT_SECONDS else None


def _document(body: bytes) -> Any:
    try:
        return from_json(body)
    except ValueError:
        return None
