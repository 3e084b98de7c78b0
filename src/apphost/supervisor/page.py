"""The page as a person will see it: does it answer, how does one sign in, can a browser be opened."""

import os
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from apphost.engines import EngineError
from apphost.supervisor.options import PROGRAM

_POLL_SECONDS = 0.05
_ANSWER_SECONDS = 5.0
_LINK_SECONDS = 30.0


def answers(url: str) -> bool:
    """Whether the page at `url` says that it is ready. A plain socket: an HTTP library would cost us megabytes."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname, parts.port), timeout=_ANSWER_SECONDS) as connection:
            connection.sendall(f"GET /readyz HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode())
            status_line = connection.makefile("rb").readline()
    except OSError:
        return False
    return b" 200" in status_line


def wait_until_it_answers(url: str, give_up: Callable[[], bool], patience_seconds: float) -> bool:
    """True once it does; False when `give_up` says so or patience ends."""
    deadline = time.monotonic() + patience_seconds
    while not answers(url):
        if give_up() or time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def ask_for_sign_in_link(command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    """Start making a one-time link while the page is still coming up."""
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def sign_in_link(request: "subprocess.Popen[str]") -> str:
    """The link: the last word that the command prints. EngineError says why there is none."""
    try:
        words, complaints = request.communicate(timeout=_LINK_SECONDS)
    except subprocess.TimeoutExpired:
        request.kill()
        words, complaints = "", f"it took longer than {_LINK_SECONDS:.0f} s"
    if request.returncode != 0 or not words.split():
        reason = (complaints.strip().splitlines() or ["it said nothing"])[-1]
        raise EngineError(f"No sign-in link could be made ({reason}). Try: {PROGRAM} users link")
    return words.split()[-1]


def open_in_browser(address: str) -> None:
    """Only where somebody sits: a display of their own, and not as root, whom browsers refuse."""
    on_desktop = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if on_desktop and os.geteuid() != 0:
        webbrowser.open(address)
