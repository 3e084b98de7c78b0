"""`avatar-creator backup` and `restore` as an operator runs them, beside a running installation and without one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from supervised import Up


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    running = Up.real(tmp_path / "data", DRAIN_SECONDS="1").wait_ready()
    yield running
    running.end()


def command(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    return subprocess.run(
        [sys.executable, "-m", "apphost.cli", *map(str, words)],
        env={**environment, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_running_installation_moves_into_a_new_folder_and_on_from_there(up: Up, tmp_path: Path) -> None:
    assert command("backup", tmp_path / "first.tar", "--data", tmp_path / "data").returncode == 0
    assert up.answers(), "it kept running"
    moved = command("restore", tmp_path / "first.tar", "--data", tmp_path / "new")
    assert (moved.returncode, moved.stderr) == (0, "")
    again = command("backup", tmp_path / "second.tar", "--data", tmp_path / "new")
    assert (again.returncode, again.stdout) == (0, f"saved {tmp_path / 'second.tar'}\n")
    into_itself = command("restore", tmp_path / "second.tar", "--data", tmp_path / "new")
    assert into_itself.returncode == 2
    assert into_itself.stderr.startswith("avatar-creator: The database is not empty.")
    with_owner = Up.real(tmp_path / "new", DRAIN_SECONDS="1").wait_ready()
    try:
        link = command("users", "link", "owner@localhost", "--data", tmp_path / "new")
        assert (link.returncode, link.stdout.startswith(with_owner.status["url"])) == (0, True)
    finally:
        with_owner.end()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["backup", "saved.tar"], "There is no database in"),
        (["restore", "missing.tar"], "cannot be read: No such file"),
    ],
    ids=["nothing to save", "no such file"],
)
def test_trouble_is_one_line(tmp_path: Path, words: list[str], says: str) -> None:
    done = command(words[0], tmp_path / words[1], "--data", tmp_path / "data")
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.glob("*.tar*")) == []
