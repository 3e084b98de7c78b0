"""The small rules of the supervisor: how often it tries again, what it shows, what it must not load."""

import os
import subprocess
import sys
from pathlib import Path

from apphost.supervisor import UpOptions
from apphost.supervisor.logs import LogWatch
from apphost.supervisor.restarts import RestartBudget


def test_tries_wait_longer_each_time_and_end_after_five_in_a_minute() -> None:
    budget, now, waits = RestartBudget(), 100.0, []
    while (next_try := budget.next_try(now)) is not None:
        waits.append(round(next_try - now, 1))
        now = next_try
    assert waits == [0.2, 0.4, 0.8, 1.6, 3.2]


def test_a_quiet_minute_forgives() -> None:
    budget = RestartBudget()
    for now in range(5):
        assert budget.next_try(float(now)) is not None
    assert budget.next_try(5.0) is None
    assert budget.next_try(200.0) == 200.2


def test_only_whole_loud_lines_are_shown_and_a_storm_is_capped(tmp_path: Path) -> None:
    log = tmp_path / "api.log"
    log.write_text('{"level": "error", "event": "before"}\n')
    watch = LogWatch(log)
    with open(log, "a") as file:
        file.write('{"level": "info", "event": "calm"}\nWARNING: plain words\n{"level": "error", "ev')
    assert watch.loud_lines() == ["WARNING: plain words"]
    with open(log, "a") as file:
        file.write('ent": "boom", "attempt": 2}\n' + "ERROR again\n" * 40)
    loud = watch.loud_lines()
    assert loud[0] == "boom attempt=2"
    assert loud[-1] == f"and 31 more lines in {log}"


def test_a_log_that_was_rotated_is_read_from_its_start(tmp_path: Path) -> None:
    log = tmp_path / "api.log"
    log.write_text("x" * 1000)
    watch = LogWatch(log)
    log.write_text("ERROR fresh\n")
    assert watch.loud_lines() == ["ERROR fresh"]


def test_the_command_line_of_an_up_can_be_typed_as_it_is_printed() -> None:
    options = UpOptions(Path("/srv/my data"), host="0.0.0.0", port=9000, workers=3, open_browser=False)  # noqa: S104
    typed = "avatar-creator up --data '/srv/my data' --port 9000 --host 0.0.0.0 --workers 3 --no-open"
    assert options.command_line() == typed
    assert options.url == "http://127.0.0.1:9000"


def test_the_supervisor_loads_no_web_stack() -> None:
    """Its memory counts towards the idle memory of the whole."""
    words = "import sys, apphost.supervisor; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = subprocess.run([sys.executable, "-c", words], env=environment, capture_output=True, text=True, check=True)
    heavy = {"fastapi", "uvicorn", "starlette", "pydantic", "sqlalchemy", "asyncpg", "redis", "asyncio", "ssl"}
    assert heavy.isdisjoint(ran.stdout.split())
