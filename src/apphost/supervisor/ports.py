"""Is the port free, who has it, and which one is: asked before anything is started."""

import errno
import os
import socket
from contextlib import suppress
from pathlib import Path

from apphost.engines.errors import EngineError
from apphost.engines.liveness import command_of

_LISTENING = "0A"
_CANDIDATES = 50


def bindable(host: str, port: int) -> bool:
    """Whether we could listen there. Anything but "in use" is an error in words."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen(1)
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            return False
        raise EngineError(f"Cannot listen on {host} port {port}: {problem.strerror or problem}.") from problem
    return True


def free_port(host: str) -> int:
    """Some port that nobody has."""
    family = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)[0][0]
    with socket.socket(family) as trial:
        trial.bind((host, 0))
        port: int = trial.getsockname()[1]
    return port


def next_free_port(host: str, port: int) -> int:
    """The first free port after `port`, else any."""
    following = range(port + 1, min(port + _CANDIDATES, 65_536))
    return next((candidate for candidate in following if bindable(host, candidate)), None) or free_port(host)


def holder(port: int) -> str:
    """Who listens on `port`, as far as the system tells us: "python app.py (pid 12)" or "another program"."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if any(os.readlink(descriptor) in sockets for descriptor in (process / "fd").iterdir()):
                return f"{command_of(int(process.name))[:80]} (pid {process.name})"
    return "another program"


def _listening_inodes(port: int) -> set[str]:
    """The kernel's numbers of the sockets that listen on `port`; empty where there is no /proc."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with suppress(FileNotFoundError):
            for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
                fields = line.split()
                if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                    found.add(fields[9])
    return found
