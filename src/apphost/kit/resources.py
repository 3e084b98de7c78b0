"""What one process of the platform holds open: database, Redis, storage, picture workers, bells.

Opened once per process and handed down; tests put things in here and never patch.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import redis.asyncio as redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff

from apphost.kit.database import Database
from apphost.kit.images import ImageWorkers
from apphost.kit.jobs import Bell
from apphost.kit.settings import Settings
from apphost.kit.storage import Storage, open_storage

RedisClient = redis.Redis


@dataclass(frozen=True, slots=True)
class Resources:
    """See the module. `redis` serves short commands; blocking readers make their own client."""

    settings: Settings
    db: Database
    redis: RedisClient
    storage: Storage
    images: ImageWorkers
    _bells: dict[str, Bell] = field(default_factory=dict)

    def bell(self, queue: str) -> Bell:
        """The bell of a queue, made at first use."""
        if queue not in self._bells:
            self._bells[queue] = Bell(self.settings.required("redis_url"), queue)
        return self._bells[queue]


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Open everything lazily: no connection is made before its first use, so a part that is away at
    start-up is a problem of the request that needs it."""
    client: RedisClient = redis.from_url(
        settings.required("redis_url"),
        socket_timeout=2,
        socket_connect_timeout=2,
        max_connections=50,
        retry=Retry(ConstantBackoff(0.05), 1),
    )
    resources = Resources(
        settings=settings,
        db=Database(settings.required("database_url"), settings.database_pool_size),
        redis=client,
        storage=open_storage(settings.object_storage_url),
        images=ImageWorkers(settings),
    )
    try:
        yield resources
    finally:
        for bell in resources._bells.values():
            await bell.close()
        await resources.images.close()
        await client.aclose()
        await resources.db.close()
