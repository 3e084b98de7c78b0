"""Which Unix user the servers run as when we are root: PostgreSQL refuses uid 0.

Owns the choice, handing folders over, and the question whether that user can reach a path.
An ordinary user runs the servers as itself: there is no account then. Never creates users and
never opens anybody's folders.
"""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from apphost.engines.errors import EngineError

_PREFERRED_USERS = ("avatar-creator", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A user that is not root, known to the system (initdb looks its own name up)."""

    name: str
    uid: int
    gid: int


def engine_account() -> Account | None:
    """The user to run the servers as, or None when we are not root and run them as ourselves."""
    if os.geteuid() != 0:
        return None
    asked = os.environ.get("ENGINE_USER")
    for name in (asked,) if asked else _PREFERRED_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise EngineError(
        f"As root the servers must run as another user, and {asked or ' or '.join(_PREFERRED_USERS)} is none here. "
        "Set ENGINE_USER to an existing user."
    )


def let_through(folder: Path, account: Account | None) -> None:
    """Make `folder` private, yet passable (not readable) for the servers' own user."""
    if account is None:
        folder.chmod(0o700)
        return
    os.chown(folder, -1, account.gid)
    folder.chmod(0o710)


def hand_over(path: Path, account: Account | None) -> None:
    """Give `path` and everything in it to the servers' user, private to it."""
    if account is not None and path.stat().st_uid != account.uid:
        for folder, _, files in os.walk(path):
            os.chown(folder, account.uid, account.gid)
            for file in files:
                os.lchown(os.path.join(folder, file), account.uid, account.gid)
    if path.is_dir():
        path.chmod(0o700)


def closed_folder(path: Path, account: Account) -> Path | None:
    """The first folder on the way to `path` that `account` may not pass, judged by mode bits."""
    for folder in reversed([path, *path.parents]):
        facts = folder.stat()
        if facts.st_uid == account.uid:
            allowed = facts.st_mode & 0o100
        elif facts.st_gid == account.gid:
            allowed = facts.st_mode & 0o010
        else:
            allowed = facts.st_mode & 0o001
        if not allowed:
            return folder
    return None
