"""The bell: BullMQ wakes a worker for a row; the row decides whether there is anything to do.

One BullMQ job is one attempt of one row, with `attempts: 1`: retries belong to the row. Ringing twice,
late or never is harmless, because the claim is a fenced UPDATE and a sweeper rings for forgotten rows.
Settings follow measured traps: blocking reads need a long socket timeout, `drainDelay` 1 keeps pick-up
quick, kept jobs block their id and must be removed before the same attempt is rung again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import redis.asyncio as redis
import structlog
from bullmq import Queue, Worker
from bullmq.custom_errors import DelayedError
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

log = structlog.get_logger(__name__)

KEEP_COMPLETED_SECONDS = 86_400
KEEP_FAILED_SECONDS = 604_800
_RING_SECONDS = 1.0
_BLOCKING_SOCKET_SECONDS = 30
_HIGHEST_PRIORITY_NUMBER = 2_000_000
_ON_THE_WAY = frozenset({"waiting", "prioritized", "active", "delayed", "waiting-children"})

JobRun = Callable[[Any, Mapping[str, Any]], Awaitable["RingAgain | None"]]
Sweep = Callable[[Any, bool], Awaitable[None]]
Companion = Callable[[Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of work: its queue, what runs for one bell, and the sweep that makes bells dispensable.

    `run(state, data)` gets the app's state and what was rung with. `sweep(state, bells_lost)` runs every
    few seconds, and at once with `bells_lost` when Redis came back or was emptied. `companions(state)` run for
    as long as the worker does.
    """

    queue: str
    run: JobRun
    sweep: Sweep
    companions: tuple[Companion, ...]


@dataclass(frozen=True, slots=True)
class RingAgain:
    """Answer of a run that found the row still leased by somebody else: ring again at `at`."""

    at: datetime


class Bell:
    """Rings for one queue. Never raises and never takes longer than a second: the sweeper repeats it."""

    def __init__(self, redis_url: str, queue: str) -> None:
        self._connection = redis.from_url(
            redis_url,
            decode_responses=True,
            socket_timeout=5,
            retry=Retry(NoBackoff(), 1),
            max_connections=20,
        )
        self._queue = Queue(queue, {"connection": self._connection})
        self._name = queue
        self._ringing: set[asyncio.Task[bool]] = set()

    def ring_soon(self, job_id: str, data: Mapping[str, Any], *, delay_seconds: float = 0, priority: int = 1) -> None:
        """Ring in the background, so that an answer never waits for Redis."""
        task = asyncio.create_task(self.ring(job_id, data, delay_seconds=delay_seconds, priority=priority))
        self._ringing.add(task)
        task.add_done_callback(self._ringing.discard)

    async def ring(self, job_id: str, data: Mapping[str, Any], *, delay_seconds: float = 0, priority: int = 1) -> bool:
        """Ring and say whether the queue took it. The same `job_id` rings once while it is kept."""
        ringing = self._add(job_id, data, delay_seconds, priority)
        return await self._bounded(ringing, "bell not rung", job_id)

    async def ring_forgotten(self, job_id: str, data: Mapping[str, Any], *, priority: int = 1) -> bool:
        """Ring for a row that waits although it is due, unless its bell is still on the way.

        True when it was rung anew: the bell had been lost, or had been answered without effect.
        """

        async def look_and_ring() -> bool:
            state = await self._queue.getJobState(job_id)
            if state in _ON_THE_WAY:
                return False
            if state in {"completed", "failed"}:
                await self._queue.remove(job_id)
            await self._add(job_id, data, 0, priority)
            return True

        return await self._bounded(look_and_ring(), "forgotten bell not rung", job_id)

    async def _add(self, job_id: str, data: Mapping[str, Any], delay_seconds: float, priority: int) -> None:
        options = {
            "jobId": job_id,
            "attempts": 1,
            "delay": int(delay_seconds * 1000),
            "priority": min(priority, _HIGHEST_PRIORITY_NUMBER),
            "removeOnComplete": {"age": KEEP_COMPLETED_SECONDS},
            "removeOnFail": {"age": KEEP_FAILED_SECONDS},
        }
        await self._queue.add("run", dict(data), options)

    async def silence(self, job_id: str) -> None:
        """Take back a bell that nobody answered yet; one that is being answered is left alone."""
        await self._bounded(self._queue.remove(job_id), "bell not taken back", job_id)

    async def depth(self) -> Mapping[str, int | float | None]:
        """Bells by state, and for how many seconds the first in line has been waiting."""
        counts = dict(await self._queue.getJobCounts("waiting", "prioritized", "delayed", "active"))
        first = await self._queue.getJobs(["waiting", "prioritized"], 0, 0, True)
        since = datetime.fromtimestamp(first[0].timestamp / 1000, UTC) if first else None
        return {
            "waiting": counts["waiting"] + counts["prioritized"],
            "delayed": counts["delayed"],
            "active": counts["active"],
            "oldestSeconds": (datetime.now(UTC) - since).total_seconds() if since else None,
        }

    async def close(self) -> None:
        if self._ringing:
            await asyncio.wait(self._ringing, timeout=_RING_SECONDS)
        await self._queue.close()
        await self._connection.aclose()

    async def _bounded(self, work: Awaitable[object], complaint: str, job_id: str) -> bool:
        try:
            async with asyncio.timeout(_RING_SECONDS):
                return await work is not False
        except Exception as error:
            log.warning(complaint, queue=self._name, job=job_id, error=repr(error))
            return False


def start_worker(
    redis_url: str,
    queue: str,
    run: Callable[[Mapping[str, Any]], Awaitable[RingAgain | None]],
    *,
    concurrency: int,
    lock_seconds: float,
) -> Worker:
    """Answer the bells of `queue`, at most `concurrency` at once, until `close()` is awaited."""

    async def answer(job: Any, token: str) -> None:
        again = await run(job.data)
        if again is not None:
            wait = max(again.at - datetime.now(UTC), timedelta())
            due_ms = int((datetime.now(UTC) + wait).timestamp() * 1000)
            await job.moveToDelayed(due_ms, token)
            raise DelayedError

    connection = redis.from_url(
        redis_url,
        decode_responses=True,
        socket_timeout=_BLOCKING_SOCKET_SECONDS,
        max_connections=concurrency + 20,
    )
    worker = Worker(
        queue,
        answer,
        {
            "connection": connection,
            "concurrency": concurrency,
            "lockDuration": int(lock_seconds * 1000),
            "stalledInterval": int(lock_seconds * 1000 / 3),
            "maxStalledCount": 10,
            "drainDelay": 1,
            "runRetryDelay": 1000,
        },
    )
    worker.on("error", lambda error, *_: log.warning("queue connection", queue=queue, error=repr(error)))
    return worker
