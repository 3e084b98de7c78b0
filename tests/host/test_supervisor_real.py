"""`avatar-creator up` itself: the page, the sign-in link, and every process killed in turn."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from supervised import Up, until

from apphost.engines.liveness import birth_mark

StartUp = Callable[[], Up]


@pytest.fixture
def up(tmp_path: Path) -> Iterator[StartUp]:
    started: list[Up] = []

    def start() -> Up:
        started.append(Up.real(tmp_path / "data", DRAIN_SECONDS="1"))
        return started[-1]

    yield start
    for one in started:
        one.end()


def test_it_brings_up_the_page_prints_a_link_survives_every_kill_and_stops_without_a_trace(up: StartUp) -> None:
    running = up().wait_ready()
    assert running.answers()
    assert re.search(rf"Sign in +{re.escape(running.status['url'])}/\S+", running.output)
    for name in ("postgres", "valkey", "api", "worker-1"):
        running.kill_and_wait_for_the_next(name)
        until(running.answers)
    pids = [process["pid"] for process in running.status["processes"]]
    running.interrupt()
    assert running.wait() == 0
    assert not any(birth_mark(pid) for pid in pids)


def test_after_the_supervisor_was_killed_the_next_start_simply_works(up: StartUp) -> None:
    first = up().wait_ready()
    first.process.kill()
    first.process.wait()
    second = up().wait_ready()
    assert second.answers()
    second.interrupt()
    assert second.wait() == 0
