"""PostgreSQL's own pg_dump and pg_restore, streamed: what is in a database, and a database from it.

The password travels in the environment, never on the command line. Knows no table.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO
from urllib.parse import unquote, urlsplit, urlunsplit

from apphost.backup.archive import BackupProblem
from apphost.engines.binaries import dump_programs

PART_BYTES = 8 * 1024 * 1024

_FIRST_WITH_TRANSACTION_TIMEOUT = 17


def dump(database_url: str, server_major: int) -> Iterator[bytes]:
    """The database as of one moment, in parts to be joined. Raises: BackupProblem."""
    program = dump_programs(server_major)["pg_dump"]
    with tempfile.TemporaryFile() as errors:
        command = [program, "--format=custom", "--no-owner", "--no-privileges", "--no-password"]
        with _started([*command, f"--dbname={_without_password(database_url)}"], database_url, errors) as process:
            assert process.stdout is not None
            while part := process.stdout.read(PART_BYTES):
                yield part
        _check(process, errors)


def load(database_url: str, server_major: int, parts: Iterable[bytes]) -> None:
    """All of it into an empty database in one transaction, or nothing. Raises: BackupProblem."""
    programs = dump_programs(server_major)
    if server_major < _FIRST_WITH_TRANSACTION_TIMEOUT <= programs.version[0]:
        raise BackupProblem(
            f"The server is PostgreSQL {server_major}, which pg_restore {programs.version[0]} cannot restore into. "
            f"Set POSTGRES_BIN_DIR to the folder of PostgreSQL {server_major}'s programs, or use a newer server."
        )
    command = [programs["pg_restore"], "--single-transaction", "--no-owner", "--no-privileges", "--no-password"]
    with tempfile.TemporaryFile() as errors:
        with _started([*command, f"--dbname={_without_password(database_url)}"], database_url, errors) as process:
            assert process.stdin is not None
            try:
                for part in parts:
                    process.stdin.write(part)
                process.stdin.close()
            except BrokenPipeError:
                pass  # it has given up, and says why
        _check(process, errors)


def _started(command: Sequence[str], database_url: str, errors: IO[bytes]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        env={**os.environ, "LC_ALL": "C", **_password(database_url)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
    )


def _check(process: "subprocess.Popen[bytes]", errors: IO[bytes]) -> None:
    if process.returncode == 0:
        return
    errors.seek(0)
    lines = errors.read(PART_BYTES).decode(errors="replace").splitlines()
    word = next((line for line in lines if "error:" in line), " ".join(lines[-1:]) or "it says no more")
    raise BackupProblem(f"PostgreSQL's programs gave up: {word}")


def _password(database_url: str) -> dict[str, str]:
    password = urlsplit(database_url).password
    return {"PGPASSWORD": unquote(password)} if password else {}


def _without_password(database_url: str) -> str:
    parts = urlsplit(database_url)
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}{at}{host}"))
