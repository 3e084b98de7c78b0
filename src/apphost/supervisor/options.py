"""What `up` is asked to do, and the programs it runs to do it."""

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

PROGRAM = "avatar-creator"
DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000

# -P: modules that happen to lie in the user's folder are not ours.
_OURSELVES = (sys.executable, "-P", "-m", "apphost.cli")


@dataclass(frozen=True)
class Commands:
    """The programs under supervision; each gets its addresses by environment."""

    migrate: Sequence[str] = (*_OURSELVES, "migrate")
    api: Sequence[str] = (*_OURSELVES, "serve")
    worker: Sequence[str] = (*_OURSELVES, "worker")
    sign_in_link: Sequence[str] = (*_OURSELVES, "users", "link")


@dataclass(frozen=True)
class UpOptions:
    """Port 0 means any free one."""

    data: Path
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    workers: int = 1
    open_browser: bool = True
    commands: Commands = field(default_factory=Commands)

    @property
    def url(self) -> str:
        """Where a browser on this machine finds us."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 (compared, not bound)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def on_port(self, port: int) -> "UpOptions":
        return replace(self, port=port)

    def command_line(self) -> str:
        """The same wishes as somebody would type them."""
        words = [PROGRAM, "up", "--data", str(self.data), "--port", str(self.port)]
        words += ["--host", self.host] if self.host != DEFAULT_HOST else []
        words += ["--workers", str(self.workers)] if self.workers != 1 else []
        return shlex.join(words if self.open_browser else [*words, "--no-open"])
