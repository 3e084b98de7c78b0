"""The picture a look starts from, read from storage for a provider that looks at it."""

from dataclasses import replace
from pathlib import PurePosixPath

from apphost.kit.database import Row
from apphost.kit.images import CONTENT_TYPES
from apphost.kit.json import decode
from apphost.kit.storage import Storage
from avatar_creator.providers import ImageProvider, Picture, ProviderError, Reference


class PictureGone(ProviderError):
    slug = "reference-not-found"
    title = "The picture to draw from is no longer there"


async def with_picture(
    storage: Storage, provider: ImageProvider, reference: Reference | None, row: Row
) -> Reference | None:
    """With the base image of what `look.reference_of` kept on the row, for who can make something of it.

    Raises:
        PictureGone: it was deleted for ever meanwhile.
    """
    if reference is None or not provider.capabilities.reads_pictures:
        return reference
    return replace(reference, picture=await _fetch(storage, decode(row["reference"])["baseFile"]))


async def _fetch(storage: Storage, key: str) -> Picture:
    try:
        if (file := await storage.find(key)) is None:
            raise FileNotFoundError(key)
        content = b"".join([part async for part in storage.read(key, 0, file.size_bytes)])
    except FileNotFoundError:
        raise PictureGone("It was deleted before it was looked at. Choose another picture.") from None
    return Picture(content, CONTENT_TYPES[PurePosixPath(key).suffix[1:]])
