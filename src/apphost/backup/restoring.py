"""Restoring an installation into nothing: the file is checked whole, then the objects, then the database.

The database comes last and in one transaction, so that a restore that broke off leaves no half of an installation:
files without rows, which belong to nobody.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from apphost.backup.archive import DATABASE, OBJECTS, Archive, BackupProblem, opened
from apphost.backup.postgres_dump import load
from apphost.backup.saving import Report, server_major_of
from apphost.kit.database import Database
from apphost.kit.migrations import Branch, migrate
from apphost.kit.storage import BadKey, Storage, StorageFull

_BATCH_FILES = 100
_BATCH_BYTES = 16_000_000


async def restore(database_url: str, storage: Storage, branches: Sequence[Branch], path: Path, report: Report) -> None:
    """Make the empty installation what `path` holds, and bring it to this release's schema.

    Raises:
        BackupProblem: the target is not empty, or the file is none of ours, damaged or of a newer release.
    """
    await _refuse_used_target(database_url, storage)
    with opened(path) as archive:
        report("checking the file")
        _refuse_newer_schema(archive.check().schema, branches, path)
        await _put_objects(storage, archive, report)
        report("database")
        parts = (part for _, part in archive.contents(DATABASE))
        load(database_url, await server_major_of(database_url), parts)
    await migrate(database_url, branches)


async def _refuse_used_target(database_url: str, storage: Storage) -> None:
    db = Database(database_url, size=1)
    try:
        used = await db.fetchval(
            "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema'))"
        )
    finally:
        await db.close()
    if used:
        raise BackupProblem("The database is not empty. Restore into a new one: nothing that is there is overwritten.")
    async for _ in storage.all_keys():
        raise BackupProblem("The storage is not empty. Restore into a new one: nothing that is there is overwritten.")


def _refuse_newer_schema(schema: Mapping[str, str], branches: Sequence[Branch], path: Path) -> None:
    for branch in branches:
        revision = schema.get(branch.name)
        if revision is not None and revision not in branch.revisions:
            raise BackupProblem(
                f"{path} was written by a newer release (revision {revision} of {branch.name}). Install that release."
            )


async def _put_objects(storage: Storage, archive: Archive, report: Report) -> None:
    number = size_bytes = 0
    try:
        for batch in _batches(archive.contents(OBJECTS)):
            await storage.put_many(batch)
            number, size_bytes = number + len(batch), size_bytes + sum(map(len, batch.values()))
            report(f"objects: {number:,}, {size_bytes / 1e6:,.1f} MB")
    except (StorageFull, BadKey) as error:
        raise BackupProblem(f"{error} Empty the storage before you restore again.") from error


def _batches(contents: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, bytes]]:
    """Files that are put together, few enough to be held in memory."""
    batch: dict[str, bytes] = {}
    for key, content in contents:
        batch[key] = content
        if len(batch) >= _BATCH_FILES or sum(map(len, batch.values())) >= _BATCH_BYTES:
            yield batch
            batch = {}
    if batch:
        yield batch
