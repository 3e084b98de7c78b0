"""`up`: one process that starts everything on this machine, watches it, and stops it in order.

It imports no web stack and does none of the work; it knows the order of things and their addresses.
"""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

from apphost.engines import DataFolder, EngineError, EngineGroup, free_space_problem
from apphost.supervisor import page, ports, state
from apphost.supervisor.console import Console
from apphost.supervisor.options import UpOptions
from apphost.supervisor.ward import Program, ServerInGroup, Ward

_LOOK_SECONDS = 0.2
_POLL_SECONDS = 0.03
_DISK_LOOK_SECONDS = 10.0
_READY_SECONDS = 60.0
_OWNER_SECONDS = 10.0
_DRAIN_MARGIN_SECONDS = 5.0
_DEFAULT_DRAIN_SECONDS = 20.0
_OUR_PROGRAMS = ("api", "worker")


def run(options: UpOptions) -> int:
    """Everything up until Ctrl-C; the exit code. Must be called from the main thread."""
    console = Console()
    folder = DataFolder(options.data)
    try:
        folder.prepare()
        ownership = folder.owner_lock().take()
        if ownership is None:
            return _point_to_owner(folder, console)
        try:
            return Supervisor(options, folder, console).run()
        finally:
            os.close(ownership)
    except EngineError as problem:
        console.fail(str(problem))
        return 1


def _point_to_owner(folder: DataFolder, console: Console) -> int:
    """Somebody else runs this folder: say where, once it is there."""
    deadline = time.monotonic() + _OWNER_SECONDS
    while True:
        if owner := state.owner(folder):
            pid, url = owner
            console.done(f"Already running on {folder.path}: {url} (pid {pid}).")
            return 0
        if time.monotonic() > deadline:
            raise EngineError(f"Another `up` is just starting or stopping on {folder.path}. Try again in a moment.")
        time.sleep(_LOOK_SECONDS)


class Supervisor:
    """The one owner of a data folder."""

    def __init__(self, options: UpOptions, folder: DataFolder, console: Console) -> None:
        self._options, self._folder, self._console = options, folder, console
        self._engines = EngineGroup(folder)
        self._programs: list[Program] = []
        self._url: str | None = None
        self._environment: dict[str, str] = {}
        self._stop_wishes = 0
        self._next_look_at_disk = 0.0
        self._disk_is_low = False

    def run(self) -> int:
        """From the first check to the last server stopped."""
        for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(wish, self._wish_to_stop)
        try:
            self._settle_port()
            self._start_engines()
            self._migrate()
            self._open_page()
            self._watch()
        except EngineError as problem:
            if not self._stopping():
                self._console.fail(str(problem))
                return 1
        finally:
            self._stop()
        return 0

    def _wish_to_stop(self, signal_number: int, frame: FrameType | None) -> None:
        self._stop_wishes += 1

    def _stopping(self) -> bool:
        return self._stop_wishes > 0

    def _in_a_hurry(self) -> bool:
        return self._stop_wishes > 1

    def _settle_port(self) -> None:
        state.stop_leftovers(self._folder, _OUR_PROGRAMS)
        host, port = self._options.host, self._options.port
        if port == 0:
            self._options = self._options.on_port(ports.free_port(host))
        elif not ports.bindable(host, port):
            other = self._options.on_port(ports.next_free_port(host, port))
            raise EngineError(f"Port {port} is taken by {ports.holder(port)}. Try:\n    {other.command_line()}")

    def _start_engines(self) -> None:
        self._remember()
        self._engines.start(os.environ, self._stopping)
        self._environment = self._children_environment()
        self._remember()
        names = " and ".join(sorted(engine.title for engine in self._engines.engines.values()))
        self._console.done(f"{names} on {self._folder.path}" if names else "Using the given servers")

    def _children_environment(self) -> dict[str, str]:
        """What the operator set stands; the rest is ours."""
        ours = {
            **self._engines.addresses(),
            "STORAGE_URL": self._folder.objects.as_uri(),
            "SECRET_KEY": self._folder.secrets.secret_key,
        }
        missing = {name: value for name, value in ours.items() if not os.environ.get(name)}
        fixed = {"DATA_DIR": str(self._folder.path), "HOST": self._options.host, "PORT": str(self._options.port)}
        return {**os.environ, **missing, **fixed}

    def _migrate(self) -> None:
        """The child decides quickly whether there is anything to do."""
        child = self._program("migrate", self._options.commands.migrate)
        child.start()
        while child.alive():
            if self._stopping():
                child.kill()
                raise EngineError("Told to stop before the database was up to date.")
            time.sleep(_POLL_SECONDS)
        if child.exit_code != 0:
            raise EngineError(f"The database could not be brought up to date:\n{child.last_words()}")
        self._console.done("Database up to date")

    def _open_page(self) -> None:
        """The page first; workers start when it answers, so that they do not compete for the processor."""
        commands, options = self._options.commands, self._options
        api = self._program("api", [*commands.api, "--host", options.host, "--port", str(options.port)])
        self._run(api)
        request = page.ask_for_sign_in_link(commands.sign_in_link, self._environment)
        if not page.wait_until_it_answers(options.url, lambda: self._stopping() or not api.alive(), _READY_SECONDS):
            request.kill()
            raise EngineError(f"The page did not come up. Its last words:\n{api.last_words()}")
        self._url = options.url
        for number in range(1, options.workers + 1):
            self._run(self._program(f"worker-{number}", commands.worker))
        self._invite(request)

    def _invite(self, request: "subprocess.Popen[str]") -> None:
        """Show where to go; without a link people can still sign in with a password."""
        link = None
        try:
            link = page.sign_in_link(request)
        except EngineError as problem:
            self._console.warn(str(problem))
        self._console.ready(self._options.url, link)
        if self._options.open_browser and self._console.watched:
            page.open_in_browser(link or self._options.url)

    def _program(self, name: str, command: Sequence[str]) -> Program:
        return Program(name, command, self._folder.log / f"{name}.log", self._environment)

    def _run(self, program: Program) -> None:
        program.start()
        self._programs.append(program)
        self._remember()

    def _watch(self) -> None:
        """Until somebody wishes to stop, or something died too often."""
        wards = [
            *(
                Ward(ServerInGroup(self._engines, name, self._stopping), self._console.warn)
                for name in self._engines.engines
            ),
            *(Ward(program, self._console.warn) for program in self._programs),
        ]
        while not self._stopping():
            # A list, not a generator: everybody is looked after in every round.
            if any([ward.check() for ward in wards]):
                self._remember()
            self._show_loud_lines()
            self._look_at_the_disk()
            time.sleep(_LOOK_SECONDS)

    def _show_loud_lines(self) -> None:
        for program in self._programs:
            for line in program.log_watch.loud_lines():
                self._console.warn(f"{program.name}: {line}")

    def _look_at_the_disk(self) -> None:
        """Say once that it is filling up, and again only after there was room in between."""
        if time.monotonic() < self._next_look_at_disk:
            return
        self._next_look_at_disk = time.monotonic() + _DISK_LOOK_SECONDS
        problem = free_space_problem(self._folder.path)
        if problem and not self._disk_is_low:
            self._console.warn(problem)
        self._disk_is_low = problem is not None

    def _stop(self) -> None:
        """Page and workers finish what they do, then Valkey, then the truth; the state goes last."""
        if self._programs or self._engines.engines:
            self._console.note("Stopping…")
        for program in self._programs:
            program.ask_to_stop()
        deadline = time.monotonic() + _drain_seconds()
        while any(program.alive() for program in self._programs) and not self._in_a_hurry():
            if time.monotonic() > deadline:
                break
            time.sleep(_POLL_SECONDS)
        for program in self._programs:
            program.kill()
        self._engines.stop(self._in_a_hurry)
        self._folder.clear_state()

    def _remember(self) -> None:
        engines = [state.Seen.now(engine.name, engine.pid) for engine in self._engines.engines.values()]
        programs = [state.Seen.now(program.name, program.pid) for program in self._programs]
        me = state.Seen.now("supervisor", os.getpid())
        with suppress(OSError):  # a full disk must not take down what still runs
            state.write(self._folder, self._url, [me, *engines, *programs], self._environment)


def _drain_seconds() -> float:
    """A little longer than the workers give themselves."""
    try:
        return float(os.environ.get("DRAIN_SECONDS") or _DEFAULT_DRAIN_SECONDS) + _DRAIN_MARGIN_SECONDS
    except ValueError:
        return _DEFAULT_DRAIN_SECONDS + _DRAIN_MARGIN_SECONDS
