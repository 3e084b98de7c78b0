"""`?wait=`: a program waits for a generation's end without asking again and again."""

from time import monotonic

from apphost.events import Event, EventHub
from apphost.kit.database import Queries
from avatar_creator.generations.repository import GenerationRepository
from avatar_creator.generations.service import FINAL


async def wait_for_end(hub: EventHub, queries: Queries, user_id: str, generation_id: str, seconds: int) -> None:
    """Return when it has ended, is unknown, or the time is up. No connection is held meanwhile."""
    deadline = monotonic() + seconds
    repository = GenerationRepository(queries, user_id)
    with hub.subscribe(user_id) as mailbox:
        while True:
            row = await repository.find(generation_id)
            if row is None or row["status"] in FINAL:
                return
            concerns_it = False
            while not concerns_it:
                item = await mailbox.get(deadline - monotonic())
                if item is None:
                    return
                concerns_it = not isinstance(item, Event) or generation_id.encode() in item.data
