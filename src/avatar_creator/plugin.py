"""The record by which Avatar Creator enters the platform."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter

from apphost.kit.app_plugin import AppPlugin
from apphost.kit.jobs import JobKind
from apphost.kit.resources import Resources
from apphost.kit.scopes import Scope
from avatar_creator.app_state import APP_ID, QUEUE, AppState, open_app_state
from avatar_creator.avatars import routes as avatars
from avatar_creator.generations import routes as generations
from avatar_creator.generations.companions import COMPANIONS
from avatar_creator.generations.job import run
from avatar_creator.generations.service import snapshot
from avatar_creator.generations.sweep import sweep
from avatar_creator.presets import routes as presets
from avatar_creator.presets.loading import loading_catalogue
from avatar_creator.projects import archive_routes as archives
from avatar_creator.projects import bulk_routes as bulk
from avatar_creator.projects import routes as projects
from avatar_creator.projects import trash_routes as trash
from avatar_creator.projects.trash import sweep_trash
from avatar_creator.providers import SETTINGS as PROVIDER_SETTINGS
from avatar_creator.settings import AvatarCreatorSettings
from avatar_creator.uploads import routes as uploads
from avatar_creator.usage import routes as usage
from avatar_creator.usage.routes import USAGE_SCOPE

_here = Path(__file__).parent
_router = APIRouter()
_router.routes += [*bulk.writes.routes, *uploads.writes.routes]
for _room in (projects, trash, archives, avatars, presets, generations, usage):
    _router.routes += [*_room.reads.routes, *_room.writes.routes]


@asynccontextmanager
async def _open(resources: Resources) -> AsyncIterator[AppState]:
    async with open_app_state(resources) as state, loading_catalogue(resources.db):
        yield state


async def _sweep(state: AppState, bells_lost: bool) -> None:
    await sweep_trash(state)
    await sweep(state, bells_lost)


SCOPES = (
    Scope("avatars:read", "See your projects and people", covers="reading"),
    Scope("avatars:write", "Make, change and delete projects and people", covers="writing"),
    Scope(USAGE_SCOPE, "Tell where your people are used"),
)

app = AppPlugin(
    id=APP_ID,
    title="Avatar Creator",
    description="People-avatars: personas with a face, kept in projects and reused by other apps.",
    icon="user-square-rounded",
    router=_router,
    open=_open,
    jobs=(JobKind(QUEUE, run, _sweep, COMPANIONS),),
    settings=(AvatarCreatorSettings, *PROVIDER_SETTINGS),
    problem_pages=_here / "problem_pages",
    examples=_here / "openapi_examples.json",
    snapshot=snapshot,
    scopes=SCOPES,
)
