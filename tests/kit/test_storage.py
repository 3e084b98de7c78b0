"""Stored files: durable, never half there, never outside their folder."""

import asyncio
import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from apphost.kit.settings import SettingsProblem
from apphost.kit.storage import BadKey, Storage, StorageFull, open_storage

KEY = "avatar-creator/0198f0c0-0000-7000-8000-000000000001/0198f0c0-0000-7000-8000-000000000002_thumb.jpg"

NO_KEYS = [
    *("", ".", "..", "/", "/etc/passwd", "a/", "a//b", "a/./b", "a/../b", "../a", "a/..", "a/b/.."),
    *("a\\b", "..\\a", "a\0b", "a\n", "a\n/b", " a", "a b", "~/a", "-rf", ".hidden", "a/.hidden", ".incoming/a"),
    *("é.jpg", "a/\u202eb", "C:/a", "file:///a", "a%2fb", "a?b", "a" * 129, "/".join("a" * 9)),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "objects"


@pytest.fixture
def storage(folder: Path) -> Storage:
    return open_storage(folder.as_uri())


async def content_of(storage: Storage, key: str) -> bytes:
    file = await storage.find(key)
    assert file is not None
    return b"".join([chunk async for chunk in storage.read(key, 0, file.size_bytes)])


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def modes_of(paths: list[Path]) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in paths}


async def test_what_was_put_is_read_back_whole_and_in_parts(storage: Storage) -> None:
    content = os.urandom(700_000)  # several chunks
    await storage.put_many({KEY: content})
    assert await content_of(storage, KEY) == content
    assert b"".join([chunk async for chunk in storage.read(KEY, 300_000, 400_000)]) == content[300_000:]


async def test_all_keys_are_told_and_nothing_that_is_none_of_ours(storage: Storage, folder: Path) -> None:
    keys = {KEY, "presets/one.jpg", *(f"many/{number}" for number in range(1500))}
    await storage.put_many(dict.fromkeys(keys, b"content"))
    (folder / ".incoming" / "half").touch()
    (folder / "presets" / ".hidden").touch()
    (folder / "elsewhere").symlink_to(folder)
    assert {key async for key in storage.all_keys()} == keys


async def test_a_file_is_replaced_as_a_whole_and_gets_another_etag(storage: Storage) -> None:
    await storage.put_many({KEY: b"first"})
    first = await storage.find(KEY)
    await storage.put_many({KEY: b"later"})
    later = await storage.find(KEY)
    assert await content_of(storage, KEY) == b"later"
    assert first is not None
    assert later is not None
    assert first.etag != later.etag


async def test_only_the_owner_of_the_process_may_read(storage: Storage, folder: Path) -> None:
    await storage.put_many({KEY: b"face"})
    files = files_below(folder)
    assert modes_of(files) == {0o600}
    assert modes_of([parent for file in files for parent in file.parents if parent.is_relative_to(folder)]) == {0o700}


async def test_deleting_ignores_what_is_not_there(storage: Storage) -> None:
    await storage.put_many({"a/one.jpg": b"1", "a/two.jpg": b"2"})
    await storage.delete_many(["a/one.jpg", "a/missing.jpg", "nowhere/at/all.jpg", "a/two.jpg/below.jpg"])
    assert await storage.find("a/one.jpg") is None
    assert await content_of(storage, "a/two.jpg") == b"2"


async def test_a_folder_is_no_file(storage: Storage) -> None:
    await storage.put_many({"a/b/c.jpg": b"1"})
    assert await storage.find("a") is None
    assert await storage.find("a/b") is None
    assert await storage.find("a/b/c.jpg/d.jpg") is None


async def test_reading_what_is_gone_says_so(storage: Storage) -> None:
    with pytest.raises(FileNotFoundError):
        await anext(storage.read(KEY, 0, 1))


@pytest.mark.parametrize("text", NO_KEYS)
async def test_a_text_that_is_no_key_touches_nothing(storage: Storage, folder: Path, text: str) -> None:
    with pytest.raises(BadKey):
        await storage.find(text)
    with pytest.raises(BadKey):
        await storage.put_many({"a/fine.jpg": b"1", text: b"2"})
    with pytest.raises(BadKey):
        await storage.delete_many([text])
    with pytest.raises(BadKey):
        await anext(storage.read(text, 0, 1))
    assert files_below(folder.parent) == []


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.one_of(st.sampled_from("ab./\\-_~%\0\n:"), st.characters()), max_size=40))
async def test_no_text_reaches_outside_the_folder(storage: Storage, folder: Path, text: str) -> None:
    try:
        await storage.put_many({text: b"x"})
    except BadKey:
        return
    except (FileExistsError, NotADirectoryError):
        pass  # an earlier example is a file where this one wants a folder
    assert {path.relative_to(folder.parent).parts[0] for path in files_below(folder.parent)} <= {"objects"}


async def test_who_gives_up_a_put_can_remove_it_for_good(storage: Storage, folder: Path) -> None:
    """A thread cannot be stopped; a cancelled put must not write after its caller has cleaned up."""
    files = {f"a/{number}.jpg": os.urandom(4_000_000) for number in range(6)}
    putting = asyncio.create_task(storage.put_many(files))
    await asyncio.sleep(0.01)
    putting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await putting
    await storage.delete_many(files)
    await asyncio.sleep(0.3)
    assert files_below(folder) == []


async def test_a_full_disk_is_told_and_keeps_nothing(
    storage: Storage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel's answer is imitated at its door (`os.fsync`); a small disk would need root."""
    flushed = 0
    really_flush = os.fsync

    def flush(descriptor: int) -> None:
        nonlocal flushed
        flushed += 1
        if flushed == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        really_flush(descriptor)

    monkeypatch.setattr(os, "fsync", flush)
    with pytest.raises(StorageFull, match="full"):
        await storage.put_many({f"a/{number}.jpg": b"x" for number in range(4)})
    assert files_below(folder) == []


async def test_leftovers_of_a_killed_process_are_cleared_at_the_next_start(folder: Path, storage: Storage) -> None:
    del storage  # made the folder
    abandoned, fresh = folder / ".incoming" / "abandoned", folder / ".incoming" / "fresh"
    abandoned.write_bytes(b"half")
    os.utime(abandoned, (0, 0))
    fresh.write_bytes(b"another process is at it")
    open_storage(folder.as_uri())
    assert files_below(folder) == [fresh]


async def test_free_space_is_the_disks(storage: Storage, folder: Path) -> None:
    statistics = os.statvfs(folder)
    free = statistics.f_bavail * statistics.f_frsize
    assert abs(await storage.free_bytes() - free) < 1_000_000_000


def test_a_folder_with_spaces_and_accents_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "Bilder für später"
    open_storage(folder.as_uri())
    assert folder.is_dir()


@pytest.mark.parametrize(
    "url", ["", "/srv/objects", "file:objects", "file://server/objects", "s3://bucket", "http://x/"]
)
def test_any_other_address_is_refused_with_the_one_that_works(url: str) -> None:
    with pytest.raises(SettingsProblem, match="file:///absolute/folder"):
        open_storage(url)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"a file")
    with pytest.raises(SettingsProblem, match="taken"):
        open_storage((tmp_path / "taken" / "objects").as_uri())


async def test_a_copy_outlives_its_model_and_what_is_not_there_is_not_copied(storage: Storage) -> None:
    await storage.put_many({KEY: b"bytes"})
    copied = await storage.copy_many({KEY: "copies/one.jpg", "never/there.jpg": "copies/two.jpg"})
    assert copied == {"copies/one.jpg"}
    await storage.delete_many([KEY])
    assert await content_of(storage, "copies/one.jpg") == b"bytes"
    assert await storage.find("copies/two.jpg") is None


async def test_a_model_outlives_its_copy_and_can_be_replaced(storage: Storage) -> None:
    await storage.put_many({KEY: b"bytes"})
    await storage.copy_many({KEY: "copies/one.jpg"})
    await storage.put_many({KEY: b"other"})
    assert await content_of(storage, "copies/one.jpg") == b"bytes"
    await storage.delete_many(["copies/one.jpg"])
    assert await content_of(storage, KEY) == b"other"


async def test_where_there_are_no_links_the_bytes_are_copied(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    await storage.put_many({KEY: b"bytes"})
    monkeypatch.setattr(os, "link", no_links)
    assert await storage.copy_many({KEY: "copies/one.jpg"}) == {"copies/one.jpg"}
    assert await content_of(storage, "copies/one.jpg") == b"bytes"


@pytest.mark.parametrize("key", NO_KEYS)
async def test_copies_reach_nothing_outside_either(storage: Storage, key: str) -> None:
    await storage.put_many({KEY: b"bytes"})
    with pytest.raises(BadKey):
        await storage.copy_many({KEY: key})
    with pytest.raises(BadKey):
        await storage.copy_many({key: "copies/one.jpg"})
