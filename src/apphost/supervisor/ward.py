"""One thing under supervision: started again when it dies, up to its budget.

Engines and our own processes are watched alike; how each is started is the caller's.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from apphost.engines import EngineError, EngineGroup
from apphost.engines.child import last_lines, size_of, spawn
from apphost.supervisor.logs import LogWatch
from apphost.supervisor.restarts import RestartBudget


class Startable(Protocol):
    """A server or a program: it has a name, lives or not, and can be started."""

    name: str

    @property
    def pid(self) -> int: ...
    def alive(self) -> bool: ...
    def start(self) -> None: ...
    def last_words(self) -> str: ...


class Ward:
    """Watches one startable thing. `check` never waits for a back-off, so one patient never delays the others."""

    def __init__(self, thing: Startable, tell: Callable[[str], None]) -> None:
        self.thing = thing
        self._tell = tell
        self._budget = RestartBudget()
        self._next_try: float | None = None

    def check(self) -> bool:
        """Look after it; True when it was just started again. EngineError when it died too often."""
        if self._next_try is None:
            if self.thing.alive():
                return False
            self._plan_next_try("stopped", self.thing.last_words())
        if self._next_try is not None and time.monotonic() >= self._next_try:
            return self._try_again()
        return False

    def _try_again(self) -> bool:
        self._next_try = None
        try:
            self.thing.start()
        except EngineError as problem:
            self._plan_next_try("did not start", str(problem))
            return False
        self._tell(f"{self.thing.name} runs again (pid {self.thing.pid})")
        return True

    def _plan_next_try(self, happened: str, why: str) -> None:
        self._next_try = self._budget.next_try(time.monotonic())
        if self._next_try is None:
            raise EngineError(f"{self.thing.name} {happened} too often. Its last words:\n{why}")
        last_line = (why.strip().splitlines() or ["it said nothing"])[-1]
        self._tell(f"{self.thing.name} {happened} ({last_line}); starting it again")


class Program:
    """One of our own processes, in a process group of its own, so that nothing of it outlives it."""

    def __init__(self, name: str, command: Sequence[str], log: Path, environment: Mapping[str, str]) -> None:
        self.name = name
        self._command, self._log, self._environment = command, log, environment
        self._process: subprocess.Popen[bytes] | None = None
        self._log_starts_at_byte = 0
        self.log_watch = LogWatch(log)

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    @property
    def exit_code(self) -> int | None:
        return self._process.poll() if self._process else None

    def start(self) -> None:
        if self._process is not None:
            self._signal(signal.SIGKILL)  # helpers of the one that died
        self._log_starts_at_byte = size_of(self._log)
        self._process = spawn(self._command, self._log, environment=self._environment, folder=None)

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def last_words(self) -> str:
        return last_lines(self._log, since_bytes=self._log_starts_at_byte)

    def ask_to_stop(self) -> None:
        if self.alive():
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End it and whatever it started."""
        if self._process is not None:
            self._signal(signal.SIGKILL)
            self._process.wait()

    def _signal(self, signal_number: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal_number)


class ServerInGroup:
    """One server of the group; its address stays the same over a restart."""

    def __init__(self, group: EngineGroup, setting: str, give_up: Callable[[], bool]) -> None:
        self.name = group.engines[setting].name
        self._group, self._setting, self._give_up = group, setting, give_up

    @property
    def pid(self) -> int:
        return self._group.engines[self._setting].pid

    def alive(self) -> bool:
        return self._group.engines[self._setting].alive()

    def start(self) -> None:
        self._group.restart(self._setting, self._give_up)

    def last_words(self) -> str:
        return self._group.engines[self._setting].last_words()
