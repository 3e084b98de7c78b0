"""Starting a child process the way a supervisor needs it.

Own session (Ctrl-C reaches the supervisor alone, which then stops things in order), output to a log
file, stopped by the kernel when its parent dies, with the rights it is given. Knows nothing about what
it starts.
"""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from apphost.engines.rights import Rights, die_with_parent

_LOG_ROTATES_AT_BYTES = 10 * 1024 * 1024
_BARE_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
_NO_RIGHTS_CHANGE = Rights()


def spawn(
    command: Sequence[str],
    log: Path,
    *,
    environment: Mapping[str, str] = _BARE_ENVIRONMENT,
    rights: Rights = _NO_RIGHTS_CHANGE,
    keeps_open: Sequence[int] = (),
    dies_by: signal.Signals = signal.SIGTERM,
    folder: str | None = "/",
) -> subprocess.Popen[bytes]:
    """Start `command` in `folder` (None: ours) with its output appended to `log`.

    `keeps_open` are descriptors it inherits; `dies_by` is sent to it when this process dies. The kernel
    ties that promise to the starting thread, so it is given to children of the main thread only.
    """
    _rotate(log)
    with open(log, "ab", opener=_private) as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=keeps_open,
            start_new_session=True,
            preexec_fn=_preparation(rights, dies_by),
        )


def run(
    command: Sequence[str], *, rights: Rights = _NO_RIGHTS_CHANGE, keeps_open: Sequence[int] = (), words: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a short program to its end, feeding it `words`; its output and errors come back as one text."""
    return subprocess.run(
        command,
        cwd="/",
        env=_BARE_ENVIRONMENT,
        input=words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        pass_fds=keeps_open,
        start_new_session=True,
        preexec_fn=_preparation(rights, signal.SIGKILL),
    )


def last_lines(log: Path, count: int = 12, since_bytes: int = 0) -> str:
    """The end of a log, from `since_bytes` on."""
    try:
        with open(log, "rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(since_bytes, size - 16_384))
            return "\n".join(file.read().decode(errors="replace").splitlines()[-count:])
    except FileNotFoundError:
        return ""


def size_of(log: Path) -> int:
    """Where a log ends now, to read later only what was added."""
    return log.stat().st_size if log.exists() else 0


def _preparation(rights: Rights, dies_by: signal.Signals) -> Callable[[], None]:
    """What the forked child does before it becomes the program."""
    parent = os.getpid()
    in_main_thread = threading.current_thread() is threading.main_thread()

    def prepare() -> None:
        rights.assume()
        if in_main_thread:
            die_with_parent(dies_by)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def _rotate(log: Path) -> None:
    """Keep one old log beside a fresh one once it has grown large."""
    if size_of(log) > _LOG_ROTATES_AT_BYTES:
        log.replace(log.with_suffix(".old.log"))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
