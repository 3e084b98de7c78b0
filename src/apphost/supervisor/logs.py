"""Shows on the console what a child's log says at warning or above; the log keeps everything."""

import json
import re
from pathlib import Path

from apphost.engines.child import size_of

_MOST_AT_ONCE = 10
_LOUD_LEVELS = {"warning", "error", "critical"}
_LOUD_TEXT = re.compile(r"\b(warning|error|critical)\b", re.IGNORECASE)


class LogWatch:
    """Reads what was added to one log since it looked last."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._position = size_of(log)

    def loud_lines(self) -> list[str]:
        """The new lines worth a look, capped so that a storm stays readable."""
        loud = [words for line in self._new_lines() if (words := _words_if_loud(line))]
        hidden = len(loud) - _MOST_AT_ONCE
        return loud if hidden <= 0 else [*loud[:_MOST_AT_ONCE], f"and {hidden} more lines in {self._log}"]

    def _new_lines(self) -> list[str]:
        size = size_of(self._log)
        if size < self._position:  # a new file after rotation
            self._position = 0
        if size == self._position:
            return []
        with open(self._log, "rb") as log:
            log.seek(self._position)
            added = log.read(size - self._position)
        whole = added.rpartition(b"\n")[0]
        self._position += len(whole) + 1 if whole else 0
        return whole.decode(errors="replace").splitlines()


def _words_if_loud(line: str) -> str | None:
    try:
        record = json.loads(line)
    except ValueError:
        return line if _LOUD_TEXT.search(line[:60]) else None
    if not isinstance(record, dict) or str(record.get("level", "")).lower() not in _LOUD_LEVELS:
        return None
    details = {key: value for key, value in record.items() if key not in {"event", "level", "timestamp", "exception"}}
    return " ".join([str(record.get("event", "")), *(f"{key}={value}" for key, value in details.items())])
