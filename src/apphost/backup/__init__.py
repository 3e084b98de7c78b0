"""One file that holds a whole installation, database and objects, and an empty installation made from it.

The door of this package. Knows no app and no table: whatever the database and the storage hold is kept.
"""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from apphost.backup.archive import BackupProblem
from apphost.backup.installation import database_of
from apphost.backup.progress import Progress
from apphost.backup.restoring import restore
from apphost.backup.saving import Report, save
from apphost.kit.migrations import Branch
from apphost.kit.storage import Storage

Act = Callable[[str, Storage, Sequence[Branch], Path, Report], Coroutine[Any, Any, None]]
"""What `save` and `restore` are to the command line."""

__all__ = ["Act", "BackupProblem", "Progress", "database_of", "restore", "save"]
