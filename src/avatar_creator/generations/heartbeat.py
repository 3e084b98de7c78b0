"""One heartbeat for everything this worker draws: extends all leases with one statement, and stops what is no
longer ours, because it was cancelled or given to another worker."""

import asyncio

import structlog

from apphost.kit.problems import Unavailable
from avatar_creator.app_state import AppState
from avatar_creator.generations.work_repository import WorkRepository

log = structlog.get_logger(__name__)

_BEATS_PER_LEASE = 3


async def keep_leases(state: AppState) -> None:
    """Beat for ever. While the database is away nothing is stopped: nobody else can take a lease either."""
    lease_seconds = state.resources.settings.lease_seconds
    work = WorkRepository(state.resources.db)
    while True:
        await asyncio.sleep(lease_seconds / _BEATS_PER_LEASE)
        leases = state.running.leases()
        if not leases:
            continue
        try:
            held = await work.keep_alive(leases, lease_seconds)
        except Unavailable as error:
            log.warning("leases not extended", running=len(leases), error=error.detail)
            continue
        for generation_id, lease_token in leases.items():
            if generation_id not in held:
                state.running.stop(generation_id, lease_token)
