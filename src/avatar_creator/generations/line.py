"""Tells those who wait their place in the line, at most every two seconds in the whole deployment."""

import asyncio

import structlog
from redis.exceptions import RedisError

from apphost.kit.problems import Unavailable
from avatar_creator.app_state import AppState
from avatar_creator.generations import announcing
from avatar_creator.generations.queue_position import outlooks
from avatar_creator.generations.work_repository import WorkRepository

log = structlog.get_logger(__name__)

_PAUSE_SECONDS = 2.0
_TOLD_AT_ONCE = 200
_TURN = "avatar-creator:line-told"


async def tell_places(state: AppState) -> None:
    """Wait until the line moves, then tell, for ever. Workers take turns through a key in Redis."""
    moved = state.running.line_moved
    while True:
        await moved.wait()
        try:
            if await state.resources.redis.set(_TURN, "1", nx=True, px=int(_PAUSE_SECONDS * 1000)):
                moved.clear()
                await _tell(state)
        except (RedisError, OSError, Unavailable) as error:
            log.warning("places in the line not told", error=repr(error))
        await asyncio.sleep(_PAUSE_SECONDS / 4)


async def _tell(state: AppState) -> None:
    rows = await WorkRepository(state.resources.db).first_in_line(_TOLD_AT_ONCE)
    places = await outlooks(state.resources.db, rows)
    for row in rows:
        if (outlook := places.get(row["id"])) is not None:
            await announcing.publish(state, "generation:queued", row, outlook=outlook)
