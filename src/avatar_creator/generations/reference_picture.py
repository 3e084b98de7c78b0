"""The picture a look starts from, read from storage for a provider that looks at it."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from apphost.kit.images import CONTENT_TYPES
from apphost.kit.storage import Storage
from avatar_creator.providers import Picture, ProviderError


class PictureGone(ProviderError):
    slug = "reference-not-found"
    title = "The picture to draw from is no longer there"


async def fetch_picture(storage: Storage, reference: Mapping[str, Any]) -> Picture:
    """The base image of what `look.reference_of` kept.

    Raises:
        PictureGone: it was deleted for ever meanwhile.
    """
    key = reference["baseFile"]
    try:
        if (file := await storage.find(key)) is None:
            raise FileNotFoundError(key)
        content = b"".join([part async for part in storage.read(key, 0, file.size_bytes)])
    except FileNotFoundError:
        raise PictureGone("It was deleted before it was looked at. Choose another picture.") from None
    return Picture(content, CONTENT_TYPES[PurePosixPath(key).suffix[1:]])
