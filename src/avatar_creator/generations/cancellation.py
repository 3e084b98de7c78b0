"""Cancel reaches a running worker at once: a Redis message makes faster what the heartbeat finds anyway."""

import asyncio

import structlog
from redis.exceptions import RedisError

from apphost.kit.resources import RedisClient
from avatar_creator.running import RunningJobs

log = structlog.get_logger(__name__)

_CHANNEL = "avatar-creator:cancelled"


async def announce_cancellation(redis: RedisClient, generation_id: str) -> None:
    """Never raises: without Redis the worker learns of it from its next heartbeat."""
    try:
        async with asyncio.timeout(1):
            await redis.publish(_CHANNEL, generation_id)
    except (RedisError, OSError, TimeoutError) as error:
        log.warning("cancellation not announced", generation_id=generation_id, error=repr(error))


async def hear_cancellations(redis: RedisClient, running: RunningJobs) -> None:
    """Stop what runs here and is cancelled, for ever; a lost connection is made again."""
    while True:
        try:
            async with redis.pubsub(ignore_subscribe_messages=True) as channel:
                await channel.subscribe(_CHANNEL)
                while True:
                    message = await channel.get_message(timeout=1.0)
                    if message is not None:
                        running.stop(message["data"].decode())
                        running.line_moved.set()
        except (RedisError, OSError) as error:
            log.warning("not hearing cancellations", error=repr(error))
            await asyncio.sleep(0.5)
