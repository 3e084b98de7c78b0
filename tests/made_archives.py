"""Archives of projects as an export writes them, made by hand to be spoiled, and how they are sent."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx

from apphost.kit.images import encode_jpeg, rasterise_svg
from avatar_creator.person import Attributes
from avatar_creator.providers.illustrated import draw
from running_app import BASE, Api

ID = "01990000-0000-7000-8000-00000000000"
PICTURE = "pictures/000001.jpg"


@cache
def portrait_jpeg() -> bytes:
    return encode_jpeg(rasterise_svg(draw(Attributes(), 1, "studio").svg, 128, 128))


def person(**changes: Any) -> dict[str, Any]:
    return {
        "id": ID + "1",
        "parentAvatarId": None,
        "file": PICTURE,
        "name": "Ada",
        "persona": {"name": "Ada", "age": 36, "personality": ["calm"], "background": "Counts."},
        "attributes": {"gender": "female"},
        "sourceType": "uploaded",
        "recipe": {
            "prompt": None,
            "generationPrompt": None,
            "negativePrompt": None,
            "provider": None,
            "model": None,
            "seed": None,
            "parameters": {},
            "ignored": [],
        },
        "tags": [],
        "isFavorite": False,
        "createdAt": "2026-01-01T00:00:00Z",
        "contentHash": None,
        **changes,
    }


@dataclass
class Made:
    """An archive as an export writes it, until a test spoils something."""

    name: str = "Made"
    people: list[dict[str, Any]] = field(default_factory=lambda: [person()])
    files: dict[str, bytes] = field(default_factory=lambda: {PICTURE: portrait_jpeg()})
    more: dict[str, Any] = field(default_factory=dict)
    entry: Callable[[zipfile.ZipInfo], None] = lambda info: None
    compression: int = zipfile.ZIP_STORED

    def told(self) -> bytes:
        return json.dumps(
            {
                "format": "avatar-creator/people",
                "version": 1,
                "exportedAt": "2026-01-01T00:00:00Z",
                "project": {"name": self.name, "description": None, "coverAvatarId": None},
                "people": self.people,
                **self.more,
            }
        ).encode()

    def packed(self, told: bytes | None = None) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", self.compression) as archive:
            for path, content in {**self.files, "people.json": self.told() if told is None else told}.items():
                info = zipfile.ZipInfo(path)
                info.compress_type = self.compression
                self.entry(info)
                archive.writestr(info, content)
        return packed.getvalue()


async def imported(api: Api, content: bytes, key: str | None = None) -> httpx.Response:
    headers = {"idempotency-key": key} if key else {}
    return await api.http.post(
        f"{BASE}/projects/import", files={"file": ("project.zip", content, "application/zip")}, headers=headers
    )
