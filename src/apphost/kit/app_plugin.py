"""The door by which an app enters the platform: one frozen record, found through an entry point.

The entry point group is `apphost.apps`; our own app uses the same door as a stranger's. An app with tables
names the package of its migrations in the group `apphost.migrations`, one with commands each of them in
`apphost.commands`, so that neither needs the whole app loaded. A field enters this record only together with an
app that uses it.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from pydantic_settings import BaseSettings

from apphost.kit.jobs import JobKind
from apphost.kit.resources import Resources
from apphost.kit.scopes import Scope


@dataclass(frozen=True, slots=True)
class AppPlugin:
    """An installed app. `id` is its part of the URL and its storage prefix."""

    id: str
    title: str
    description: str
    icon: str
    """Name of a Tabler icon."""
    router: APIRouter
    """Mounted under `/api/apps/<id>`."""
    open: Callable[[Resources], AbstractAsyncContextManager[Any]]
    """The app's own state for the life of one process; routes and jobs are handed what it yields."""
    jobs: tuple[JobKind, ...]
    settings: tuple[type[BaseSettings], ...]
    problem_pages: Path
    """Folder of `<slug>.md`: what happened and what to do."""
    snapshot: Callable[[Any, str], Awaitable[Mapping[str, object]]]
    """(the app's state, user id) → what a page must know when its event stream begins."""
    examples: Path | None = None
    """JSON file: name of a schema → an example of it, for the OpenAPI document."""
    scopes: tuple[Scope, ...] = ()
    """What a person can let a token do here; without any, tokens cannot reach the app."""
    ui: Path | None = None
    """Folder with a built ES module `index.js` that exports `mount(element, host)`; None when the shell has the
    page built in."""
