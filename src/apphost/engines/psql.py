"""Talking to a PostgreSQL server with its own psql: the readiness question and maintenance statements.

The application's queries never come here. The password travels in the environment, which only the same
user can read, never on the command line.
"""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from apphost.engines.binaries import Programs
from apphost.engines.errors import EngineError
from apphost.engines.running import Answer

_BUSY_SIGNS = ("starting up", "shutting down", "recovery", "not yet accepting connections", "too many clients")


@dataclass(frozen=True)
class Address:
    """Where a server answers on a Unix socket, as whom, and the psql that asks."""

    programs: Programs
    sockets: Path
    role: str
    password: str
    database: str

    @property
    def url(self) -> str:
        """In the form that asyncpg and libpq understand for a socket folder."""
        return f"postgresql://{self.role}:{quote(self.password)}@/{self.database}?host={quote(str(self.sockets))}&port=5432"

    def of(self, database: str) -> "Address":
        """Another database of the same server."""
        return replace(self, database=database)


def run_sql(address: Address, *statements: str) -> str:
    """Run statements outside of any transaction block and return the rows as bare text."""
    done = _psql(address, statements, timeout_seconds=60)
    if done.returncode != 0:
        raise EngineError(f"PostgreSQL refused: {done.stderr.strip()}")
    return done.stdout.strip()


def ask(address: Address) -> Answer:
    """Ask a real question through the final address."""
    try:
        done = _psql(address, ["SELECT 1"], timeout_seconds=5)
    except subprocess.TimeoutExpired:
        return Answer.SILENT
    if done.returncode == 0:
        return Answer.READY
    return Answer.BUSY if any(sign in done.stderr for sign in _BUSY_SIGNS) else Answer.SILENT


def _psql(address: Address, statements: Sequence[str], timeout_seconds: float) -> subprocess.CompletedProcess[str]:
    flags = ["--no-psqlrc", "--no-password", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]
    environment = {
        "PGHOST": str(address.sockets),
        "PGPORT": "5432",
        "PGUSER": address.role,
        "PGPASSWORD": address.password,
        "PGDATABASE": address.database,
        "PGCONNECT_TIMEOUT": "5",
        "PGSSLMODE": "disable",
        "LC_ALL": "C",
    }
    return subprocess.run(
        [address.programs["psql"], *flags, *(f"--command={statement}" for statement in statements)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout_seconds,
    )
