"""Who is alive, answered by the kernel instead of by pid files.

A server inherits an open, locked file: the lock is held while the server or any child of it lives
and is free the moment the last one is gone, however they died. Pids are only ever used together with
the time the process started.
"""

import fcntl
import os
import subprocess
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Somebody who only looks whether a lock is held keeps it for an instant.
_PROBE_SECONDS, _TRIES = 0.02, 4


@dataclass(frozen=True)
class Lock:
    """An exclusive lock on a file, kept by whoever holds (or inherited) its descriptor."""

    path: Path

    def take(self) -> int | None:
        """The locked descriptor to keep or hand on, or None while somebody else holds it."""
        descriptor = self._open()
        for _ in range(_TRIES):
            if _locked(descriptor, fcntl.LOCK_EX):
                return descriptor
            time.sleep(_PROBE_SECONDS)
        os.close(descriptor)
        return None

    def held(self) -> bool:
        """Whether anybody holds it right now."""
        if not self.path.exists():
            return False
        descriptor = self._open()
        try:
            return not _locked(descriptor, fcntl.LOCK_SH)
        finally:
            os.close(descriptor)

    def _open(self) -> int:
        return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locked(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def birth_mark(pid: int) -> str | None:
    """What tells a process from a later one with the same pid; None when it is gone or a zombie."""
    if not os.path.isdir("/proc/self"):
        return _birth_mark_by_ps(pid)
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            fields = stat.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, ticks_after_boot = fields[0], fields[19]
    return None if state in "ZX" else f"{_boot_id()} {ticks_after_boot}"


@cache
def _boot_id() -> str:
    """After a reboot pids and ticks begin again, and a stranger may have both."""
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def _birth_mark_by_ps(pid: int) -> str | None:
    """The same where there is no /proc (macOS)."""
    seen = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state, _, started = seen.stdout.strip().partition(" ")
    return None if not state or state.startswith("Z") else started.strip()


def command_of(pid: int) -> str:
    """The command line of a live process, empty when it is gone or not ours to see."""
    if not os.path.isdir("/proc/self"):
        seen = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return seen.stdout.strip()
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as cmdline:
            return cmdline.read().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def processes_in(folder: Path) -> list[int]:
    """The processes that work in `folder`; none where there is no /proc."""
    here = os.path.realpath(folder)
    return [int(entry) for entry in _entries_of_proc() if entry.isdigit() and _working_folder(entry) == here]


def _entries_of_proc() -> list[str]:
    return os.listdir("/proc") if os.path.isdir("/proc/self") else []


def _working_folder(pid: str) -> str:
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return ""
