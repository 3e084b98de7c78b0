"""A whole installation in one file, and another installation from it."""

import json
import os
import stat
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from apphost.backup import BackupProblem, restore, save
from apphost.kit.database import Database
from apphost.kit.migrations import PLATFORM, pending
from apphost.kit.settings import Settings
from apphost.kit.storage import Storage, open_storage
from apphost.registry import installed_apps, migration_branches
from engine_room import TestEngines, create_database, drop_database
from running_app import Api, RunningApp, running_app

BRANCHES = migration_branches()


def unheard(line: str) -> None:
    """Nobody watches."""


@pytest.fixture
def target(engines: TestEngines, settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """An installation with nothing in it, not even tables."""
    name = f"target_of_{urlsplit(settings.required('database_url')).path.removeprefix('/')}"
    yield settings.model_copy(
        update={
            "database_url": create_database(engines, name),
            "storage_url": (tmp_path / "restored").as_uri(),
            "redis_url": engines.redis_url_of(15),
        }
    )
    drop_database(engines, name)


async def saved(settings: Settings, path: Path) -> Path:
    await save(settings.required("database_url"), storage_of(settings), BRANCHES, path, unheard)
    return path


async def restored(path: Path, settings: Settings) -> None:
    await restore(settings.required("database_url"), storage_of(settings), BRANCHES, path, unheard)


def storage_of(settings: Settings) -> Storage:
    return open_storage(settings.object_storage_url)


async def tables_of(settings: Settings) -> int:
    db = Database(settings.required("database_url"), size=1)
    try:
        return int(await db.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
    finally:
        await db.close()


async def keys_of(settings: Settings) -> set[str]:
    return {key async for key in storage_of(settings).all_keys()}


@pytest.fixture
async def backup(running: RunningApp, api: Api, tmp_path: Path) -> Path:
    """Of the tests' own installation, with somebody in it."""
    await api.new_avatar()
    return await saved(running.settings, tmp_path / "saved.tar")


async def test_people_find_everything_as_it_was(
    running: RunningApp, api: Api, target: Settings, tmp_path: Path
) -> None:
    avatar = await api.new_avatar(persona={"name": "Ruth"})
    picture = (await api.get(avatar["baseImageUrl"])).content
    await restored(await saved(running.settings, tmp_path / "saved.tar"), target)
    async with running_app(target, installed_apps()) as other, other.client() as http:
        there = Api(http, api.user)
        http.headers["authorization"] = api.http.headers["authorization"]
        assert (await there.read(f"/avatars/{avatar['id']}")) == avatar
        assert (await there.get(avatar["baseImageUrl"])).content == picture
        assert (await there.new_avatar(avatar["projectId"]))["id"] != avatar["id"]


async def test_every_object_is_there_and_the_schema_is_this_releases(
    running: RunningApp, backup: Path, target: Settings
) -> None:
    await restored(backup, target)
    with tarfile.open(backup) as tar:
        objects = {name.removeprefix("objects/") for name in tar.getnames() if name.startswith("objects/")}
    assert await keys_of(target) == objects != set()
    assert await pending(target.required("database_url"), BRANCHES) == []


async def test_the_file_is_for_its_owner_alone_and_any_tar_can_open_it(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with tarfile.open(backup) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("backup.json") or pytest.fail("no manifest"))
    assert manifest["schema"][PLATFORM.name] == PLATFORM.revisions[-1]
    assert {name.partition("/")[0] for name in names} == {"backup.json", "database", "objects", "seal.json"}


async def test_an_existing_file_is_never_overwritten(running: RunningApp, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(BackupProblem, match="is there already"):
        await saved(running.settings, tmp_path / "mine.txt")
    assert (tmp_path / "mine.txt").read_text() == "precious"


async def test_a_folder_that_cannot_be_written_is_named(running: RunningApp, tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="cannot be written: No such file"):
        await saved(running.settings, tmp_path / "nowhere" / "saved.tar")


async def test_an_empty_database_is_no_installation(target: Settings, tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="nothing to save"):
        await saved(target, tmp_path / "saved.tar")
    assert list(tmp_path.glob("*saved*")) == []


async def test_a_database_that_is_used_is_left_alone(running: RunningApp, backup: Path, target: Settings) -> None:
    used = target.model_copy(update={"database_url": running.settings.database_url})
    with pytest.raises(BackupProblem, match="database is not empty"):
        await restored(backup, used)
    assert await keys_of(target) == set()


async def test_a_storage_that_is_used_is_left_alone(backup: Path, target: Settings) -> None:
    await storage_of(target).put_many({"somebody/here.txt": b"hello"})
    with pytest.raises(BackupProblem, match="storage is not empty"):
        await restored(backup, target)
    assert await tables_of(target) == 0


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_at_the_seal(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 2048)


def one_bit_is_another(path: Path) -> None:
    with open(path, "r+b") as file:
        file.seek(path.stat().st_size // 2)
        [byte] = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


@pytest.mark.parametrize("spoil", [cut, cut_at_the_seal, one_bit_is_another])
async def test_a_damaged_file_is_refused_before_anything_is_restored(
    backup: Path, target: Settings, spoil: Callable[[Path], None]
) -> None:
    spoil(backup)
    await refused(backup, target, "damaged or incomplete")


def manifest_with(**changes: Any) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        manifest = {"kind": "apphost-backup", "format": 1, "release": "9.9.0", "schema": {}, "created_at": ""}
        path.with_name("backup.json").write_text(json.dumps(manifest | changes))
        path.unlink()
        with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
            tar.add(path.with_name("backup.json"), "backup.json")

    return write


def other_tar(path: Path) -> None:
    path.unlink()
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        tar.add(__file__, "photos/one.jpg")


FOREIGN: dict[str, tuple[Callable[[Path], Any], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "is no backup"),
    "text": (lambda path: path.write_text("Dear diary. " * 1000), "is no backup"),
    "another tar": (other_tar, "is no backup"),
    "another kind": (manifest_with(kind="diary"), "is no backup"),
    "a newer layout": (manifest_with(format=2), "another release"),
    "no file": (lambda path: path.unlink(), "cannot be read: No such file"),
}


@pytest.mark.parametrize("kind", FOREIGN)
async def test_a_foreign_file_is_refused(backup: Path, target: Settings, kind: str) -> None:
    spoil, words = FOREIGN[kind]
    spoil(backup)
    await refused(backup, target, words)


async def test_a_backup_of_a_newer_release_is_refused(running: RunningApp, tmp_path: Path, target: Settings) -> None:
    url = running.settings.required("database_url")
    newer = [branch._replace(folder=tmp_path) for branch in BRANCHES]
    await save(url, storage_of(target), BRANCHES, tmp_path / "saved.tar", unheard)
    for branch in BRANCHES:
        (tmp_path / f"{branch.revisions[0]}.py").touch()
    with pytest.raises(BackupProblem, match="written by a newer release"):
        await restore(target.required("database_url"), storage_of(target), newer, tmp_path / "saved.tar", unheard)
    assert await tables_of(target) == 0


async def refused(path: Path, target: Settings, words: str) -> None:
    with pytest.raises(BackupProblem, match=words) as refusal:
        await restored(path, target)
    assert "\n" not in str(refusal.value)
    assert (await tables_of(target), await keys_of(target)) == (0, set())
