"""The data folder: what lies where, who owns it, its secrets and what is running on it.

Everything is private to its owner. Knows no server; each server's module knows its own corner.
"""

import hashlib
import json
import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from apphost.engines.account import Account, engine_account, hand_over, let_through
from apphost.engines.errors import EngineError
from apphost.engines.liveness import Lock

FORMAT = 1
"""Number of this layout: raise it when an older release could no longer read the folder."""

_FOLDERS = ("pg", "valkey", "objects", "run", "log")
_FILES = ("secrets.json", "format.json")
_LONGEST_SOCKET_PATH_BYTES = 100
_LONGEST_SOCKET_NAME = "/.s.PGSQL.5432.lock"


@dataclass(frozen=True)
class Secrets:
    """Random words made once per data folder."""

    secret_key: str
    database_password: str
    valkey_password: str


class DataFolder:
    """One folder with everything of one installation. Nothing is touched before `prepare`."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path).expanduser().absolute()
        self.postgres = self.path / "pg"
        self.valkey = self.path / "valkey"
        self.objects = self.path / "objects"
        self.run = self.path / "run"
        self.log = self.path / "log"

    def prepare(self) -> None:
        """Make the layout, or raise EngineError when the folder cannot be ours."""
        try:
            self._refuse_foreign_folder()
            self._refuse_newer_format()
            for folder in (self.path, self.run):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                let_through(folder, self.account)
            for folder in (self.objects, self.log):
                folder.mkdir(exist_ok=True, mode=0o700)
            for folder in (self.postgres, self.valkey, self.sockets):
                folder.mkdir(exist_ok=True, mode=0o700)
                hand_over(folder, self.account)
            if not (self.path / "format.json").exists():
                write_private(self.path / "format.json", json.dumps({"format": FORMAT}))
        except OSError as problem:
            raise EngineError(
                f"Cannot write to the data folder {self.path}: {problem.strerror}. "
                "Choose another one or give it to the user who starts this."
            ) from problem

    @cached_property
    def account(self) -> Account | None:
        """Who the servers run as; None: as ourselves."""
        return engine_account()

    @cached_property
    def secrets(self) -> Secrets:
        """The folder's secrets, made at the first asking; the first maker wins."""
        path = self.path / "secrets.json"
        if not path.exists():
            fresh = Secrets(*(secrets.token_urlsafe(32) for _ in range(3)))
            with suppress(FileExistsError):
                write_private(path, json.dumps(asdict(fresh)), replace=False)
        return Secrets(**json.loads(path.read_text(encoding="utf-8")))

    @cached_property
    def sockets(self) -> Path:
        """A private folder for the servers' sockets, short enough for the kernel, the same at every start."""
        inside = self.run / "sockets"
        if len(os.fsencode(inside)) + len(_LONGEST_SOCKET_NAME) <= _LONGEST_SOCKET_PATH_BYTES:
            folder = inside
        else:
            mark = hashlib.sha256(os.fsencode(self.path.resolve())).hexdigest()[:16]
            folder = _short_temporary_folder() / f"apphost-{os.geteuid()}-{mark}"
        if folder.is_symlink() or folder.exists():
            _refuse_borrowed_folder(folder, self.account)
        return folder

    def owner_lock(self) -> Lock:
        """Held by the one process that may start and stop things here."""
        return Lock(self.run / "owner.lock")

    def write_state(self, state: dict[str, Any]) -> None:
        """Say what is running, for `status` and for those who want to use it."""
        write_private(self.run / "state.json", json.dumps(state, indent=1))

    def read_state(self) -> dict[str, Any] | None:
        """What the owner last said, or None when nothing was left running on purpose."""
        try:
            state: dict[str, Any] = json.loads((self.run / "state.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        return state

    def clear_state(self) -> None:
        """Nothing runs here any more."""
        (self.run / "state.json").unlink(missing_ok=True)

    def _refuse_foreign_folder(self) -> None:
        """Never take over a folder that holds somebody's other things: we would close and fill it."""
        if not self.path.exists() or (self.path / "format.json").exists():
            return
        known = {*_FOLDERS, *_FILES, "lost+found"}
        strange = next((name for name in os.listdir(self.path) if name not in known and not name.startswith(".")), None)
        if strange:
            raise EngineError(
                f"The folder {self.path} holds other things ({strange}, for one). Choose an empty or a new data folder."
            )

    def _refuse_newer_format(self) -> None:
        try:
            written = json.loads((self.path / "format.json").read_text(encoding="utf-8"))["format"]
        except FileNotFoundError:
            return
        if written > FORMAT:
            raise EngineError(
                f"The data folder {self.path} was written by a newer release (layout {written}; this release knows "
                f"up to {FORMAT}). Start it with that release, or choose another data folder."
            )


def write_private(path: Path, text: str, *, owner: Account | None = None, replace: bool = True) -> None:
    """Write a file that only its owner may read, all of it or nothing.

    With `replace` False an existing file stays and FileExistsError is raised.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        if owner is not None:
            os.chown(draft, owner.uid, owner.gid)
        if replace:
            os.replace(draft, path)
        else:
            os.link(draft, path)
        _sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """A new name survives a power cut only once its folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _short_temporary_folder() -> Path:
    """Never the login session's runtime folder: that one goes when its user logs out, we may stay."""
    chosen = Path(tempfile.gettempdir())
    return chosen if len(os.fsencode(chosen)) <= 48 else Path("/tmp")  # noqa: S108 (private folder inside, checked)


def _refuse_borrowed_folder(folder: Path, account: Account | None) -> None:
    """In a shared temporary folder anybody could have made it first."""
    facts = folder.lstat()
    ours = {os.geteuid(), account.uid if account else os.geteuid()}
    if folder.is_symlink() or facts.st_uid not in ours:
        raise EngineError(f"The socket folder {folder} belongs to somebody else. Remove it and start again.")
