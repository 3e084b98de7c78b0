"""A complete installation for a bench: `avatar-creator up` on a fresh folder, with people and pictures' rows in it."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from apphost.engines import DataFolder
from apphost.supervisor import attach

COMMAND = [sys.executable, "-P", "-m", "apphost.cli"]
PASSWORD = "a long enough password"


@dataclass(frozen=True, slots=True)
class Installation:
    folder: Path
    url: str
    supervisor_pid: int
    started_in_seconds: float

    @property
    def environment(self) -> dict[str, str]:
        found = attach(DataFolder(self.folder))
        assert found is not None
        return found

    def pid_of(self, name: str) -> int:
        """The process of this name, as `status --json` tells it."""
        return int(next(each["pid"] for each in self.status()["processes"] if each["name"] == name))

    def status(self) -> Any:
        told = subprocess.run(
            [*COMMAND, "status", "--data", str(self.folder), "--json"], capture_output=True, check=True
        )
        return json.loads(told.stdout)

    def sign_in(self) -> "Caller":
        """Somebody new."""
        with httpx.Client(base_url=self.url) as http:
            account = {"email": f"{secrets.token_hex(6)}@example.org", "password": PASSWORD}
            answer = http.post("/api/auth/register", json=account).raise_for_status().json()
        return Caller(answer["user"]["id"], answer["accessToken"])


@dataclass(frozen=True, slots=True)
class Caller:
    user_id: str
    token: str

    @property
    def headers(self) -> Mapping[str, str]:
        return {"authorization": f"Bearer {self.token}"}


@contextmanager
def installation(folder: Path | None = None, **settings: str) -> Iterator[Installation]:
    """Everything up, until the block ends. Ready is when `/readyz` says so."""
    with tempfile.TemporaryDirectory(prefix="avatar-bench-") as temporary:
        folder = folder or Path(temporary) / "data"
        port = free_port()
        started = time.monotonic()
        process = subprocess.Popen(
            [*COMMAND, "up", "--data", str(folder), "--port", str(port), "--no-open"],
            env={**os.environ, "LOG_LEVEL": "warning", **settings},
            stdout=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(url)
            ready_in = time.monotonic() - started
            yield Installation(folder, url, process.pid, ready_in)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def wait_until_ready(url: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/readyz", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.02)
    raise TimeoutError(f"{url} did not become ready")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
