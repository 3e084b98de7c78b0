"""Where an installation's database is, for a command that may run while nothing else does."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from apphost.backup.archive import BackupProblem
from apphost.engines import DataFolder, start_postgres
from apphost.kit.settings import Settings


@contextmanager
def database_of(settings: Settings, *, may_be_new: bool) -> Iterator[str]:
    """Its address: the one that is set, or that of the data folder's own server, which is started for this block.

    Raises:
        BackupProblem: the folder holds no database and may not be new, or is being started or stopped right now.
        EngineError: the server does not start.
    """
    if settings.database_url is not None:
        yield settings.database_url
        return
    folder = DataFolder(settings.data_dir)
    if not may_be_new and not (folder.postgres / "PG_VERSION").exists():
        raise BackupProblem(f"There is no database in {folder.path}. Name the data folder with --data.")
    folder.prepare()
    ownership = folder.owner_lock().take()
    if ownership is None:
        raise BackupProblem(f"Something is just starting or stopping on {folder.path}. Try again in a moment.")
    try:
        engine = start_postgres(folder)
        try:
            yield engine.url
        finally:
            engine.stop()
    finally:
        os.close(ownership)
