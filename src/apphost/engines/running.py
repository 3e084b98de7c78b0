"""A server that runs: where it answers, whether it lives, how it is stopped.

The same for both servers; what differs (signals, the readiness question) is given by their modules.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from apphost.engines.child import last_lines
from apphost.engines.disk import failure
from apphost.engines.errors import EngineError
from apphost.engines.liveness import Lock, birth_mark

_POLL_SECONDS = 0.03
_PATIENCE_SECONDS = 60.0
_PATIENCE_DURING_RECOVERY_SECONDS = 1800.0
_LAST_RESORT_SECONDS = 5.0
_HURRIED_SECONDS = 1.0

StopPlan = Sequence[tuple[signal.Signals, float]]
"""Signals in the order they are sent, each with the seconds it is given."""


class Answer(Enum):
    """What a server says when asked a real question through its final address."""

    READY = "ready"
    BUSY = "busy"  # alive, but starting, recovering or shutting down
    SILENT = "silent"


def never() -> bool:
    """The default of every `give_up`: wait as long as it takes."""
    return False


@dataclass
class RunningEngine:
    """One server process and the lock that it and its children hold as long as any of them lives.

    `process` is None for a server that another process started and we adopted.
    """

    name: str
    title: str
    url: str
    pid: int
    lock: Lock
    log: Path
    ask: Callable[[], Answer]
    stop_plan: StopPlan
    process: subprocess.Popen[bytes] | None = None
    log_starts_at_byte: int = 0

    def __post_init__(self) -> None:
        self._birth_mark = birth_mark(self.pid)

    def alive(self) -> bool:
        """Whether the server itself lives (its children may linger a moment longer)."""
        if self.process is not None:
            return self.process.poll() is None
        return self._birth_mark is not None and birth_mark(self.pid) == self._birth_mark

    def last_words(self) -> str:
        """The end of what it logged since it was started."""
        return last_lines(self.log, since_bytes=self.log_starts_at_byte)

    def wait_ready(self, give_up: Callable[[], bool] = never) -> None:
        """Return when it answers. A recovering server gets more time; one that exited fails at once."""
        began = time.monotonic()
        patience = _PATIENCE_SECONDS
        while (answer := self.ask()) is not Answer.READY:
            if not self.alive():
                raise failure(self.name, self.last_words(), self.log.parent)
            if answer is Answer.BUSY:
                patience = _PATIENCE_DURING_RECOVERY_SECONDS
            if give_up() or time.monotonic() - began > patience:
                self.stop()
                raise EngineError(f"{self.name} did not become ready. Its last words:\n{self.last_words()}")
            time.sleep(_POLL_SECONDS)

    def stop(self, hurry: Callable[[], bool] = never) -> None:
        """Stop it in order, harder signal by harder signal; in a `hurry` each gets a second only.

        Of a server that is dead already nothing is waited for: a successor may hold the lock by now.
        """
        if not self.alive():
            return
        for signal_number, seconds in (*self.stop_plan, (signal.SIGKILL, _LAST_RESORT_SECONDS)):
            if self.alive():
                with suppress(ProcessLookupError):
                    os.kill(self.pid, signal_number)
            if self._gone_within(seconds, hurry):
                return
        raise EngineError(f"{self.name} (pid {self.pid}) could not be stopped.")

    def _gone_within(self, seconds: float, hurry: Callable[[], bool]) -> bool:
        began = time.monotonic()
        while self.alive() or self.lock.held():
            if time.monotonic() - began > (min(seconds, _HURRIED_SECONDS) if hurry() else seconds):
                return False
            time.sleep(_POLL_SECONDS)
        return True
