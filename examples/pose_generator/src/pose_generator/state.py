"""What the app holds open in one process: the platform's parts it uses and the door to the avatars."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from apphost.events import EventPublisher
from apphost.files import FileUrls
from apphost.kit.resources import Resources
from avatar_creator.public import Avatars, open_avatars

APP_ID = "pose-generator"
TITLE = "Pose Generator"
QUEUE = APP_ID


@dataclass(frozen=True, slots=True)
class PoseState:
    resources: Resources
    avatars: Avatars
    events: EventPublisher
    files: FileUrls


@asynccontextmanager
async def open_state(resources: Resources) -> AsyncIterator[PoseState]:
    events = EventPublisher(resources.redis)
    try:
        async with open_avatars(resources) as avatars:
            yield PoseState(resources, avatars, events, FileUrls(resources.settings.required_secret()))
    finally:
        await events.close()


def pose_state(request: Request) -> PoseState:
    return cast(PoseState, request.app.state.apps[APP_ID])


PoseStateDep = Annotated[PoseState, Depends(pose_state)]
