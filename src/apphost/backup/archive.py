"""The backup file: a plain tar of a manifest, the database's parts, the objects, and a seal over all of it.

Any tar can open it. It is written from front to back and read in bounded memory, however many objects it holds. The
seal tells a whole file from one that was cut or changed. Knows neither database nor storage.
"""

import hashlib
import json
import tarfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tarfile import TarInfo
from typing import IO, Any, NamedTuple

FORMAT = 1
"""Number of this layout: raise it when an older release could no longer read the file."""

DATABASE = "database/"
OBJECTS = "objects/"
"""What the names of the entries begin with, before the number of a part or the key of an object."""

_KIND = "apphost-backup"
_MANIFEST = "backup.json"
_SEAL = "seal.json"
_BLOCK_BYTES = 512
_CHUNK_BYTES = 1024 * 1024
_MANIFEST_BYTES = 64 * 1024


class BackupProblem(Exception):
    """Nothing was saved or restored; one line for the operator says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What the file is, readable before anything of it is used."""

    release: str
    schema: Mapping[str, str]
    """Branch of migrations → the revision that the database was at."""
    created_at: str
    kind: str = _KIND
    format: int = FORMAT


class ArchiveWriter:
    """Appends entries to `file`; without `seal` at the end it is no backup."""

    def __init__(self, file: IO[bytes], manifest: Manifest) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.add(_MANIFEST, _json(asdict(manifest)))

    def add(self, name: str, content: bytes) -> None:
        info = TarInfo(name)
        info.size, info.mode, info.mtime = len(content), 0o600, int(time.time())
        for piece in (info.tobuf(tarfile.USTAR_FORMAT), content, _padding(len(content))):
            self._digest.update(piece)
            self._file.write(piece)

    def seal(self) -> None:
        self.add(_SEAL, _seal(self._digest.hexdigest()))
        self._file.write(bytes(2 * _BLOCK_BYTES))


class Entry(NamedTuple):
    name: str
    starts_at: int
    """Where its header begins, in bytes from the file's beginning."""
    size_bytes: int

    @property
    def content_at(self) -> int:
        return self.starts_at + _BLOCK_BYTES

    @property
    def ends_at(self) -> int:
        return self.content_at + self.size_bytes + len(_padding(self.size_bytes))


@contextmanager
def opened(path: Path) -> Iterator["Archive"]:
    """Raises: BackupProblem, when there is no such file or it may not be read."""
    try:
        file = open(path, "rb")  # noqa: SIM115 (closed below; only its opening is told apart)
    except OSError as error:
        raise BackupProblem(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        yield Archive(file, path)


class Archive:
    """A backup file that is open for reading."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._name = str(path)

    def check(self) -> Manifest:
        """Read the whole file once, so that nothing is begun with a bad one.

        Raises:
            BackupProblem: it is no backup, was written in a newer layout, or is not as it was written.
        """
        manifest = self._manifest()
        seal = next((entry for entry in self._entries() if entry.name == _SEAL), None)
        if seal is None or self._content(seal) != self._seal_of(seal.starts_at):
            raise BackupProblem(f"{self._name} is damaged or incomplete. Nothing was restored; use another backup.")
        return manifest

    def contents(self, prefix: str) -> Iterator[tuple[str, bytes]]:
        """Each entry whose name begins so, in order: the rest of its name, and its bytes."""
        for entry in self._entries():
            if entry.name.startswith(prefix):
                yield entry.name.removeprefix(prefix), self._content(entry)

    def _manifest(self) -> Manifest:
        first = next(self._entries(), None)
        told: Any = None
        if first is not None and first.name == _MANIFEST and first.size_bytes < _MANIFEST_BYTES:
            with suppress(ValueError):
                told = json.loads(self._content(first))
        if not isinstance(told, dict) or told.get("kind") != _KIND:
            raise BackupProblem(f"{self._name} is no backup. Choose a file that `backup` wrote.")
        if told.get("format") != FORMAT:
            raise BackupProblem(f"{self._name} was written by another release ({told.get('release')}). Use that one.")
        return Manifest(**told)

    def _entries(self) -> Iterator[Entry]:
        """Up to the first block that is no header."""
        at = 0
        while True:
            self._file.seek(at)
            try:
                info = TarInfo.frombuf(self._file.read(_BLOCK_BYTES), "ascii", "strict")
            except (tarfile.HeaderError, UnicodeDecodeError):
                return
            entry = Entry(info.name, at, info.size)
            yield entry
            at = entry.ends_at

    def _content(self, entry: Entry) -> bytes:
        self._file.seek(entry.content_at)
        return self._file.read(entry.size_bytes)

    def _seal_of(self, end: int) -> bytes:
        digest = hashlib.sha256()
        self._file.seek(0)
        for start in range(0, end, _CHUNK_BYTES):
            digest.update(self._file.read(min(_CHUNK_BYTES, end - start)))
        return _seal(digest.hexdigest())


def _seal(digest: str) -> bytes:
    return _json({"sha256": digest})


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, indent=1).encode()


def _padding(size_bytes: int) -> bytes:
    return bytes(-size_bytes % _BLOCK_BYTES)
