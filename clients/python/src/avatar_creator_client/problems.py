"""What can go wrong: the server's problem documents (RFC 9457) and pictures that did not come about."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from avatar_creator_client.models import Generation


class AvatarCreatorError(Exception):
    """Everything this client raises beside `httpx.TransportError`."""


class ProblemError(AvatarCreatorError):
    """The server said no. `slug` is for programs; `errors` names fields as `{"pointer", "detail"}`."""

    def __init__(self, status: int, document: Mapping[str, Any]) -> None:
        super().__init__(document.get("detail") or document.get("title") or f"The server answered {status}.")
        self.status = status
        self.slug: str = document.get("slug", "")
        self.title: str = document.get("title", "")
        self.errors: Sequence[Mapping[str, str]] = document.get("errors") or ()
        self.request_id: str | None = document.get("requestId")
        self.retry_after_seconds: float | None = document.get("retryAfterSeconds")


class NotSignedIn(ProblemError):
    """The token is missing, wrong, expired or revoked."""


class NotAllowed(ProblemError):
    """The token lacks the scope this needs."""


class NotFound(ProblemError):
    """There is no such thing, or it is somebody else's."""


class EditConflict(ProblemError):
    """It was changed meanwhile; nothing was overwritten."""


class NotAccepted(ProblemError):
    """What was sent cannot be used; see `errors`."""


class NotMade(AvatarCreatorError):
    """A generation failed or was cancelled."""

    def __init__(self, generation: Generation) -> None:
        super().__init__(generation.problem.detail if generation.problem else f"The picture was {generation.status}.")
        self.generation = generation


_BY_STATUS: Mapping[int, type[ProblemError]] = {
    401: NotSignedIn,
    403: NotAllowed,
    404: NotFound,
    412: EditConflict,
    413: NotAccepted,
    415: NotAccepted,
    422: NotAccepted,
}


def raise_for_problem(response: httpx.Response) -> None:
    """Raise the problem a finished answer holds. Its body must have been read.

    Raises:
        ProblemError: the status is 400 or above.
    """
    if response.status_code < 400:
        return
    try:
        document = response.json()
    except ValueError:
        document = {}
    kind = _BY_STATUS.get(response.status_code, ProblemError)
    raise kind(response.status_code, document if isinstance(document, dict) else {})


def avatar_id_of(generation: Generation) -> str:
    """The avatar an ended generation made. Raises: NotMade."""
    if generation.avatar_id is None or generation.status != "completed":
        raise NotMade(generation)
    return generation.avatar_id
