"""The generate form before it is sent: what was understood, what would be asked, and who could draw it."""

import asyncio
from collections.abc import Mapping

from apphost.kit.json import decode
from apphost.kit.problems import InvalidRequest
from avatar_creator.app_state import AppState
from avatar_creator.avatars.service import get_avatar, persona_of
from avatar_creator.generations.choosing import model_of
from avatar_creator.generations.plan import plan
from avatar_creator.generations.schemas import PreviewRequest
from avatar_creator.person import Attributes
from avatar_creator.prompt.portrait_in_words import in_words
from avatar_creator.providers import ImageProvider
from avatar_creator.providers.illustrated import IllustratedProvider, draw

FREE = 0
"""Credits a picture costs, until credits are kept."""


async def preview(state: AppState, request: PreviewRequest) -> dict[str, object]:
    """A few milliseconds of pure work; unconfigured providers may be previewed too."""
    provider = state.providers.get(request.provider or state.settings.default_provider)
    if provider is None:
        raise InvalidRequest("#/provider", f"must be one of {', '.join(state.providers)}")
    model = model_of(provider, request.model)
    planned = plan(provider, request.prompt, request.attributes, request.persona)
    drawing = None
    if isinstance(provider, IllustratedProvider):
        # In a thread, because the first drawing in a style loads it, which can take a second.
        drawing = await asyncio.to_thread(draw, planned.attributes, request.seed, model)
    return {
        "prompt": planned.prompt,
        "negativePrompt": planned.negative_prompt,
        "understood": planned.attributes.model_dump(),
        "ignored": [*planned.ignored, *(drawing.ignored if drawing else ())],
        "cost": FREE,
        "portrait": drawing.svg if drawing else None,
    }


async def in_words_of(state: AppState, user_id: str, avatar_id: str, provider_id: str | None) -> dict[str, object]:
    """As `schemas.PersonInWords`. Raises: AvatarNotFound, InvalidRequest."""
    provider = state.providers.get(provider_id or state.settings.default_provider)
    if provider is None:
        raise InvalidRequest("?provider", f"must be one of {', '.join(state.providers)}")
    row = await get_avatar(state.resources.db, user_id, avatar_id)
    persona, attributes = persona_of(row), Attributes.model_validate_json(row["attributes"])
    planned = plan(provider, decode(row["recipe"])["prompt"] or "", attributes, persona)
    return {
        "text": in_words(row["name"], persona, attributes),
        "prompt": planned.prompt,
        "negativePrompt": planned.negative_prompt,
    }


def providers(state: AppState) -> dict[str, object]:
    """Every provider with what it can do and what it needs to be used."""
    return {"items": [_described(provider, state.settings.default_provider) for provider in state.providers.values()]}


def _described(provider: ImageProvider, default: str) -> Mapping[str, object]:
    return {
        "id": provider.id,
        "title": provider.title,
        "configured": provider.configured,
        "setupHint": provider.setup_hint,
        "isDefault": provider.id == default,
        "cost": FREE,
        "livePortrait": provider.capabilities.live_portrait,
        "negativePrompt": provider.capabilities.negative_prompt,
        "stepProgress": provider.capabilities.step_progress,
        "readsPictures": provider.capabilities.reads_pictures,
        "models": [
            {
                "id": model.id,
                "title": model.title,
                "licence": model.licence,
                "commercialUse": model.commercial_use,
            }
            for model in provider.models
        ],
    }
