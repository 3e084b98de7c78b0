"""The embedded Valkey: starts, keeps its keys, and never shares its folder with a second server."""

import asyncio
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import redis.asyncio as redis
from bullmq import Job, Queue, Worker

from apphost.engines import DataFolder, EngineError, RunningEngine, start_valkey
from apphost.engines.liveness import command_of

StartServer = Callable[..., RunningEngine]


async def _set(engine: RunningEngine, key: str, value: str) -> None:
    async with redis.from_url(engine.url) as client:
        await client.set(key, value)


async def _get(engine: RunningEngine, key: str) -> object:
    async with redis.from_url(engine.url, decode_responses=True) as client:
        return await client.get(key)


async def test_keys_survive_a_restart(valkey: StartServer) -> None:
    first = valkey()
    await _set(first, "word", "still here")
    first.stop()
    assert not first.alive()
    assert await _get(valkey(), "word") == "still here"


async def test_keys_survive_kill_9(valkey: StartServer) -> None:
    first = valkey()
    await _set(first, "word", "still here")
    os.kill(first.pid, signal.SIGKILL)
    assert await _get(valkey(), "word") == "still here"


@pytest.mark.parametrize("where", [0.5, 1.0])
async def test_data_that_a_power_cut_made_unreadable_is_set_aside(
    valkey: StartServer, folder: DataFolder, where: float
) -> None:
    first = valkey()
    for number in range(50):
        await _set(first, f"word-{number}", "here")
    first.stop()
    [written] = folder.valkey.glob("appendonlydir/*.incr.aof")
    content = written.read_bytes()
    cut = int(len(content) * where)
    written.write_bytes(content[:cut] + bytes(200) + content[cut + 200 :])
    assert await _get(valkey(), "word-49") is None
    assert len(list(folder.valkey.glob("unreadable-*"))) == 1


async def test_a_second_starter_uses_the_server_that_runs(valkey: StartServer) -> None:
    first, second = valkey(), valkey()
    assert (second.pid, second.url) == (first.pid, first.url)
    second.stop()
    assert not first.alive()


async def test_the_password_is_needed_and_shows_in_no_command_line(valkey: StartServer, folder: DataFolder) -> None:
    engine = valkey()
    with pytest.raises(redis.ConnectionError, match="invalid username-password"):
        async with redis.from_url(engine.url.replace(folder.secrets.valkey_password, "guess")) as stranger:
            await stranger.get("word")
    assert folder.secrets.valkey_password not in command_of(engine.pid)


async def test_jobs_must_never_be_evicted(valkey: StartServer) -> None:
    async with redis.from_url(valkey().url, decode_responses=True) as client:
        assert await client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


async def test_a_bullmq_queue_works_over_its_address(valkey: StartServer) -> None:
    engine, taken = valkey(), asyncio.Event()

    async def take(job: Job, token: str) -> None:
        taken.set()

    queue = Queue("bell", {"connection": engine.url})
    worker = Worker("bell", take, {"connection": engine.url})
    await queue.add("ring", {})
    await asyncio.wait_for(taken.wait(), 5)
    await worker.close()
    await queue.close()


async def test_for_tests_nothing_is_kept(valkey: StartServer) -> None:
    first = valkey(durable=False)
    await _set(first, "word", "gone")
    first.stop()
    assert await _get(valkey(durable=False), "word") is None


@pytest.mark.parametrize("written", ["valkey 99.0", "redis 8.0"])
def test_data_of_a_newer_or_other_server_is_refused_in_words(
    valkey: StartServer, folder: DataFolder, written: str
) -> None:
    valkey().stop()
    (folder.valkey / "WRITTEN_BY").write_text(written)
    with pytest.raises(EngineError, match=written):
        start_valkey(folder)


async def test_a_long_path_is_no_obstacle_to_sockets(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / ("long " * 20) / "quoted \" folder's name")
    engine = start_valkey(folder)
    try:
        await _set(engine, "word", "here")
        assert await _get(engine, "word") == "here"
    finally:
        engine.stop()
        shutil.rmtree(folder.sockets)
