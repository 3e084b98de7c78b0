"""The only door for other apps of the same platform: avatars found, drawn anew, told in words, and their uses counted.

Apps that run elsewhere use the HTTP API. Nothing here answers for anybody but the person it is asked for.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from apphost.kit.database import Row, Transaction
from apphost.kit.dependencies import ActingApp
from apphost.kit.ids import new_id
from apphost.kit.json import decode, encode
from apphost.kit.resources import Resources
from avatar_creator.app_state import AppState, open_app_state
from avatar_creator.avatars.listing import list_avatars
from avatar_creator.avatars.schemas import Avatar, AvatarPage, AvatarQuery
from avatar_creator.avatars.service import AvatarNotFound, avatar_of, get_avatar, persona_of
from avatar_creator.person import Attributes, Persona
from avatar_creator.prompt.portrait_in_words import in_words
from avatar_creator.providers import ImageRequest, ProviderError, Reference
from avatar_creator.usage import service as usage
from avatar_creator.usage.schemas import Usage, UsageRecord

__all__ = [
    "Attributes",
    "Avatar",
    "AvatarNotFound",
    "AvatarPage",
    "AvatarQuery",
    "Avatars",
    "CannotDraw",
    "Persona",
    "Usage",
    "open_avatars",
]


@asynccontextmanager
async def open_avatars(resources: Resources) -> AsyncIterator["Avatars"]:
    """The avatars as another app of this process sees them; open it once, with the app's own state."""
    async with open_app_state(resources) as state:
        yield Avatars(state)


class CannotDraw(Exception):
    """`detail` says why, in words for a person."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


async def _unheard(percent: int) -> None:
    """Nobody waits for the progress of one drawing."""


class Avatars:
    """Every method takes the person it acts for; what is not theirs is not there."""

    def __init__(self, state: AppState) -> None:
        self._state = state

    async def get(self, user_id: str, avatar_id: str) -> Avatar:
        """Raises: AvatarNotFound."""
        return self._shown(await get_avatar(self._state.resources.db, user_id, avatar_id))

    async def list(
        self, user_id: str, query: AvatarQuery | None = None, *, project_id: str | None = None
    ) -> AvatarPage:
        """One page of what is asked for, newest first unless asked otherwise; somebody else's project is empty.

        Raises:
            InvalidRequest: the cursor is of another list.
        """
        page = await list_avatars(self._state, user_id, project_id, query or AvatarQuery())
        return AvatarPage.model_validate_json(encode(page))

    async def in_words(self, user_id: str, avatar_id: str) -> str:
        """Who the person is and how they look, in plain sentences. Raises: AvatarNotFound."""
        row = await get_avatar(self._state.resources.db, user_id, avatar_id)
        return in_words(row["name"], persona_of(row), Attributes.model_validate_json(row["attributes"]))

    async def draw_look(self, user_id: str, avatar_id: str, changes: Attributes) -> bytes:
        """PNG of the same person with something changed; nothing is kept of it. The same changes, the same picture.

        Raises:
            AvatarNotFound
            CannotDraw: the avatar was not drawn by a provider that can draw it again.
        """
        row = await get_avatar(self._state.resources.db, user_id, avatar_id)
        recipe = decode(row["recipe"])
        provider = self._state.providers.get(recipe["provider"] or "")
        if provider is None or not provider.capabilities.redraws_own:
            raise CannotDraw("Only people whom the built-in provider drew can be drawn again.")
        request = ImageRequest(
            prompt="",
            negative_prompt=None,
            attributes=changes,
            seed=recipe["seed"],
            model=recipe["model"],
            idempotency_key=new_id(),
            reference=Reference(recipe["parameters"], recipe["seed"], kept=frozenset(), strength=1.0),
        )
        try:
            return (await provider.generate(request, _unheard)).content
        except ProviderError as error:
            raise CannotDraw(error.detail) from error

    async def record_usage(
        self,
        tx: Transaction,
        user_id: str,
        avatar_id: str,
        *,
        app_id: str,
        app_name: str,
        action: str,
        reference_type: str | None = None,
        reference_id: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Usage:
        """Count a use within the caller's transaction, so that it counts exactly when what it was for is kept.

        Raises:
            AvatarNotFound: unknown, somebody else's, or in the trash.
        """
        use = UsageRecord(
            action=action, reference_type=reference_type, reference_id=reference_id, metadata=dict(metadata or {})
        )
        recorded = await usage.record(self._state, tx, user_id, avatar_id, ActingApp(app_id, app_name), use)
        return Usage.model_validate_json(encode(usage.usage_of(recorded.row)))

    def _shown(self, row: Row) -> Avatar:
        return Avatar.model_validate_json(encode(avatar_of(row, self._state.files)))
