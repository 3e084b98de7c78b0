"""Runs `up` as a process of its own, the way a person would at a terminal: the real one, or one over small programs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from apphost.engines import DataFolder
from apphost.supervisor import page, status
from apphost.supervisor.ports import free_port

PAGE = """
import http.server, json, os, subprocess, sys
from pathlib import Path

class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass

data = Path(os.environ["DATA_DIR"])
helper = subprocess.Popen(["sleep", "30"])
(data / "log" / "page.json").write_text(json.dumps({"environment": dict(os.environ), "helper": helper.pid}))
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Ready).serve_forever()
"""
WORKER = """
import os, signal, sys, time
from pathlib import Path
note = Path(os.environ["DATA_DIR"]) / "log" / f"drained-{os.getpid()}"
signal.signal(signal.SIGTERM, lambda *_: (note.write_text("drained"), sys.exit(0)))
while True:
    time.sleep(1)
"""
_UP = """
import sys
from pathlib import Path
from apphost.supervisor import Commands, UpOptions, run
data, port, workers, *programs = sys.argv[1:]
commands = Commands(*([sys.executable, "-c", program] for program in programs))
sys.exit(run(UpOptions(Path(data), port=int(port), workers=int(workers), commands=commands)))
"""
_SECONDS = 60.0


def until(what: Callable[[], Any], seconds: float = _SECONDS) -> Any:
    """Wait for something to become true and return it."""
    deadline = time.monotonic() + seconds
    while not (seen := what()):
        assert time.monotonic() < deadline, f"waited {seconds} s in vain"
        time.sleep(0.03)
    return seen


class Up:
    """One running `up`: its command's output is what a person reads."""

    def __init__(self, data: Path, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.folder = DataFolder(data)
        self._output = data.parent / f"{time.monotonic_ns()}.out"
        inherited = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
        ours = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
        with open(self._output, "wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, *command], env={**inherited, **ours, **environment}, stdout=output, stderr=output
            )

    @classmethod
    def over_small_programs(
        cls,
        data: Path,
        *,
        port: int = 0,
        workers: int = 1,
        migrate: str = "pass",
        page: str = PAGE,
        worker: str = WORKER,
        link: str = "print('http://127.0.0.1/sign-in#once')",
        **environment: str,
    ) -> "Up":
        """With Python words in place of each of our programs."""
        return cls(data, ["-c", _UP, str(data), str(port), str(workers), migrate, page, worker, link], environment)

    @classmethod
    def real(cls, data: Path, **environment: str) -> "Up":
        """The very command that people type."""
        port = str(free_port("127.0.0.1"))
        return cls(data, ["-m", "apphost.cli", "up", "--data", str(data), "--port", port, "--no-open"], environment)

    @property
    def output(self) -> str:
        return self._output.read_text(encoding="utf-8")

    @property
    def status(self) -> dict[str, Any]:
        return status(self.folder)

    def pid_of(self, name: str) -> int:
        pids = [process["pid"] for process in self.status["processes"] if process["name"] == name and process["alive"]]
        return int(pids[0]) if pids else 0

    def wait_ready(self) -> "Up":
        until(lambda: "Press Ctrl-C" in self.output or self.process.poll() is not None)
        assert "Press Ctrl-C" in self.output, self.output
        return self

    def answers(self) -> bool:
        return page.answers(self.status["url"])

    def kill_and_wait_for_the_next(self, name: str) -> None:
        """kill -9 the process of that name; returns when it has been started again."""
        killed = until(lambda: self.pid_of(name))
        os.kill(killed, signal.SIGKILL)
        until(lambda: self.pid_of(name) not in (0, killed))

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def wait(self) -> int:
        return self.process.wait(timeout=_SECONDS)

    def end(self) -> None:
        """However the test went, nothing of it stays."""
        if self.process.poll() is None:
            self.interrupt()
            self.wait()
