"""When a thing that died may be started again: soon, then later, then not at all."""

from collections import deque

_FIRST_DELAY_SECONDS, _LONGEST_DELAY_SECONDS = 0.2, 5.0
_TRIES, _WINDOW_SECONDS = 5, 60.0


class RestartBudget:
    """Five tries within a minute, each waiting twice as long as the one before."""

    def __init__(self) -> None:
        self._tries: deque[float] = deque(maxlen=_TRIES)

    def next_try(self, now: float) -> float | None:
        """When to try again after a death at `now`; None when it died too often."""
        while self._tries and now - self._tries[0] > _WINDOW_SECONDS:
            self._tries.popleft()
        if len(self._tries) == _TRIES:
            return None
        delay: float = min(_FIRST_DELAY_SECONDS * 2 ** len(self._tries), _LONGEST_DELAY_SECONDS)
        self._tries.append(now)
        return now + delay
