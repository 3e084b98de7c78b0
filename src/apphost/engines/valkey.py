"""The embedded Valkey: writes its configuration, starts or adopts its server, knows its address.

It listens on a Unix socket only, which both redis-py and BullMQ reach by a unix:// address. Its
password is in a private file, never on a command line.
"""

import os
import signal
import socket
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

from apphost.engines import child
from apphost.engines.binaries import valkey_server
from apphost.engines.disk import require_free_space
from apphost.engines.errors import EngineError
from apphost.engines.folder import DataFolder, write_private
from apphost.engines.liveness import Lock
from apphost.engines.rights import rights_to_reach
from apphost.engines.running import Answer, RunningEngine, StopPlan, never

NAME = "valkey"
_STOP_PLAN: StopPlan = ((signal.SIGTERM, 10.0),)
_ORPHAN_SECONDS = 20.0
_ASK_SECONDS = 2.0
_UNREADABLE = "Bad file format reading the append only file"


def start_valkey(folder: DataFolder, *, durable: bool = True, give_up: Callable[[], bool] = never) -> RunningEngine:
    """Start (or adopt) Valkey on `folder` and return when it answers. Not durable: a restart keeps nothing.

    Data that a power cut made unreadable is set aside: accepted work is in PostgreSQL, an empty Valkey will do.
    """
    engine = _launch(folder, durable)
    try:
        engine.wait_ready(give_up)
    except EngineError:
        if _UNREADABLE not in engine.last_words():
            raise
        (folder.valkey / "appendonlydir").rename(folder.valkey / f"unreadable-{time.time_ns()}")
        engine = _launch(folder, durable)
        engine.wait_ready(give_up)
    return engine


def _launch(folder: DataFolder, durable: bool) -> RunningEngine:
    folder.prepare()
    lock = Lock(folder.run / "valkey.lock")
    descriptor = lock.take()
    if descriptor is None:
        if adopted := _settle_orphan(folder, lock):
            return adopted
        descriptor = lock.take()
        if descriptor is None:
            raise EngineError(f"Another program is just starting Valkey on {folder.path}.")
    try:
        return _start(folder, lock, descriptor, durable)
    finally:
        os.close(descriptor)


def _start(folder: DataFolder, lock: Lock, descriptor: int, durable: bool) -> RunningEngine:
    require_free_space(folder.path)
    server, version = valkey_server()
    rights = rights_to_reach([folder.valkey, folder.sockets, server], folder.account)
    _refuse_newer_data(folder, version)
    _socket_of(folder).unlink(missing_ok=True)
    configuration = folder.valkey / "valkey.conf"
    write_private(configuration, _configuration(folder, durable), owner=folder.account)
    log = folder.log / "valkey.log"
    log_starts_at_byte = child.size_of(log)
    process = child.spawn(
        [str(server), str(configuration)], log, rights=rights, keeps_open=(descriptor,), dies_by=signal.SIGTERM
    )
    engine = _engine(process.pid, folder, lock)
    engine.process = process
    engine.log_starts_at_byte = log_starts_at_byte
    return engine


def _configuration(folder: DataFolder, durable: bool) -> str:
    """Keys are never evicted: jobs must stay until they are taken."""
    settings = {
        "port": "0",
        "unixsocket": _quoted(_socket_of(folder)),
        "unixsocketperm": "700",
        "requirepass": folder.secrets.valkey_password,
        "dir": _quoted(folder.valkey),
        "appendonly": "yes" if durable else "no",
        "appendfsync": "everysec",
        "save": '""',
        "maxmemory-policy": "noeviction",
    }
    return "".join(f"{name} {value}\n" for name, value in settings.items())


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _socket_of(folder: DataFolder) -> Path:
    return folder.sockets / "valkey.sock"


def _engine(pid: int, folder: DataFolder, lock: Lock) -> RunningEngine:
    password = folder.secrets.valkey_password
    url = f"unix://:{quote(password)}@{quote(str(_socket_of(folder)))}"
    question = partial(_ask, _socket_of(folder), password)
    return RunningEngine(
        NAME, valkey_server()[1].capitalize(), url, pid, lock, folder.log / "valkey.log", question, _STOP_PLAN
    )


def _settle_orphan(folder: DataFolder, lock: Lock) -> RunningEngine | None:
    """A server lives that we did not start: adopt it once it answers; None when it went away."""
    deadline = time.monotonic() + _ORPHAN_SECONDS
    while lock.held():
        if pid := _pid_of_server(folder):
            return _engine(pid, folder, lock)
        if time.monotonic() > deadline:
            raise EngineError(f"An older Valkey on {folder.path} does not answer. Stop it and start again.")
        time.sleep(0.05)
    return None


def _pid_of_server(folder: DataFolder) -> int | None:
    """The pid of the server behind our socket, said by itself."""
    said = _talk(_socket_of(folder), folder.secrets.valkey_password, "INFO server")
    line = next((line for line in said.splitlines() if line.startswith("process_id:")), None)
    return int(line.removeprefix("process_id:")) if line else None


def _ask(path: Path, password: str) -> Answer:
    said = _talk(path, password, "PING")
    if said.startswith("+PONG"):
        return Answer.READY
    return Answer.BUSY if said.startswith(("-LOADING", "-BUSY")) else Answer.SILENT


def _talk(path: Path, password: str, command: str) -> str:
    """Sign in, ask one thing, return the raw answer; empty when nobody answers."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_ASK_SECONDS)
            connection.connect(str(path))
            connection.sendall(f"AUTH {password}\r\n{command}\r\nQUIT\r\n".encode())
            answer = b""
            while received := connection.recv(65_536):
                answer += received
    except OSError:
        return ""
    return answer.decode(errors="replace").removeprefix("+OK\r\n").removesuffix("+OK\r\n")


def _refuse_newer_data(folder: DataFolder, version: str) -> None:
    """Remember who wrote the data, and keep an older or another server from stumbling over it."""
    note = folder.valkey / "WRITTEN_BY"
    if note.exists():
        written = note.read_text(encoding="utf-8").strip()
        name, _, number = version.partition(" ")
        if not written.startswith(f"{name} ") or _number(written) > _number(version):
            raise EngineError(
                f"The data in {folder.valkey} was written by {written}; here is {name} {number}. "
                "Start it with the release that wrote it, or move that folder away: no accepted work is lost."
            )
    write_private(note, version, owner=folder.account)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.partition(" ")[2].split("."))
