"""How far a long command is, told to somebody who watches, and to nobody else."""

import sys
import time

_EVERY_SECONDS = 0.2


class Progress:
    """One line of the terminal that is written anew; a log or a pipe gets none of it."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._next_at = 0.0

    def __call__(self, line: str) -> None:
        if self._watched and time.monotonic() >= self._next_at:
            self._next_at = time.monotonic() + _EVERY_SECONDS
            self._write(line)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._watched:
            self._write("")

    def _write(self, line: str) -> None:
        sys.stderr.write(f"\r\x1b[2K{line}")
        sys.stderr.flush()
