"""The data folder: private, refused in one line when it cannot be ours."""

import json
import os
import shutil
import subprocess
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest

from apphost.engines import DataFolder, EngineError, free_space_problem, start_postgres

AsOrdinaryUser = Callable[[str], "subprocess.CompletedProcess[str]"]


def test_secrets_are_made_once_and_only_the_owner_reads_them(folder: DataFolder) -> None:
    folder.prepare()
    made = folder.secrets
    assert DataFolder(folder.path).secrets == made
    assert len({made.secret_key, made.database_password, made.valkey_password}) == 3
    assert (folder.path / "secrets.json").stat().st_mode & 0o077 == 0


def test_nobody_else_can_read_the_folder(folder: DataFolder) -> None:
    folder.prepare()
    for inside in (folder.path, folder.run, folder.postgres, folder.valkey, folder.objects, folder.log):
        assert inside.stat().st_mode & 0o067 == 0, inside


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("mine")
    mode = tmp_path.stat().st_mode
    with pytest.raises(EngineError, match=r"holds other things \(thesis.odt"):
        DataFolder(tmp_path).prepare()
    assert (sorted(os.listdir(tmp_path)), tmp_path.stat().st_mode) == (["thesis.odt"], mode)


def test_a_folder_written_by_a_newer_release_is_refused(folder: DataFolder) -> None:
    folder.prepare()
    (folder.path / "format.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(EngineError, match="written by a newer release") as refusal:
        start_postgres(folder)
    assert "\n" not in str(refusal.value)


def test_one_owner_at_a_time(folder: DataFolder) -> None:
    folder.prepare()
    lock = folder.owner_lock()
    mine = lock.take()
    assert mine is not None
    assert lock.take() is None
    assert lock.held()
    os.close(mine)
    assert not lock.held()


def test_a_nearly_full_disk_is_said_before_anything_starts(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert free_space_problem(Path("/")) is None
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**10, 10**10, 50 * 1024 * 1024))
    with pytest.raises(EngineError, match="has 50 MB free and at least 200 MB are needed"):
        start_postgres(folder)


def test_an_ordinary_user_runs_both_servers_as_itself(as_ordinary_user: AsOrdinaryUser) -> None:
    ran = as_ordinary_user(
        """
        import os
        group = EngineGroup(DataFolder(home / "data"))
        group.start({})
        owners = {os.stat(f"/proc/{engine.pid}").st_uid for engine in group.engines.values()}
        assert owners == {os.getuid()} and os.getuid() != 0, owners
        group.stop()
        print("ran")
        """
    )
    assert ran.stdout == "ran\n", ran.stderr


def test_an_unwritable_folder_is_refused_in_one_line(as_ordinary_user: AsOrdinaryUser, users_home: Path) -> None:
    users_home.chmod(0o500)
    ran = as_ordinary_user(
        """
        try:
            start_postgres(DataFolder(home / "data"))
        except EngineError as refusal:
            print(refusal)
        """
    )
    assert ran.stdout.startswith(f"Cannot write to the data folder {users_home / 'data'}: Permission denied."), (
        ran.stderr
    )
    assert ran.stdout.count("\n") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_below_a_folder_closed_to_everybody_runs_the_servers_as_somebody_else(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    engine = start_postgres(DataFolder(tmp_path / "data"))
    try:
        assert os.stat(f"/proc/{engine.pid}").st_uid != 0
        assert tmp_path.stat().st_mode & 0o777 == 0o700
    finally:
        engine.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_is_told_when_the_asked_user_does_not_exist(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENGINE_USER", "no-such-user")
    with pytest.raises(EngineError, match="ENGINE_USER"):
        start_postgres(folder)
