"""Room on the disk: said before it hurts, and named when it did.

Knows the operating system only; readiness checks use it too.
"""

import shutil
from pathlib import Path

from apphost.engines.errors import EngineError

LEAST_FREE_BYTES = 200 * 1024 * 1024
_MEBIBYTE = 1024 * 1024
_SIGNS_OF_A_FULL_DISK = ("No space left on device", "Disk quota exceeded")


def free_space_problem(path: Path, least_free_bytes: int = LEAST_FREE_BYTES) -> str | None:
    """One line saying that the disk below `path` is nearly full, or None while there is room."""
    free_bytes = shutil.disk_usage(path).free
    if free_bytes >= least_free_bytes:
        return None
    return (
        f"The disk that holds {path} has {free_bytes // _MEBIBYTE} MB free and at least "
        f"{least_free_bytes // _MEBIBYTE} MB are needed. Free some space or choose another folder."
    )


def require_free_space(path: Path) -> None:
    """Raise EngineError instead of letting a server start on a disk that is about to fill up."""
    if problem := free_space_problem(path):
        raise EngineError(problem)


def failure(name: str, words: str, path: Path) -> EngineError:
    """Turn a server's last words into one line; a full disk is named as such."""
    if any(sign in words for sign in _SIGNS_OF_A_FULL_DISK):
        return EngineError(f"{name} stopped because the disk that holds {path} is full. Free some space and try again.")
    return EngineError(f"{name} did not start. Its last words:\n{words.strip() or '(none)'}")
