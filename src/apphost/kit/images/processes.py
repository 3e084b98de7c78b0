"""A few limited processes of one kind, each answering one request at a time; started when needed, healed when lost.

A request that takes too long, is given up by its asker, or kills its process costs that process and nothing
else. Not `multiprocessing`: it would unpickle what a process that may have been taken over sends back, start the
parent's main module again, and hand down its environment.
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from typing import Any, Literal

from apphost.kit.images import frames

Kind = Literal["decode", "draw"]

_INHERITED = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "HOME", "LD_LIBRARY_PATH", "SYSTEMROOT")
_PIPE_BYTES = 1024 * 1024

FRUGAL = {"VIPS_CONCURRENCY": "1", "MALLOC_ARENA_MAX": "1"}
"""Environment that keeps a process small: one thread, and one heap of glibc's, which gives back what a picture took.
With the usual heaps an idle process keeps 200 MB; so it keeps 50 to 60, also after 900 pictures, for 4 % more CPU.
"""


class ProcessLost(Exception):
    """The process died over the request or answered nonsense."""


class ProcessTooSlow(ProcessLost):
    """The request took longer than it may; its process was killed."""


class ImageProcesses:
    """At most `count` processes of one kind."""

    def __init__(self, kind: Kind, count: int, task_seconds: float) -> None:
        self._kind = kind
        self._task_seconds = task_seconds
        self._places = asyncio.Semaphore(count)
        self._idle: list[Process] = []
        self._closed = False

    async def ask(self, options: Mapping[str, Any], *contents: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """Facts and byte strings of the answer.

        Raises:
            ProcessLost: see there; the next request gets a new process.
        """
        async with self._places:
            process = await self._take()
            try:
                async with asyncio.timeout(self._task_seconds):
                    facts, *parts = await _exchange(process, [json.dumps(options).encode(), *contents])
                answer = json.loads(facts), parts
            except TimeoutError:
                raise ProcessTooSlow(f"no answer after {self._task_seconds} s") from None
            except (asyncio.IncompleteReadError, OSError, ValueError) as error:
                raise ProcessLost(f"the {self._kind} process was lost: {error!r}") from error
            else:
                if not self._closed:
                    self._idle.append(process)
                return answer
            finally:
                if process not in self._idle:
                    await _end(process)

    async def close(self) -> None:
        """End the idle ones now and each busy one after its request."""
        self._closed = True
        while self._idle:
            await _end(self._idle.pop())

    async def _take(self) -> Process:
        while self._idle:
            process = self._idle.pop()
            if process.returncode is None:
                return process
            await _end(process)
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "apphost.kit.images.child", self._kind),
            stdin=PIPE,
            stdout=PIPE,
            limit=_PIPE_BYTES,
            env={name: os.environ[name] for name in _INHERITED if name in os.environ} | FRUGAL,
        )


async def _exchange(process: Process, request: list[bytes]) -> list[bytes]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.writelines(frames.pack(request))
    await process.stdin.drain()
    read = process.stdout.readexactly
    count = frames.count_of(await read(frames.COUNT.size))
    sizes = frames.sizes_of(count, await read(frames.COUNT.size * count))
    return [await read(size) for size in sizes]


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
