"""Servers of their own for the tests that stop and kill them, and programs run as an ordinary user."""

import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from apphost.engines import DataFolder, RunningEngine, start_postgres, start_valkey
from apphost.engines.account import Account, engine_account
from apphost.engines.rights import rights_to_reach

StartServer = Callable[..., RunningEngine]
AsOrdinaryUser = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def postgres(folder: DataFolder) -> Iterator[StartServer]:
    yield from _starter(folder, start_postgres)


@pytest.fixture
def valkey(folder: DataFolder) -> Iterator[StartServer]:
    yield from _starter(folder, start_valkey)


@pytest.fixture
def users_home() -> Iterator[Path]:
    """A folder of an ordinary user: of `nobody` or its like when we are root."""
    with tempfile.TemporaryDirectory() as home:
        if account := engine_account():
            os.chown(home, account.uid, account.gid)
        yield Path(home)


@pytest.fixture
def as_ordinary_user(users_home: Path) -> AsOrdinaryUser:
    """Runs Python words in a process of an ordinary user; `home` is the user's folder.

    When we are root that process may still read every folder, to find our Python, but changes only its own.
    """

    def run(words: str) -> "subprocess.CompletedProcess[str]":
        account: Account | None = engine_account()
        rights = rights_to_reach(
            [Path(sys.executable).resolve(), *filter(Path.exists, map(Path, filter(None, sys.path)))], account
        )
        program = f"from pathlib import Path\nfrom apphost.engines import *\nhome = Path({str(users_home)!r})\n"
        return subprocess.run(
            [sys.executable, "-c", program + textwrap.dedent(words)],
            cwd="/",
            env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=rights.assume,
        )

    return run


def _starter(folder: DataFolder, start: StartServer) -> Iterator[StartServer]:
    """Starts on the test's folder; what still lives at the end is stopped."""
    started: list[RunningEngine] = []

    def start_one(**options: bool) -> RunningEngine:
        started.append(start(folder, **options))
        return started[-1]

    yield start_one
    for engine in started:
        engine.stop(lambda: True)
