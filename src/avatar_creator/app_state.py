"""What the app holds open in one process: its providers, the way to publish events, addresses of files.

Below all rooms: it knows the platform's public doors and the providers, and no room.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from apphost.events import EventPublisher
from apphost.files import FileUrls
from apphost.kit.resources import Resources
from avatar_creator.providers import ImageProvider, open_providers
from avatar_creator.running import RunningJobs
from avatar_creator.settings import AvatarCreatorSettings

APP_ID = "avatar-creator"
QUEUE = "avatar-generation"


@dataclass(frozen=True, slots=True)
class AppState:
    resources: Resources
    settings: AvatarCreatorSettings
    providers: Mapping[str, ImageProvider]
    events: EventPublisher
    files: FileUrls
    running: RunningJobs


@asynccontextmanager
async def open_app_state(resources: Resources) -> AsyncIterator[AppState]:
    async with AsyncExitStack() as stack:
        events = EventPublisher(resources.redis)
        stack.push_async_callback(events.close)
        yield AppState(
            resources=resources,
            settings=AvatarCreatorSettings(),
            providers=await stack.enter_async_context(open_providers(resources.images)),
            events=events,
            files=FileUrls(resources.settings.required_secret()),
            running=RunningJobs(),
        )


def app_state(request: Request) -> AppState:
    return cast(AppState, request.app.state.apps[APP_ID])


AppStateDep = Annotated[AppState, Depends(app_state)]
