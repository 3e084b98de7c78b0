"""What a token may do. A scope is a word such as `avatars:read`; apps declare theirs in their record.

A person signed in themselves may do everything. A token granted to a program or an app may do what it names: read
an app's resources with the app's reading scope, change them with its writing scope. Routes that need another scope
ask for the caller and require it themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from apphost.kit.problems import Forbidden

_READING = frozenset({"GET", "HEAD"})
_OPEN_TO_TOKENS = frozenset({"/api/me", "/api/apps"})
_EVENTS = "/api/events"


@dataclass(frozen=True, slots=True)
class Scope:
    """`title` says in the words of the person who grants it what it allows. `covers` is what it is asked for by
    itself: reading or changing an app's resources, or nothing."""

    id: str
    title: str
    covers: Literal["reading", "writing"] | None = None


class ScopeMissing(Forbidden):
    slug = "scope-missing"
    title = "This token may not do that"

    def __init__(self, scope: str) -> None:
        super().__init__(f"The token lacks the scope {scope}. Make one that has it, in Settings.", scope=scope)


class ForPeopleOnly(Forbidden):
    slug = "for-people-only"
    title = "Tokens cannot do that"

    def __init__(self) -> None:
        super().__init__("This can be done only by somebody who is signed in themselves, never by a token.")


class Scopes:
    """The scopes of every installed app."""

    def __init__(self, of_apps: Mapping[str, Iterable[Scope]]) -> None:
        self.known = {scope.id for scopes in of_apps.values() for scope in scopes}
        self._covering = {
            (app_id, scope.covers): scope.id for app_id, scopes in of_apps.items() for scope in scopes if scope.covers
        }
        self._reading = {app_id: scope for (app_id, covers), scope in self._covering.items() if covers == "reading"}

    def check(self, granted: frozenset[str], method: str, path: str) -> None:
        """Raises: ScopeMissing, ForPeopleOnly."""
        reads = method in _READING
        if reads and path in _OPEN_TO_TOKENS:
            return
        if reads and path == _EVENTS:
            self._check_any_reading(granted)
            return
        app_id = path.removeprefix("/api/apps/").partition("/")[0] if path.startswith("/api/apps/") else ""
        self._check(granted, app_id, "reading" if reads else "writing")

    def readable_apps(self, granted: frozenset[str]) -> frozenset[str]:
        """The ids of the apps whose resources may be read."""
        return frozenset(app_id for app_id, scope in self._reading.items() if scope in granted)

    def check_reading(self, granted: frozenset[str], app_id: str) -> None:
        """For what is an app's and has an address elsewhere. Raises: ScopeMissing, ForPeopleOnly."""
        self._check(granted, app_id, "reading")

    def _check(self, granted: frozenset[str], app_id: str, covers: Literal["reading", "writing"]) -> None:
        needed = self._covering.get((app_id, covers))
        if needed is None:
            raise ForPeopleOnly
        require(granted, needed)

    def _check_any_reading(self, granted: frozenset[str]) -> None:
        """What happens is told with what it happened to, so only to those who may read it."""
        if not self._reading:
            raise ForPeopleOnly
        if not self.readable_apps(granted):
            raise ScopeMissing(min(self._reading.values()))


def require(granted: frozenset[str] | None, scope: str) -> None:
    """Raises: ScopeMissing, unless a person calls or their token has the scope."""
    if granted is not None and scope not in granted:
        raise ScopeMissing(scope)
