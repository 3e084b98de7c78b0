"""What the person at the terminal sees: a few calm lines.

A terminal that went away never stops the work.
"""

import os
import sys
from contextlib import suppress

_GREEN, _YELLOW, _RED, _BOLD, _DIM = "32", "33", "31", "1", "2"


class Console:
    """Plain lines; coloured when a person watches."""

    def __init__(self) -> None:
        self.watched = sys.stdout.isatty()
        self._coloured = self.watched and not os.environ.get("NO_COLOR")

    def done(self, text: str) -> None:
        self._line(f"{self._in('✓', _GREEN)} {text}")

    def note(self, text: str) -> None:
        self._line(self._in(text, _DIM))

    def warn(self, text: str) -> None:
        self._line(f"{self._in('!', _YELLOW)} {text}")

    def fail(self, text: str) -> None:
        self._line(f"{self._in('✗', _RED)} {text}")

    def ready(self, url: str, link: str | None) -> None:
        """The lines that people look for."""
        self._line(f"\n  Open       {self._in(url, _BOLD)}")
        if link:
            self._line(f"  Sign in    {self._in(link, _BOLD)}  (once)")
        self._line("\nPress Ctrl-C to stop.\n")

    def _in(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._coloured else text

    def _line(self, text: str) -> None:
        with suppress(OSError, ValueError):
            print(
                text.encode(sys.stdout.encoding or "utf-8", "replace").decode(sys.stdout.encoding or "utf-8"),
                flush=True,
            )
