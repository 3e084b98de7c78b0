"""What one stream sends, in order and each event once: what was missed or a snapshot, then what comes live."""

import asyncio
import random
from collections.abc import Sequence

import structlog
from redis.exceptions import RedisError

from apphost.events.event import BEFORE_ALL, Event, EventId
from apphost.events.hub import EventHub
from apphost.events.mailbox import MISSED, Mailbox
from apphost.kit.json import decode, encode
from apphost.kit.problems import Unavailable

log = structlog.get_logger(__name__)


class Feed:
    """The events of one user after the event `after`. `mailbox` is subscribed already, so that nothing falls
    between what is looked up and what comes live."""

    __slots__ = ("_apps", "_behind", "_hub", "_mailbox", "_sent", "_user_id")

    def __init__(
        self, hub: EventHub, mailbox: Mailbox, user_id: str, after: EventId | None, apps: frozenset[str] | None
    ) -> None:
        """Of these apps alone; None: of all."""
        self._hub = hub
        self._mailbox = mailbox
        self._user_id = user_id
        self._apps = apps
        self._sent = after or BEFORE_ALL
        self._behind = True

    async def next(self, timeout_seconds: float) -> Sequence[Event]:
        """The next events to send; none when nothing came for so long, or nothing that this stream shows."""
        if self._behind:
            self._behind = False
            return await self._catch_up()
        while (item := await self._mailbox.get(timeout_seconds)) is not None:
            if item is MISSED:
                return await self._catch_up()
            if item.id > self._sent:
                self._sent = item.id
                return self._shown([item])
        return []

    async def _catch_up(self) -> Sequence[Event]:
        """The events after the last one sent; a snapshot when Redis cannot tell them any more."""
        async with self._hub.catch_up_places:
            try:
                events = await self._hub.history.list_after(self._user_id, self._sent)
            except (RedisError, OSError):
                events = None
        if events is None:
            snapshot = await self._snapshot()
            self._sent = snapshot.id
            return [snapshot]
        if events:
            self._sent = events[-1].id
        return self._shown(events)

    def _shown(self, events: Sequence[Event]) -> Sequence[Event]:
        if self._apps is None:
            return events
        return [event for event in events if decode(event.data).get("app") in self._apps]

    async def _snapshot(self) -> Event:
        """How things stand, under the id of the last event it surely contains. Waits for a database that is
        away rather than end the stream: thousands of clients would come back each second."""
        while True:
            try:
                async with self._hub.catch_up_places:
                    return Event(await self._last_id(), "snapshot", await self._state())
            except Unavailable as problem:
                log.debug("a snapshot must wait", user_id=self._user_id, detail=problem.detail)
            await asyncio.sleep(random.uniform(0.5, 1.5))  # noqa: S311 (spreads load, guards nothing)

    async def _last_id(self) -> EventId:
        try:
            return await self._hub.history.last_id(self._user_id)
        except (RedisError, OSError):
            return BEFORE_ALL

    async def _state(self) -> bytes:
        state: dict[str, object] = {}
        for app_id, snapshot in self._hub.snapshots.items():
            if self._apps is None or app_id in self._apps:
                state |= await snapshot(self._user_id)
        return encode(state)
