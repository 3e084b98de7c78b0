"""What waits to be sent to one subscriber: bounded, and honest when something did not fit."""

import asyncio
from collections import deque
from enum import Enum

from apphost.events.event import Event

CAPACITY = 64
"""Less than what the user's stream keeps, from which an overflow is made good."""


class Missed(Enum):
    """In a mailbox: events may be missing here; look at the history or the rows yourself."""

    MISSED = "missed"


MISSED = Missed.MISSED


class Mailbox:
    """One writer (the hub), one reader. A reader too slow for its mailbox finds it emptied, with one MISSED."""

    __slots__ = ("_closed", "_items", "_waiter")

    def __init__(self) -> None:
        self._items: deque[Event | Missed] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._closed = False

    def put(self, item: Event | Missed) -> None:
        if item is MISSED or len(self._items) >= CAPACITY:
            self._items.clear()
            item = MISSED
        self._items.append(item)
        self._wake()

    def close(self) -> None:
        """From now on an empty mailbox is answered at once."""
        self._closed = True
        self._wake()

    async def get(self, timeout_seconds: float) -> Event | Missed | None:
        """The next item; None when nothing comes in time or nothing will come any more."""
        try:
            async with asyncio.timeout(timeout_seconds):
                while not self._items and not self._closed:
                    self._waiter = asyncio.get_running_loop().create_future()
                    await self._waiter
        except TimeoutError:
            pass
        return self._items.popleft() if self._items else None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
