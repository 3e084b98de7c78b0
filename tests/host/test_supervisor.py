"""`up` supervises everything on one machine: what is killed comes back, what is stopped leaves nothing."""

import json
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from supervised import WORKER, Up, until

from apphost.engines import DataFolder, EngineGroup
from apphost.engines.liveness import birth_mark, processes_in
from apphost.supervisor import attach

StartUp = Callable[..., Up]


@pytest.fixture(scope="module")
def used_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was started once: making a cluster takes most of a first start."""
    folder = DataFolder(tmp_path_factory.mktemp("used") / "data")
    engines = EngineGroup(folder)
    engines.start({})
    engines.stop()
    return folder.path


@pytest.fixture
def up(tmp_path: Path, used_folder: Path) -> Iterator[StartUp]:
    shutil.copytree(used_folder, tmp_path / "data", ignore=shutil.ignore_patterns("*.log"))
    started: list[Up] = []

    def start(**options: Any) -> Up:
        started.append(Up.over_small_programs(tmp_path / "data", **options))
        return started[-1]

    yield start
    for one in started:
        one.end()


def _gone(pids: list[int]) -> bool:
    return not any(birth_mark(pid) for pid in pids)


def _pids(running: Up) -> list[int]:
    return [process["pid"] for process in running.status["processes"]]


def test_it_prints_the_page_and_a_sign_in_link_and_hands_addresses_to_its_programs(up: StartUp) -> None:
    running = up(workers=2).wait_ready()
    assert running.status["url"] in running.output
    assert "http://127.0.0.1/sign-in#once" in running.output
    given = json.loads((running.folder.log / "page.json").read_text())["environment"]
    assert given["DATABASE_URL"].startswith("postgresql://")
    assert given["REDIS_URL"].startswith("unix://")
    assert given["STORAGE_URL"] == running.folder.objects.as_uri()
    assert given["SECRET_KEY"] == running.folder.secrets.secret_key
    assert given["DATA_DIR"] == str(running.folder.path)
    until(lambda: running.pid_of("worker-2"))


def test_ctrl_c_lets_the_workers_drain_and_leaves_nothing(up: StartUp) -> None:
    running = up(workers=2).wait_ready()
    until(lambda: running.pid_of("worker-2"))
    pids = _pids(running)
    assert len(pids) == 6
    running.interrupt()
    assert running.wait() == 0
    assert len(list(running.folder.log.glob("drained-*"))) == 2
    assert _gone(pids)
    assert running.folder.read_state() is None
    assert processes_in(running.folder.postgres) == []


def test_a_second_ctrl_c_does_not_wait_for_a_worker_that_will_not_end(up: StartUp) -> None:
    stubborn = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(1)"
    running = up(worker=stubborn, DRAIN_SECONDS="600").wait_ready()
    worker = until(lambda: running.pid_of("worker-1"))
    until(lambda: "SIGTERM" in _ignored_signals(worker))
    running.interrupt()
    until(lambda: "Stopping" in running.output)
    assert running.process.poll() is None
    running.interrupt()
    assert running.wait() == 0
    assert _gone([worker])


def _ignored_signals(pid: int) -> set[str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    ignored = next(int(line.split()[1], 16) for line in lines if line.startswith("SigIgn"))
    return {one.name for one in signal.Signals if ignored & (1 << (one - 1))}


@pytest.mark.parametrize("name", ["postgres", "valkey", "api", "worker-1"])
def test_what_is_killed_runs_again(up: StartUp, name: str) -> None:
    running = up().wait_ready()
    running.kill_and_wait_for_the_next(name)
    until(running.answers)
    assert f"{name} runs again" in running.output


def test_helpers_of_a_killed_program_do_not_outlive_it(up: StartUp) -> None:
    running = up().wait_ready()
    helper = json.loads((running.folder.log / "page.json").read_text())["helper"]
    os.kill(running.pid_of("api"), signal.SIGKILL)
    until(lambda: _gone([helper]))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start cleans up instead")
def test_when_the_supervisor_is_killed_everything_stops_and_the_next_start_simply_works(up: StartUp) -> None:
    running = up().wait_ready()
    pids = _pids(running)
    running.process.kill()
    running.process.wait()
    until(lambda: _gone(pids))
    assert up().wait_ready().answers()


def test_the_next_start_takes_over_what_a_killed_supervisor_left(up: StartUp) -> None:
    """Servers that outlived their supervisor are adopted, programs are ended."""
    running = up().wait_ready()
    running.interrupt()
    running.wait()
    left = EngineGroup(running.folder)
    left.start({})
    again = up().wait_ready()
    assert again.pid_of("postgres") == left.engines["DATABASE_URL"].pid
    again.interrupt()
    assert again.wait() == 0
    assert not left.engines["DATABASE_URL"].alive()
    assert not left.engines["REDIS_URL"].alive()


def test_a_second_up_says_where_the_first_one_is(up: StartUp) -> None:
    first = up().wait_ready()
    pids = _pids(first)
    second = up()
    assert second.wait() == 0
    assert f"Already running on {first.folder.path}: {first.status['url']} (pid {first.process.pid})." in second.output
    assert not _gone(pids)


def test_a_taken_port_is_said_with_its_holder_and_a_free_one_before_anything_starts(up: StartUp) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = up(port=port)
        assert refused.wait() == 1
    assert f"Port {port} is taken by" in refused.output
    assert f"(pid {os.getpid()})" in refused.output
    assert f"avatar-creator up --data {refused.folder.path} --port {port + 1}" in refused.output
    assert not refused.folder.log.joinpath("postgres.log").exists()


def test_a_program_that_keeps_dying_ends_it_with_its_last_words(up: StartUp) -> None:
    running = up(worker="import sys; sys.exit('no brushes left')")
    assert running.wait() == 1
    assert "worker-1 stopped too often" in running.output
    assert "no brushes left" in running.output
    assert _gone(_pids(running))


@pytest.mark.parametrize("what", ["migrate", "page"])
def test_what_fails_at_the_start_ends_it_with_its_last_words(up: StartUp, what: str) -> None:
    running = up(**{what: "import sys; sys.exit('out of order')"})
    assert running.wait() == 1
    assert "out of order" in running.output
    assert processes_in(running.folder.postgres) == []


def test_a_server_whose_address_is_given_is_not_started(up: StartUp) -> None:
    running = up(REDIS_URL="redis://user:word@localhost:1").wait_ready()
    names = {process["name"] for process in running.status["processes"]}
    assert "postgres" in names
    assert "valkey" not in names
    assert running.status["redisUrl"] == "redis://user@localhost:1"
    given = json.loads((running.folder.log / "page.json").read_text())["environment"]
    assert given["REDIS_URL"] == "redis://user:word@localhost:1"


def test_status_tells_every_process_and_no_password(up: StartUp) -> None:
    running = up().wait_ready()
    until(lambda: running.pid_of("worker-1"))
    told = running.status
    names = ["supervisor", "valkey", "postgres", "api", "worker-1"]
    assert [process["name"] for process in told["processes"]] == names
    assert all(process["alive"] and process["uptimeSeconds"] >= 0 for process in told["processes"])
    assert told["running"] is True
    words = json.dumps(told)
    assert running.folder.secrets.database_password not in words
    assert running.folder.secrets.valkey_password not in words
    attached = attach(running.folder)
    assert attached is not None
    assert running.folder.secrets.database_password in attached["DATABASE_URL"]
    running.interrupt()
    running.wait()
    assert running.status["running"] is False
    assert attach(running.folder) is None


def test_a_link_that_cannot_be_made_is_said_and_the_page_is_up_all_the_same(up: StartUp) -> None:
    running = up(link="import sys; sys.exit('the owner is away')").wait_ready()
    assert running.answers()
    assert "No sign-in link could be made (the owner is away). Try: avatar-creator users link" in running.output


def test_data_of_a_newer_release_is_refused_in_one_line(up: StartUp, tmp_path: Path) -> None:
    (tmp_path / "data" / "format.json").write_text('{"format": 99}')
    refused = up()
    assert refused.wait() == 1
    assert "written by a newer release" in refused.output.splitlines()[-1]


def test_warnings_in_a_programs_log_are_shown_and_the_rest_is_not(up: StartUp) -> None:
    quiet = {"level": "info", "event": "nothing to see"}
    loud = {"level": "warning", "event": "the disk is nearly full"}
    words = f"import json\nprint(json.dumps({quiet}), json.dumps({loud}), sep='\\n', flush=True)\n"
    running = up(worker=words + WORKER).wait_ready()
    until(lambda: "worker-1: the disk is nearly full" in running.output)
    assert "nothing to see" not in running.output


def test_an_up_that_is_told_to_stop_while_starting_stops(up: StartUp) -> None:
    running = up(migrate="import time; time.sleep(300)")
    until(lambda: (running.folder.log / "migrate.log").exists())
    running.interrupt()
    assert running.wait() == 0
    assert processes_in(running.folder.postgres) == []
