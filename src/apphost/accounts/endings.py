"""The word that a session or a user has ended, from the process that knows to all the others.

Only makes the others faster: whoever misses a word finds out from the database within five seconds.
"""

import asyncio
from collections.abc import Callable

import redis.asyncio as redis
import structlog
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

_CHANNEL = "accounts:ended"


class Endings:
    """Redis publish and subscribe of one process; a message is the id of the session or of the user."""

    def __init__(self, sender: redis.Redis, redis_url: str) -> None:
        self._sender = sender
        self._redis_url = redis_url

    async def tell(self, ended_id: str) -> None:
        """Tell all processes. Takes at most a second; a failure is logged and no error."""
        try:
            async with asyncio.timeout(1):
                await self._sender.publish(_CHANNEL, ended_id)
        except (RedisError, OSError) as error:
            log.warning("the end of a session was not broadcast", error=repr(error))

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each id, for ever, however often Redis goes away."""
        while True:
            try:
                await self._listen_once(heard)
            except (RedisError, OSError) as error:
                log.debug("not listening for ended sessions", error=repr(error))
            await asyncio.sleep(0.25)

    async def _listen_once(self, heard: Callable[[str], None]) -> None:
        # The health check finds a connection that is dead without saying so.
        client = redis.from_url(
            self._redis_url,
            socket_timeout=30,
            socket_connect_timeout=2,
            health_check_interval=5,
            retry=Retry(NoBackoff(), 0),
        )
        async with client, client.pubsub(ignore_subscribe_messages=True) as channel:
            await channel.subscribe(_CHANNEL)
            while True:
                message = await channel.get_message(timeout=5)
                if message is not None:
                    heard(message["data"].decode())
