"""Hears the signals that stop the process before the server waits for open streams to end.

The server tells an app of its shutdown only after all connections are closed, and event streams do not
close by themselves: without this, each stop would take the server's whole grace period.
"""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def on_termination(action: Callable[[], None]) -> Iterator[None]:
    """Run `action` on the running loop at a stop signal, then whatever the server does with the signal.

    Where no one handles the signal in Python, or outside the main thread, nothing is changed.
    """
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    in_main_thread = threading.current_thread() is threading.main_thread()

    def hear(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(action)
        handler = before[signal.Signals(number)]
        assert callable(handler)
        handler(number, frame)

    handled = [number for number in _SIGNALS if in_main_thread and callable(before[number])]
    for number in handled:
        signal.signal(number, hear)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, before[number])
