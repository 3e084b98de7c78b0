"""The Redis streams behind the events: one short one per user to resume from, one shared by all to read live.

Owns keys, lengths and the two scripts that write. Redis may be emptied at any moment: the shared stream
then begins with an entry that says so, and a resume id that is gone is noticed, never guessed around.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import redis.asyncio as redis

from apphost.events.event import BEFORE_ALL, Event, EventId

SHARED = "ev:all"

_BEGIN_WITH_GAP = """
if redis.call('EXISTS', KEYS[1]) == 0 then
    local now = redis.call('TIME')
    redis.call('XADD', KEYS[1], string.format('%.0f-0', now[1] * 1000 + now[2] / 1000 + 2000), 'gap', '')
end
"""
"""Two seconds ahead, so that no id of the new stream was one of the emptied stream, even in the same
millisecond; Redis keeps the ids rising from there."""

PUBLISH = f"""
{_BEGIN_WITH_GAP}
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', 20000, '*', 'u', ARGV[3], 'e', ARGV[1], 'd', ARGV[2])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', 256, id, 'e', ARGV[1], 'd', ARGV[2])
redis.call('EXPIRE', KEYS[2], 86400)
"""
"""KEYS: the shared stream, the user's stream. ARGV: event name, data, user id."""

ADMIT_LOSS = f"""
{_BEGIN_WITH_GAP}
redis.call('DEL', KEYS[2])
redis.call('XADD', KEYS[1], 'MAXLEN', '~', 20000, '*', 'u', ARGV[1], 'gap', '')
"""
"""Say that events of a user never got here: nobody can resume past them, open streams are told.
KEYS as above. ARGV: user id."""


def stream_of(user_id: str) -> str:
    return f"ev:u:{user_id}"


Entry = tuple[bytes, Mapping[bytes, bytes]]


class History:
    """The last day's events of each user, up to about 256."""

    def __init__(self, client: redis.Redis) -> None:
        self._redis = client

    async def last_id(self, user_id: str) -> EventId:
        return await _last_id(self._redis, stream_of(user_id))

    async def list_after(self, user_id: str, event_id: EventId) -> Sequence[Event] | None:
        """The events after `event_id`; None when that event is not here, so that some may be missing."""
        if event_id == BEFORE_ALL:
            return None
        answer: Any = await self._redis.xrange(stream_of(user_id), min=str(event_id))
        entries: Sequence[Entry] = answer
        if not entries or EventId.of(entries[0][0]) != event_id:
            return None
        return [Event(EventId.of(raw_id), fields[b"e"].decode(), fields[b"d"]) for raw_id, fields in entries[1:]]


class SharedStream:
    """Everybody's latest events, about 20,000. The client is one of its own, since reading blocks it."""

    def __init__(self, reader: redis.Redis) -> None:
        self._reader = reader
        self._begin = reader.register_script(_BEGIN_WITH_GAP)

    async def begin(self) -> EventId:
        """The id to read from for all that comes from now on."""
        await self._begin(keys=[SHARED])
        return await self.last_id()

    async def last_id(self) -> EventId:
        return await _last_id(self._reader, SHARED)

    async def read_after(self, entry_id: EventId) -> Sequence[Entry]:
        """Up to 500 entries, as soon as there is one; none after two seconds of silence."""
        answer: Any = await self._reader.xread({SHARED: str(entry_id)}, count=500, block=2000)
        if not answer:
            return []
        # One stream was asked for: RESP3 answers with a map of streams, RESP2 with a list of them.
        entries: Sequence[Entry] = answer[SHARED.encode()][0] if isinstance(answer, dict) else answer[0][1]
        return entries


async def _last_id(client: redis.Redis, stream: str) -> EventId:
    newest: Any = await client.xrevrange(stream, count=1)
    return EventId.of(newest[0][0]) if newest else BEFORE_ALL
