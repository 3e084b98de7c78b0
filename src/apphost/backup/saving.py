"""Saving an installation: the database as of one moment, then every object. Everything may keep running.

In this order because files come before rows: each picture that the database's moment names is there already. What is
removed for ever while the backup runs may be missing from it.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from apphost.backup.archive import DATABASE, OBJECTS, ArchiveWriter, BackupProblem, Manifest
from apphost.backup.postgres_dump import dump
from apphost.kit.database import Database
from apphost.kit.migrations import Branch, revisions_of
from apphost.kit.storage import Storage

Report = Callable[[str], None]
"""Told how far it is, again and again."""


async def save(database_url: str, storage: Storage, branches: Sequence[Branch], path: Path, report: Report) -> None:
    """Write the new file `path`, whole or not at all, readable for its owner alone.

    Raises:
        BackupProblem: there is nothing to save, or `path` is there already or cannot be written.
    """
    schema = await revisions_of(database_url, branches)
    if not schema:
        raise BackupProblem("The database holds no installation, so there is nothing to save.")
    server_major = await server_major_of(database_url)
    manifest = Manifest(version("avatar-creator"), schema, datetime.now(UTC).isoformat(timespec="seconds"))
    with _new_file(path) as file:
        archive = ArchiveWriter(file, manifest)
        size_bytes = 0
        for number, part in enumerate(dump(database_url, server_major)):
            archive.add(f"{DATABASE}{number:06}", part)
            size_bytes += len(part)
            report(f"database: {size_bytes / 1e6:,.1f} MB")
        number = size_bytes = 0
        async for key, content in _objects(storage):
            archive.add(OBJECTS + key, content)
            number, size_bytes = number + 1, size_bytes + len(content)
            report(f"objects: {number:,}, {size_bytes / 1e6:,.1f} MB")
        archive.seal()


async def server_major_of(database_url: str) -> int:
    db = Database(database_url, size=1)
    try:
        return int(await db.fetchval("SHOW server_version_num")) // 10_000
    finally:
        await db.close()


async def _objects(storage: Storage) -> AsyncIterator[tuple[str, bytes]]:
    async for key in storage.all_keys():
        try:
            file = await storage.find(key)
            if file is not None:
                yield key, b"".join([chunk async for chunk in storage.read(key, 0, file.size_bytes)])
        except FileNotFoundError:
            continue  # removed for ever a moment ago


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name once it is whole and on the disk."""
    if path.exists():
        raise BackupProblem(f"{path} is there already. Choose another name, or remove it.")
    try:
        descriptor, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with open(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(descriptor)
            os.rename(draft, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(draft)
    except OSError as error:
        raise BackupProblem(f"{path} cannot be written: {error.strerror}.") from error
