"""One more provider, which looks at pictures: what a later release or another installation may bring."""

import asyncio
from dataclasses import dataclass, field
from typing import ClassVar

from avatar_creator.providers import GeneratedImage, ImageRequest
from avatar_creator.providers.base import Capabilities, Model, Progress
from running_app import Api, RunningApp
from sample_pictures import jpeg, photograph


@dataclass
class Reader:
    """Answers with the picture it was shown, once `may_draw` is set."""

    asked: list[ImageRequest] = field(default_factory=list)
    may_draw: asyncio.Event = field(default_factory=asyncio.Event)

    id: ClassVar[str] = "reader"
    title: ClassVar[str] = "Reader"
    capabilities: ClassVar[Capabilities] = Capabilities(reads_pictures=True, cancel=True)
    models: ClassVar[tuple[Model, ...]] = (Model("eye", "Eye", "Our own", commercial_use=True),)
    configured: ClassVar[bool] = True
    setup_hint: ClassVar[None] = None

    async def generate(self, request: ImageRequest, progress: Progress) -> GeneratedImage:
        self.asked.append(request)
        await self.may_draw.wait()
        shown = request.reference.picture if request.reference else None
        content = shown.content if shown else jpeg(photograph(300, 300))
        return GeneratedImage(content, "image/jpeg", request.seed, request.model)


@dataclass(frozen=True)
class WithReader:
    """Somebody who is signed in there."""

    running: RunningApp
    api: Api
    reader: Reader
