"""Who draws. `open_providers` opens every provider this release knows; configured or not, all are listed."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from apphost.kit.images import ImageWorkers
from avatar_creator.providers.base import (
    GeneratedImage,
    ImageProvider,
    ImageRequest,
    Picture,
    ProviderBadReply,
    ProviderError,
    ProviderTimeout,
    Reference,
)
from avatar_creator.providers.huggingface import HuggingFaceSettings, open_huggingface
from avatar_creator.providers.illustrated import IllustratedProvider

SETTINGS = (HuggingFaceSettings,)
"""The settings classes of the providers that have any."""


@asynccontextmanager
async def open_providers(images: ImageWorkers) -> AsyncIterator[Mapping[str, ImageProvider]]:
    """Provider id → provider, for the life of one process."""
    illustrated = IllustratedProvider(images.rasterise)
    async with open_huggingface() as huggingface:
        providers: tuple[ImageProvider, ...] = (illustrated, huggingface)
        yield {provider.id: provider for provider in providers}


__all__ = [
    "SETTINGS",
    "GeneratedImage",
    "ImageProvider",
    "ImageRequest",
    "Picture",
    "ProviderBadReply",
    "ProviderError",
    "ProviderTimeout",
    "Reference",
    "open_providers",
]
