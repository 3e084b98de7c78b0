"""Everything that can go wrong on the wire, as one family rendered by RFC 9457.

    Problem(status, slug, title, detail)
    ├── InvalidRequest      422  one field is wrong; `pointer` names it
    ├── NotSignedIn         401
    ├── Forbidden           403
    ├── NotFound            404  unknown and foreign ids alike
    ├── Conflict            409
    ├── EditConflict        412  If-Match names an older version
    └── Unavailable         503  a part is away; nothing was lost; retry_after_seconds

Rooms subclass these where the noun matters and list their classes in their routes' `responses`, so
that the generated clients know them. Each slug has a page in `problem_pages/` served at
`/problems/<slug>`. Knows no framework: `problem_responses.py` renders them.
"""

from typing import ClassVar


class Problem(Exception):
    """Base of the family. Extras become further members of the JSON document, in camelCase."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Something went wrong on our side"

    def __init__(self, detail: str, **extras: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extras = extras


class InvalidRequest(Problem):
    status = 422
    slug = "invalid-request"
    title = "Something in the request needs changing"

    def __init__(self, pointer: str, detail: str) -> None:
        super().__init__(f"{pointer} {detail}.", errors=[{"pointer": pointer, "detail": detail}])


class NotSignedIn(Problem):
    status = 401
    slug = "not-signed-in"
    title = "Sign in first"


class Forbidden(Problem):
    status = 403
    slug = "forbidden"
    title = "That is not allowed"


class NotFound(Problem):
    status = 404
    slug = "not-found"
    title = "There is nothing here"


class Conflict(Problem):
    status = 409
    slug = "conflict"
    title = "That does not fit with how things stand"


class EditConflict(Problem):
    status = 412
    slug = "edit-conflict"
    title = "Somebody changed it meanwhile"


class Unavailable(Problem):
    status = 503
    slug = "unavailable"
    title = "A part of the system is away for the moment"
