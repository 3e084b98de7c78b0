"""What routes may ask for: who calls, the resources, a transaction, the caller's idempotency key.

`CurrentUser` is defined here, so that apps need to know no platform room; who decides it is
`app.state.authenticate`, one function for lean reads, writes, files and events alike. What a token of theirs
may do is told by `kit.scopes`.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Header, Request
from pydantic import AfterValidator

from apphost.kit.database import Transaction
from apphost.kit.ids import is_id
from apphost.kit.problems import NotFound, NotSignedIn
from apphost.kit.resources import Resources


@dataclass(frozen=True, slots=True)
class ActingApp:
    """The app that acts for a person, as the token says that they granted it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CurrentUser:
    """Who calls, as the token says and the database confirmed within the last seconds.

    `scopes` is what their token may do; None for themselves, who may do everything.
    """

    id: str
    email: str
    role: str
    scopes: frozenset[str] | None = None
    app: ActingApp | None = None


async def current_user(request: Request) -> CurrentUser:
    """The caller, who may do this.

    Raises:
        NotSignedIn: no token, or one that is expired, forged or revoked.
        ScopeMissing: a token that may not do this.
    """
    user = await caller(request)
    if user.scopes is not None:
        request.app.state.scopes.check(user.scopes, request.method, request.url.path)
    return user


async def caller(request: Request) -> CurrentUser:
    """The caller, whatever their token may do: for routes with a scope of their own. Raises: NotSignedIn."""
    user = await request.app.state.authenticate(request)
    if user is None:
        raise NotSignedIn("This needs you to be signed in. Sign in, or send a valid bearer token.")
    return cast(CurrentUser, user)


def resources(request: Request) -> Resources:
    return cast(Resources, request.app.state.resources)


async def transaction(request: Request) -> AsyncIterator[Transaction]:
    async with resources(request).db.transaction() as tx:
        yield tx


def _known_shape(value: str) -> str:
    if not is_id(value):
        raise NotFound("There is nothing with this address, or it is not yours.")
    return value


CurrentUserDep = Annotated[CurrentUser, Depends(current_user)]
CallerDep = Annotated[CurrentUser, Depends(caller)]
ResourcesDep = Annotated[Resources, Depends(resources)]

TransactionDep = Annotated[Transaction, Depends(transaction, scope="function")]
"""Commits before the answer leaves, so that a failed commit is a problem and never a 200."""

PathId = Annotated[str, AfterValidator(_known_shape)]
"""An id in the path; a text that cannot be one of ours is unknown: 404."""

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Send the same key again and the first answer is repeated instead of acting twice.",
    ),
]

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", max_length=40, description="The ETag the edit is based on."),
]
