"""The live half of events: one reader of the shared stream per process, fanned out to local subscribers.

Knows users and mailboxes, no HTTP. Whatever happens to Redis, subscribers are either sent each event or
told that they may have missed some.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import redis.asyncio as redis
import structlog

from apphost.events.event import Event, EventId
from apphost.events.mailbox import MISSED, Mailbox
from apphost.events.streams import History, SharedStream

log = structlog.get_logger(__name__)

Snapshot = Callable[[str], Awaitable[Mapping[str, object]]]
"""User id → members of the `snapshot` event's data."""


class EventHub:
    """One per process. `snapshots` are those of the apps, by their ids."""

    def __init__(self, reader: redis.Redis, client: redis.Redis, snapshots: Mapping[str, Snapshot]) -> None:
        self._stream = SharedStream(reader)
        self._mailboxes: dict[str, list[Mailbox]] = {}
        self._endings: set[Callable[[], None]] = set()
        self._cursor: EventId | None = None
        self.history = History(client)
        self.snapshots = snapshots
        self.catch_up_places = asyncio.Semaphore(8)
        """So that thousands of streams that resume at once leave connections to others."""
        self.stopping = False

    @contextmanager
    def subscribe(self, user_id: str) -> Iterator[Mailbox]:
        """A mailbox that receives the user's events while the block runs."""
        mailbox = Mailbox()
        if self.stopping:
            mailbox.close()
        self._mailboxes.setdefault(user_id, []).append(mailbox)
        try:
            yield mailbox
        finally:
            rest = self._mailboxes[user_id]
            rest.remove(mailbox)
            if not rest:
                del self._mailboxes[user_id]

    @contextmanager
    def until_stop(self, end: Callable[[], None]) -> Iterator[None]:
        """Call `end` when the process is about to stop, while the block runs: what waits elsewhere than at a
        mailbox must hear of it too."""
        self._endings.add(end)
        try:
            yield
        finally:
            self._endings.discard(end)

    def stop(self) -> None:
        """End all streams and waits now: their clients resume at another process or after the restart."""
        self.stopping = True
        for end in list(self._endings):
            end()
        for mailbox in self._everyone():
            mailbox.close()

    async def run(self) -> None:
        """Read for ever. After an outage everybody looks for what was missed, and reading goes on where it was."""
        away = False
        while True:
            try:
                cursor = self._cursor or await self._begin()
                if away:
                    await self._stream.last_id()  # it answers again; to read might first wait for news
                    away = False
                    self._tell_missed(self._everyone())
                entries = await self._stream.read_after(cursor)
                for raw_id, fields in entries:
                    self._cursor = EventId.of(raw_id)
                    self._deliver(self._cursor, fields)
                # An emptied stream may start again below our cursor, where we would wait for ever.
                if not entries and await self._stream.last_id() < cursor:
                    log.warning("the event stream was emptied")
                    await self._begin()
            except Exception as error:  # whatever it is, a reader that ends would be silence for everybody
                if not away:
                    log.warning("events pause", error=repr(error))
                away = True
                await asyncio.sleep(0.25)

    async def _begin(self) -> EventId:
        """Read from now on, and let everybody look for what came before."""
        self._cursor = cursor = await self._stream.begin()
        self._tell_missed(self._everyone())
        return cursor

    def _deliver(self, entry_id: EventId, fields: Mapping[bytes, bytes]) -> None:
        user = fields.get(b"u")
        mailboxes = self._everyone() if user is None else self._mailboxes.get(user.decode(), [])
        if b"gap" in fields:
            self._tell_missed(mailboxes)
        elif mailboxes:
            event = Event(entry_id, fields[b"e"].decode(), fields[b"d"])
            for mailbox in mailboxes:
                mailbox.put(event)

    def _everyone(self) -> list[Mailbox]:
        return [mailbox for mailboxes in self._mailboxes.values() for mailbox in mailboxes]

    @staticmethod
    def _tell_missed(mailboxes: Sequence[Mailbox]) -> None:
        for mailbox in mailboxes:
            mailbox.put(MISSED)
