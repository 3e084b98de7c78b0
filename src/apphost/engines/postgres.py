"""The embedded PostgreSQL: makes its cluster, starts or adopts its server, knows its address.

The server listens on a Unix socket only. The application's role owns its database and may create
others, but is no superuser; the superuser has no password and so cannot log in at all.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from apphost.engines import child
from apphost.engines.binaries import Programs, postgres_programs
from apphost.engines.disk import failure, require_free_space
from apphost.engines.errors import EngineError
from apphost.engines.folder import DataFolder
from apphost.engines.liveness import Lock, birth_mark, command_of, processes_in
from apphost.engines.psql import Address, ask
from apphost.engines.rights import Rights, rights_to_reach
from apphost.engines.running import Answer, RunningEngine, StopPlan, never

NAME = "postgres"
_ROLE = _DATABASE = "apphost"
_STOP_PLAN: StopPlan = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))
_ORPHAN_SECONDS = 20.0
_BACKENDS_SECONDS = 0.5

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    # Small containers have hardly any /dev/shm, and a desktop clears it when its user logs out.
    "dynamic_shared_memory_type": "mmap",
}
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_postgres(folder: DataFolder, *, durable: bool = True, give_up: Callable[[], bool] = never) -> RunningEngine:
    """Start (or adopt) PostgreSQL on `folder` and return when it answers queries.

    Not durable is faster, and a power cut may ruin the data.
    """
    engine = _launch(folder, durable)
    engine.wait_ready(give_up)
    return engine


def address_of(folder: DataFolder) -> Address:
    """Where the server of `folder` answers, as the application's role on its database."""
    return Address(postgres_programs(), folder.sockets, _ROLE, folder.secrets.database_password, _DATABASE)


def _launch(folder: DataFolder, durable: bool) -> RunningEngine:
    folder.prepare()
    lock = Lock(folder.run / "pg.lock")
    address = address_of(folder)
    descriptor = lock.take()
    if descriptor is None:
        if adopted := _settle_orphan(folder, lock, address):
            return adopted
        descriptor = lock.take()
        if descriptor is None:
            raise EngineError(f"Another program is just starting PostgreSQL on {folder.path}.")
    try:
        return _start(folder, lock, descriptor, address, durable)
    finally:
        os.close(descriptor)


def _start(folder: DataFolder, lock: Lock, descriptor: int, address: Address, durable: bool) -> RunningEngine:
    programs = address.programs
    require_free_space(folder.path)
    rights = rights_to_reach([folder.postgres, folder.sockets, programs.folder], folder.account)
    if (folder.postgres / "PG_VERSION").exists():
        _refuse_other_version(folder.postgres, programs)
        _clear_leftovers(folder)
    else:
        _create_cluster(folder, programs, rights, descriptor)
    settings = {**_SETTINGS, "unix_socket_directories": f'"{folder.sockets}"', **({} if durable else _NOT_DURABLE)}
    log = folder.log / "postgres.log"
    log_starts_at_byte = child.size_of(log)
    process = child.spawn(
        [programs["postgres"], "-D", str(folder.postgres), *(f"--{name}={value}" for name, value in settings.items())],
        log,
        rights=rights,
        keeps_open=(descriptor,),
        dies_by=signal.SIGINT,
    )
    engine = _engine(process.pid, folder, lock, address)
    engine.process = process
    engine.log_starts_at_byte = log_starts_at_byte
    return engine


def _engine(pid: int, folder: DataFolder, lock: Lock, address: Address) -> RunningEngine:
    title = f"PostgreSQL {address.programs.version[0]}.{address.programs.version[1]}"
    return RunningEngine(
        NAME, title, address.url, pid, lock, folder.log / "postgres.log", partial(ask, address), _STOP_PLAN
    )


def _settle_orphan(folder: DataFolder, lock: Lock, address: Address) -> RunningEngine | None:
    """Processes live that we did not start: adopt a server that answers, else see them off and return None."""
    began = time.monotonic()
    while lock.held():
        pid = _postmaster_pid(folder.postgres)
        if pid is not None and ask(address) is Answer.READY:
            return _engine(pid, folder, lock, address)
        waited = time.monotonic() - began
        if waited > _ORPHAN_SECONDS and pid is not None:
            _engine(pid, folder, lock, address).stop()
        elif waited > _ORPHAN_SECONDS:
            raise EngineError(f"An older PostgreSQL on {folder.path} neither answers nor says which process it is.")
        elif waited > _BACKENDS_SECONDS and pid is None:
            _kill_stray_backends(folder.postgres)
        time.sleep(0.03)
    return None


def _kill_stray_backends(cluster: Path) -> None:
    """A backend busy with a long query does not notice that its server was killed; nobody else can use it."""
    for pid in processes_in(cluster):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)


def _postmaster_pid(cluster: Path) -> int | None:
    """The pid in the cluster's pid file, if a PostgreSQL of this very cluster has it now."""
    try:
        pid = int((cluster / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    command = command_of(pid)
    return pid if birth_mark(pid) and "postgres" in command and f"-D {cluster} " in command else None


def _clear_leftovers(folder: DataFolder) -> None:
    """Remove what a killed server left: nobody holds our lock, and the pids in these files may be strangers'.

    A server that somebody started by hand does not hold our lock; it must never be joined by a second.
    """
    if pid := _postmaster_pid(folder.postgres):
        raise EngineError(f"A PostgreSQL that was started by hand (pid {pid}) uses {folder.postgres}. Stop it first.")
    (folder.postgres / "postmaster.pid").unlink(missing_ok=True)
    for leftover in folder.sockets.glob(".s.PGSQL.*"):
        leftover.unlink(missing_ok=True)


def _refuse_other_version(cluster: Path, programs: Programs) -> None:
    written = int((cluster / "PG_VERSION").read_text(encoding="utf-8"))
    if written != programs.version[0]:
        newer_or_older = "newer" if written > programs.version[0] else "older"
        raise EngineError(
            f"The data in {cluster} was written by the {newer_or_older} PostgreSQL {written}; here is "
            f"PostgreSQL {programs.version[0]}. Dump it with the release that wrote it, restore it into a new folder."
        )


def _create_cluster(folder: DataFolder, programs: Programs, rights: Rights, descriptor: int) -> None:
    """Make the cluster beside its place and move it there whole, so that a killed start leaves no half of one."""
    draft = folder.path / "pg.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if rights.account:
        os.chown(draft, rights.account.uid, rights.account.gid)
    reject = ["--auth=reject", "--username=postgres", f"--pgdata={draft}"]
    _finish(
        child.run([programs["initdb"], *_locale(programs), *reject], rights=rights, keeps_open=(descriptor,)), folder
    )
    hba = draft / "pg_hba.conf"
    hba.write_text("# Everybody shows a password.\nlocal all all scram-sha-256\n", encoding="utf-8")
    single_user = [programs["postgres"], "--single", "-D", str(draft), "postgres"]
    words = (
        f"CREATE ROLE {_ROLE} LOGIN CREATEDB PASSWORD '{folder.secrets.database_password}'\n"
        f"CREATE DATABASE {_DATABASE} OWNER {_ROLE}\n"
    )
    _finish(child.run(single_user, rights=rights, keeps_open=(descriptor,), words=words), folder)
    draft.rename(folder.postgres)


def _locale(programs: Programs) -> list[str]:
    """The same sorting and case rules on every host, whatever its locale says."""
    if programs.version >= (17,):
        return ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--encoding=UTF8", "--locale=C.UTF-8"]


def _finish(done: subprocess.CompletedProcess[str], folder: DataFolder) -> None:
    if done.returncode != 0 or "ERROR:" in done.stdout:
        raise failure("Making the PostgreSQL cluster", done.stdout[-2000:], folder.path)
