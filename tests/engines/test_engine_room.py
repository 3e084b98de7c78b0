"""The servers that the whole test run shares."""

import os
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
import redis.asyncio as redis

from apphost.engines import DataFolder
from engine_room import create_database, drop_database, start_test_engines

_USER = """
import sys
from pathlib import Path
from engine_room import start_test_engines
print(start_test_engines(Path(sys.argv[1])).redis_url, flush=True)
sys.stdin.read()
"""


def _a_user(root: Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-c", _USER, str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def _gone(root: Path) -> bool:
    deadline = time.monotonic() + 10
    lock = DataFolder(root / "engines").owner_lock()
    while lock.held():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_processes_share_one_pair_and_the_last_one_to_leave_stops_it(tmp_path: Path) -> None:
    with _a_user(tmp_path) as first, _a_user(tmp_path) as second:
        assert first.stdout
        assert second.stdout
        assert first.stdout.readline() == second.stdout.readline() != ""
        first.kill()
        first.wait()
        time.sleep(0.5)
        assert DataFolder(tmp_path / "engines").owner_lock().held()
        second.kill()
    assert _gone(tmp_path)
    assert not DataFolder(tmp_path / "engines").read_state()


async def test_databases_are_copied_from_a_template_and_valkey_is_divided_by_number(tmp_path: Path) -> None:
    engines = start_test_engines(tmp_path)
    template = await asyncpg.connect(create_database(engines, "room_template"))
    await template.execute("CREATE TABLE word (text text); INSERT INTO word VALUES ('copied')")
    await template.close()
    copy = await asyncpg.connect(create_database(engines, "room_copy", template="room_template"))
    assert await copy.fetchval("SELECT text FROM word") == "copied"
    await copy.close()
    drop_database(engines, "room_copy")
    drop_database(engines, "room_template")
    async with redis.from_url(engines.redis_url_of(3)) as three, redis.from_url(engines.redis_url_of(4)) as four:
        await three.set("room", "three")
        assert await four.get("room") is None
        await three.delete("room")
