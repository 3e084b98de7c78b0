"""The embedded PostgreSQL: starts, keeps its data, and comes back whatever happened to it."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from apphost.engines import DataFolder, EngineError, RunningEngine, start_postgres

StartServer = Callable[..., RunningEngine]


@asynccontextmanager
async def connected(engine: RunningEngine) -> "AsyncIterator[asyncpg.Connection[Any]]":
    connection = await asyncpg.connect(engine.url)
    try:
        yield connection
    finally:
        await connection.close()


async def _write_a_row(engine: RunningEngine) -> None:
    async with connected(engine) as connection:
        await connection.execute("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('still here')")


async def _read_the_row(engine: RunningEngine) -> Any:
    async with connected(engine) as connection:
        return await connection.fetchval("SELECT word FROM kept")


async def test_it_answers_sorts_alike_on_every_host_and_lets_the_role_make_databases(postgres: StartServer) -> None:
    async with connected(postgres()) as connection:
        assert await connection.fetchval("SELECT lower('ÄÖ')") == "äö"
        assert await connection.fetchval("SHOW fsync") == "on"
        assert not await connection.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        await connection.execute("CREATE EXTENSION pg_trgm")
        await connection.execute("CREATE DATABASE another")


async def test_data_survives_a_restart(postgres: StartServer) -> None:
    first = postgres()
    await _write_a_row(first)
    first.stop()
    assert not first.alive()
    assert await _read_the_row(postgres()) == "still here"


async def test_acknowledged_writes_survive_kill_9_and_it_starts_again_at_once(postgres: StartServer) -> None:
    first = postgres()
    await _write_a_row(first)
    os.kill(first.pid, signal.SIGKILL)
    assert await _read_the_row(postgres()) == "still here"


async def test_a_backend_lost_in_a_long_query_does_not_hold_up_the_next_start(postgres: StartServer) -> None:
    first = postgres()
    connection = await asyncpg.connect(first.url)
    busy = asyncio.create_task(connection.execute("SELECT count(*) FROM generate_series(1, 100000000000)"))
    await asyncio.sleep(0.3)
    os.kill(first.pid, signal.SIGKILL)
    async with connected(postgres()) as again:
        assert await again.fetchval("SELECT 1") == 1
    with pytest.raises((asyncpg.PostgresConnectionError, OSError)):
        await busy


async def test_a_pid_file_with_a_strangers_live_pid_is_no_obstacle(postgres: StartServer, folder: DataFolder) -> None:
    first = postgres()
    await _write_a_row(first)
    os.kill(first.pid, signal.SIGKILL)
    pid_file = folder.postgres / "postmaster.pid"
    lines = pid_file.read_text().split("\n")
    stranger = await asyncio.create_subprocess_exec("sleep", "60")
    pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]))
    assert await _read_the_row(postgres()) == "still here"
    assert stranger.returncode is None
    stranger.kill()
    await stranger.wait()


async def test_a_second_starter_uses_the_server_that_runs(postgres: StartServer) -> None:
    first, second = postgres(), postgres()
    assert (second.pid, second.url) == (first.pid, first.url)
    assert second.process is None
    second.stop()
    assert not first.alive()


async def test_a_server_started_by_hand_is_never_joined_by_a_second(postgres: StartServer, folder: DataFolder) -> None:
    first = postgres()
    first.lock.path.unlink()  # what it looks like when somebody ran `postgres -D` without our lock
    with pytest.raises(EngineError, match=f"started by hand.*{first.pid}"):
        start_postgres(folder)
    assert first.alive()


_STARTS_AND_DIES = """
import os, sys
from apphost.engines import DataFolder, start_postgres
print(start_postgres(DataFolder(sys.argv[1])).pid, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start adopts the server instead")
def test_the_server_dies_with_the_process_that_started_it(folder: DataFolder, postgres: StartServer) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", _STARTS_AND_DIES, str(folder.path)]
    starter = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    again = postgres()
    assert again.process is not None
    assert again.pid != int(starter.stdout)


def test_a_killed_first_start_leaves_no_half_made_cluster(postgres: StartServer, folder: DataFolder) -> None:
    folder.prepare()
    half = folder.path / "pg.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    assert postgres().alive()
    assert not half.exists()


@pytest.mark.parametrize(("written", "word"), [("99", "newer"), ("9", "older")])
def test_data_of_another_major_version_is_refused_in_words(
    postgres: StartServer, folder: DataFolder, written: str, word: str
) -> None:
    postgres().stop()
    (folder.postgres / "PG_VERSION").write_text(f"{written}\n")
    with pytest.raises(EngineError, match=f"{word} PostgreSQL {written}"):
        start_postgres(folder)


async def test_a_long_path_is_no_obstacle_to_sockets(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / ("long " * 20) / ("folder's, name " * 5))
    engine = start_postgres(folder)
    try:
        async with connected(engine) as connection:
            assert await connection.fetchval("SELECT 1") == 1
    finally:
        engine.stop()
        shutil.rmtree(folder.sockets)


async def test_for_tests_it_trades_durability_for_speed(postgres: StartServer) -> None:
    async with connected(postgres(durable=False)) as connection:
        assert await connection.fetchval("SHOW fsync") == "off"


def test_a_program_that_dies_at_the_start_is_reported_with_its_last_words(
    postgres: StartServer, folder: DataFolder
) -> None:
    postgres().stop()
    settings = folder.postgres / "postgresql.conf"
    settings.write_text(f"{settings.read_text()}\nno_such_setting = 1\n")
    with pytest.raises(EngineError, match="no_such_setting"):
        start_postgres(folder)
