"""One PostgreSQL and one Valkey for the whole test run, however many processes share it.

The first process that asks starts a keeper, which starts the servers; the keeper stops them when nobody
is left. Users are counted by the kernel (a shared lock on a file), so killed ones are forgotten by
themselves, and a killed keeper takes the servers with it.
"""

import fcntl
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from apphost.engines import DataFolder, EngineError, EngineGroup
from apphost.engines.postgres import address_of
from apphost.engines.psql import run_sql

_LINGER_SECONDS = 0.3


@dataclass(frozen=True)
class TestEngines:
    """Addresses of the shared servers, valid while this process lives. The admin role may create databases."""

    __test__ = False

    folder: DataFolder = field(repr=False)
    database_admin_url: str
    redis_url: str

    def redis_url_of(self, number: int) -> str:
        """The Valkey database `number` (0 to 15): one for each test process."""
        return f"{self.redis_url}?db={number}"

    def database_url_of(self, name: str) -> str:
        """The address of another database on the same server."""
        parts = urlsplit(self.database_admin_url)
        return urlunsplit(parts._replace(path=f"/{name}"))


def start_test_engines(root: Path) -> TestEngines:
    """Use the servers of `root`, started (fast and not durable) by whoever asks first."""
    root.mkdir(parents=True, exist_ok=True)
    _stay_a_user(root)
    folder = DataFolder(root / "engines")
    with open(root / "start.lock", "w") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if not folder.owner_lock().held():
            folder.clear_state()
            _start_keeper(root)
    state = folder.read_state()
    assert state is not None
    return TestEngines(folder, state["DATABASE_URL"], state["REDIS_URL"])


def create_database(engines: TestEngines, name: str, template: str | None = None) -> str:
    """Make the database anew (a copy of `template`, 0.1 s) and return its address."""
    drop_database(engines, name)
    copied = f' TEMPLATE "{template}"' if template else ""
    run_sql(address_of(engines.folder), f'CREATE DATABASE "{name}"{copied}')
    return engines.database_url_of(name)


def drop_database(engines: TestEngines, name: str) -> None:
    """Remove the database if it is there, with everybody connected to it."""
    run_sql(address_of(engines.folder), f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _stay_a_user(root: Path) -> None:
    """Keep the servers alive for as long as this process lives; waits out a keeper that is just stopping."""
    descriptor = os.open(root / "users.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def _start_keeper(root: Path) -> None:
    """Returns once the servers answer: the program detaches the keeper and ends."""
    log = root / "keeper.log"
    with open(log, "wb") as output:
        done = subprocess.run(
            [sys.executable, __file__, str(root)], stdout=output, stderr=output, start_new_session=True, check=False
        )
    if done.returncode != 0:
        raise EngineError(f"The test servers did not start: {log.read_text()[-2000:]}")


def detach_keeper(root: Path) -> int:
    """Fork the keeper, wait for its word that the servers answer, and leave it alone."""
    ears, mouth = os.pipe()
    if os.fork() == 0:
        os.close(ears)
        keep(root, mouth)
        return 0
    os.close(mouth)
    return 0 if os.read(ears, 1) else 1


def keep(root: Path, mouth: int) -> None:
    """The keeper: run the servers until no user is left."""
    folder = DataFolder(root / "engines")
    folder.prepare()
    owner = folder.owner_lock().take()
    if owner is None:
        raise EngineError(f"Another keeper works on {root}.")
    group = EngineGroup(folder, durable=False)
    group.start({})
    folder.write_state(group.addresses())
    os.write(mouth, b"!")
    os.close(mouth)
    with open(root / "users.lock", "r+") as users:
        while not _nobody_left(users.fileno()):
            time.sleep(_LINGER_SECONDS)
        # Newcomers now wait for the lock until the servers are down, then start their own.
        folder.clear_state()
        group.stop()


def _nobody_left(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(detach_keeper(Path(sys.argv[1])))
