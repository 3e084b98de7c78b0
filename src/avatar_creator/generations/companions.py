"""What runs beside the jobs for as long as the worker does: heartbeat, ear for cancellations, the line's voice."""

from avatar_creator.app_state import AppState
from avatar_creator.generations.cancellation import hear_cancellations
from avatar_creator.generations.heartbeat import keep_leases
from avatar_creator.generations.line import tell_places


async def _hear_cancellations(state: AppState) -> None:
    await hear_cancellations(state.resources.redis, state.running)


COMPANIONS = (keep_leases, _hear_cancellations, tell_places)
