"""What runs on a data folder: written by the supervisor, read by `status`, by attachers and by its successor.

A process is known by its pid together with its birth mark, never by the pid alone.
"""

import os
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from apphost.engines import DataFolder
from apphost.engines.liveness import birth_mark

_LEFTOVER_SECONDS = 3.0
_ADDRESSES = ("DATABASE_URL", "REDIS_URL", "STORAGE_URL")


@dataclass(frozen=True)
class Seen:
    """One process as it was when it started."""

    name: str
    pid: int
    mark: str | None
    since: float

    @classmethod
    def now(cls, name: str, pid: int) -> "Seen":
        return cls(name, pid, birth_mark(pid), time.time())

    def alive(self) -> bool:
        return self.mark is not None and birth_mark(self.pid) == self.mark


def write(folder: DataFolder, url: str | None, processes: Sequence[Seen], environment: Mapping[str, str]) -> None:
    """`url` is None until the page answers."""
    folder.write_state(
        {
            "pid": os.getpid(),
            "url": url,
            "processes": [asdict(process) for process in processes],
            "environment": {name: environment[name] for name in _ADDRESSES if name in environment},
        }
    )


def status(folder: DataFolder) -> dict[str, Any]:
    """Every process with pid, life and age, and the addresses without their passwords."""
    state = folder.read_state() or {}
    addresses = state.get("environment", {})
    return {
        "running": folder.owner_lock().held(),
        "dataDir": str(folder.path),
        "url": state.get("url"),
        **{_camel(name): _without_password(addresses[name]) if name in addresses else None for name in _ADDRESSES},
        "processes": [_described(Seen(**process)) for process in state.get("processes", [])],
    }


def owner(folder: DataFolder) -> tuple[int, str] | None:
    """Pid and page of the live supervisor, once its page answers."""
    state = folder.read_state() or {}
    alive = any(Seen(**process).alive() for process in state.get("processes", []) if process["pid"] == state["pid"])
    return (state["pid"], state["url"]) if alive and state["url"] else None


def attach(folder: DataFolder) -> dict[str, str] | None:
    """The environment for a program that wants to use what runs here, or None while nothing does.

    What the operator set himself stands above it.
    """
    state = folder.read_state()
    if state is None or not state["environment"] or not folder.owner_lock().held():
        return None
    found: dict[str, str] = state["environment"]
    return {**found, "SECRET_KEY": folder.secrets.secret_key, "DATA_DIR": str(folder.path)}


def stop_leftovers(folder: DataFolder, names: tuple[str, ...]) -> None:
    """See off what a killed supervisor left behind. Its engines are not named here: they get adopted."""
    state = folder.read_state() or {}
    left = [seen for process in state.get("processes", []) if (seen := Seen(**process)).name.startswith(names)]
    for signal_number in (signal.SIGTERM, signal.SIGKILL):
        for seen in left:
            if seen.alive():
                with suppress(ProcessLookupError):
                    os.killpg(seen.pid, signal_number)
        deadline = time.monotonic() + _LEFTOVER_SECONDS
        while any(seen.alive() for seen in left) and time.monotonic() < deadline:
            time.sleep(0.05)


def _described(process: Seen) -> dict[str, Any]:
    alive = process.alive()
    return {
        "name": process.name,
        "pid": process.pid,
        "alive": alive,
        "uptimeSeconds": round(time.time() - process.since, 1) if alive else None,
    }


def _camel(name: str) -> str:
    first, *rest = name.lower().split("_")
    return first + "".join(word.capitalize() for word in rest)


def _without_password(url: str) -> str:
    parts: SplitResult = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    hidden = parts._replace(netloc=f"{user.partition(':')[0]}{at}{host}" if at else host)
    return urlunsplit(hidden)
