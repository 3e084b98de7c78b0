"""The worker process: answers the bells of every installed app, sweeps, and drains when told to stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import structlog
from redis.exceptions import RedisError

from apphost.kit.app_plugin import AppPlugin
from apphost.kit.idempotency import forget_old_keys
from apphost.kit.jobs import JobKind, RingAgain, start_worker
from apphost.kit.problems import Problem
from apphost.kit.resources import Resources, open_resources
from apphost.kit.settings import Settings
from apphost.kit.telemetry import configure_logs

log = structlog.get_logger(__name__)

_PULSE = "apphost:pulse"
"""A key without a life span: when it is gone, Redis was emptied and every bell with it."""
_PULSE_SECONDS = 1.0


async def run_worker(settings: Settings, apps: Sequence[AppPlugin]) -> None:
    """The whole process: work until SIGTERM or SIGINT."""
    configure_logs(settings)
    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    async with open_resources(settings) as resources:
        await work(resources, apps, stopping)


async def work(resources: Resources, apps: Sequence[AppPlugin], stopping: asyncio.Event) -> None:
    """Answer bells until told to stop, then let running jobs finish for `drain_seconds` and give the rest back."""
    async with AsyncExitStack() as stack:
        states = {app.id: await stack.enter_async_context(app.open(resources)) for app in apps}
        kinds = [(kind, states[app.id]) for app in apps for kind in app.jobs]
        companions = [
            asyncio.create_task(_for_ever(companion.__name__, partial(companion, state)))
            for kind, state in kinds
            for companion in kind.companions
        ]
        companions.append(asyncio.create_task(_for_ever("sweeper", partial(_sweep, resources, kinds))))
        running: set[asyncio.Task[Any]] = set()
        workers = [_start(resources.settings, kind, state, running) for kind, state in kinds]
        log.info("worker is ready", concurrency=resources.settings.worker_concurrency)
        await stopping.wait()
        log.info("worker is stopping", running=len(running))
        closing = asyncio.gather(*(worker.close() for worker in workers))
        await asyncio.wait([closing], timeout=resources.settings.drain_seconds)
        for job in list(running):
            job.cancel()
        await asyncio.wait([closing], timeout=5)
        for task in companions:
            task.cancel()
        await asyncio.gather(*companions, return_exceptions=True)


def _start(settings: Settings, kind: JobKind, state: Any, running: set["asyncio.Task[Any]"]) -> Any:
    async def answer(data: Mapping[str, Any]) -> RingAgain | None:
        job: asyncio.Task[RingAgain | None] = asyncio.ensure_future(kind.run(state, data))
        running.add(job)
        try:
            return await job
        finally:
            running.discard(job)

    return start_worker(
        settings.required("redis_url"),
        kind.queue,
        answer,
        concurrency=settings.worker_concurrency,
        lock_seconds=settings.lease_seconds,
    )


async def _sweep(resources: Resources, kinds: Sequence[tuple[JobKind, Any]]) -> None:
    """Sweep now and then; and at once, for every bell, when Redis came back or was emptied."""
    interval = resources.settings.sweep_seconds
    next_at = 0.0
    loop = asyncio.get_running_loop()
    while True:
        bells_lost = await _bells_lost(resources)
        if bells_lost or loop.time() >= next_at:
            next_at = loop.time() + interval
            for kind, state in kinds:
                await kind.sweep(state, bells_lost)
            await forget_old_keys(resources.db)
        await asyncio.sleep(min(_PULSE_SECONDS, interval))


async def _bells_lost(resources: Resources) -> bool:
    """True once after Redis was emptied, restarted without its data, or replaced."""
    try:
        return bool(await resources.redis.set(_PULSE, "1", nx=True))
    except (RedisError, OSError):
        return False


async def _for_ever(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Start it again whenever a part is away: companions outlive every outage."""
    while True:
        try:
            await work()
        except (Problem, RedisError, OSError) as error:
            log.warning("companion pauses", companion=name, error=repr(error))
        except Exception:
            log.exception("companion broke", companion=name)
        await asyncio.sleep(1)
