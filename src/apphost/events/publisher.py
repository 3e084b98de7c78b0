"""Publishing: after the commit, to one user, bounded in time, and never an error of the work that is done.

An event that could not be published is healed by a snapshot: as soon as Redis answers again, the user's
streams are told that something is missing.
"""

import asyncio

import redis.asyncio as redis
import structlog
from redis.exceptions import RedisError

from apphost.events.streams import ADMIT_LOSS, PUBLISH, SHARED, stream_of

log = structlog.get_logger(__name__)

_RETRY_SECONDS = 0.5


class EventPublisher:
    """One per process."""

    def __init__(self, client: redis.Redis) -> None:
        self._publish = client.register_script(PUBLISH)
        self._admit_loss = client.register_script(ADMIT_LOSS)
        self._users_with_losses: set[str] = set()
        self._healing: asyncio.Task[None] | None = None

    async def publish(self, user_id: str, event: str, data: bytes) -> None:
        """Send `data`, JSON in one line, to the open streams of a user and keep it for resumes.

        Takes at most a second. Never raises for Redis: the row is the truth and the next snapshot tells it.
        """
        try:
            async with asyncio.timeout(1):
                await self._publish(keys=[SHARED, stream_of(user_id)], args=[event, data, user_id])
        except (RedisError, OSError) as error:
            log.warning("event not published", event_name=event, user_id=user_id, error=repr(error))
            self._users_with_losses.add(user_id)
            if self._healing is None:
                self._healing = asyncio.create_task(self._heal())

    async def close(self) -> None:
        """Stop trying to heal."""
        if self._healing is not None:
            self._healing.cancel()
            await asyncio.gather(self._healing, return_exceptions=True)

    async def _heal(self) -> None:
        while self._users_with_losses:
            await asyncio.sleep(_RETRY_SECONDS)
            try:
                for user_id in list(self._users_with_losses):
                    async with asyncio.timeout(1):
                        await self._admit_loss(keys=[SHARED, stream_of(user_id)], args=[user_id])
                    self._users_with_losses.discard(user_id)
            except (RedisError, OSError):
                continue
        self._healing = None
