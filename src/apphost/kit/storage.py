"""Object storage: small immutable files under keys such as `avatar-creator/<user>/<file set>.jpg`.

A put survives a power cut once it returns, and a key is never seen half-written. Keys are made by the
server; anything else is refused before it touches the disk. Knows neither pictures nor owners.
"""

import asyncio
import errno
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from apphost.kit.settings import SettingsProblem

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){0,7}")
_CHUNK_BYTES = 256 * 1024
_KEYS_AT_ONCE = 1000
_INCOMING = ".incoming"
_ABANDONED_SECONDS = 3600

Content = TypeVar("Content")
Done = TypeVar("Done")


class StorageFull(Exception):
    """There is no room left; nothing of the put was kept."""


class BadKey(ValueError):
    """A text that cannot be a key: empty, absolute, hidden, with `..`, or with unusual characters."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    size_bytes: int
    etag: str
    """Strong, with its quotation marks."""


class Storage(Protocol):
    """What rooms may do with stored files. Each method raises `BadKey` for a text that is no key."""

    async def put_many(self, files: Mapping[str, bytes]) -> None:
        """Store all files durably; cancelled or not, nothing is written later. Raises `StorageFull`."""

    async def copy_many(self, copies: Mapping[str, str]) -> set[str]:
        """Store each file (key) durably under another key (value) too; the new keys of those that were there.

        A copy lives on its own: deleting either leaves the other. Raises `StorageFull`.
        """

    async def delete_many(self, keys: Iterable[str]) -> None:
        """Remove what is there; missing keys are no error."""

    async def find(self, key: str) -> StoredFile | None: ...

    def read(self, key: str, first: int, length: int) -> AsyncIterator[bytes]:
        """`length` bytes from offset `first` in chunks; raises FileNotFoundError when the key is gone."""

    def all_keys(self) -> AsyncIterator[str]:
        """Every key, in no order; what comes and goes meanwhile may be among them or not."""

    async def free_bytes(self) -> int: ...


def open_storage(url: str) -> Storage:
    """The storage behind STORAGE_URL.

    Raises:
        SettingsProblem: the URL is none we can use, or its folder cannot be made.
    """
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"} or not parts.path.startswith("/"):
        raise SettingsProblem(f"STORAGE_URL is {url!r}, but must look like file:///absolute/folder.")
    root = Path(unquote(parts.path))
    try:
        return FileStorage(root)
    except OSError as error:
        raise SettingsProblem(
            f"STORAGE_URL names the folder {root}, which cannot be used: {error.strerror}."
        ) from error


class FileStorage:
    """A folder of this machine, or a network file system shared by several."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / _INCOMING
        _make_folder(self._incoming)
        self._remove_abandoned()

    async def put_many(self, files: Mapping[str, bytes]) -> None:
        paths = {self._path(key): content for key, content in files.items()}
        with _full_disk_told():
            await _to_the_end(self._put, paths)

    async def copy_many(self, copies: Mapping[str, str]) -> set[str]:
        paths = {self._path(target): self._path(source) for source, target in copies.items()}
        with _full_disk_told():
            copied = await _to_the_end(_copy, paths)
        return {key for key in copies.values() if self._path(key) in copied}

    async def delete_many(self, keys: Iterable[str]) -> None:
        await asyncio.to_thread(_unlink, [self._path(key) for key in keys])

    async def find(self, key: str) -> StoredFile | None:
        path = self._path(key)
        try:
            status = await asyncio.to_thread(os.stat, path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        return StoredFile(status.st_size, f'"{status.st_size:x}-{status.st_mtime_ns:x}"')

    async def read(self, key: str, first: int, length: int) -> AsyncIterator[bytes]:
        path, end = self._path(key), first + length
        for start in range(first, end, _CHUNK_BYTES):
            yield await asyncio.to_thread(_read, path, start, min(_CHUNK_BYTES, end - start))

    async def all_keys(self) -> AsyncIterator[str]:
        files = _files_below(self._root, "")
        while batch := await asyncio.to_thread(list, islice(files, _KEYS_AT_ONCE)):
            for key in batch:
                yield key

    async def free_bytes(self) -> int:
        usage = await asyncio.to_thread(shutil.disk_usage, self._root)
        return usage.free

    def _path(self, key: str) -> Path:
        if _KEY.fullmatch(key) is None:
            raise BadKey(f"{key!r} is not a storage key")
        return self._root / key

    def _put(self, files: Mapping[Path, bytes]) -> None:
        """Write and flush everything aside, then move it into place: two passes, so that a full disk keeps nothing."""
        written: dict[Path, Path] = {}
        try:
            for path, content in files.items():
                written[path] = self._incoming / secrets.token_hex(16)
                _write(written[path], content)
            folders = {path.parent for path in files}
            for folder in folders:
                _make_folder(folder)
            for path, aside in written.items():
                aside.rename(path)
            for folder in folders:
                _flush_folder(folder)
        finally:
            _unlink(written.values())

    def _remove_abandoned(self) -> None:
        """Remove what a killed process was writing."""
        before = time.time() - _ABANDONED_SECONDS
        for entry in os.scandir(self._incoming):
            with suppress(FileNotFoundError):
                if entry.stat().st_mtime < before:
                    os.unlink(entry.path)


@contextmanager
def _full_disk_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise StorageFull("The disk that keeps the pictures is full. Make room on it and try again.") from error


async def _to_the_end(write: Callable[[Mapping[Path, Content]], Done], files: Mapping[Path, Content]) -> Done:
    """Write in a thread. A thread cannot be stopped, so a cancelled caller is held until it is through: what it
    removes afterwards must not be written after all.
    """
    writing = asyncio.ensure_future(asyncio.to_thread(write, files))
    try:
        return await asyncio.shield(writing)
    except asyncio.CancelledError:
        await asyncio.wait([writing])
        writing.exception()  # seen here, so that nobody logs it as forgotten
        raise


def _copy(sources: Mapping[Path, Path]) -> set[Path]:
    """Give the files (values) another name (keys). A stored file never changes, so a hard link is a copy of its own:
    the bytes live until the last name is gone.
    """
    copied = set()
    for path, source in sources.items():
        _make_folder(path.parent)
        with suppress(FileNotFoundError, NotADirectoryError):
            _link(source, path)
            copied.add(path)
    for folder in {path.parent for path in copied}:
        _flush_folder(folder)
    return copied


def _link(source: Path, path: Path) -> None:
    try:
        os.link(source, path)
    except OSError as error:
        # Some network file systems know no links, and every file system has a most of them.
        if error.errno not in {errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}:
            raise
        _write(path, source.read_bytes())


def _write(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make_folder(folder: Path) -> None:
    """Make `folder` and its parents; each new name is flushed in the folder that holds it."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path, first: int, length: int) -> bytes:
    with open(path, "rb", buffering=0) as file:
        file.seek(first)
        return file.read(length)


def _files_below(folder: Path, prefix: str) -> Iterator[str]:
    """The keys of the files in `folder`, whose own key is `prefix`; what is hidden is none of ours."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(folder / entry.name, f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield prefix + entry.name


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
