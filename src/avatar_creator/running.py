"""What this worker process is drawing now: each generation's lease and the task that can be stopped."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Running:
    task: "asyncio.Task[None]"
    lease_token: str
    stopped: bool = False
    """Whether it was told to stop: cancelled by its owner, or its lease is lost."""


class RunningJobs:
    """Shared by the job, its heartbeat and the listener for cancellations."""

    def __init__(self) -> None:
        self._by_id: dict[str, Running] = {}
        self.line_moved = asyncio.Event()
        """Set when somebody left the line, so that those who wait can be told their new place."""

    @contextmanager
    def entered(self, generation_id: str, running: Running) -> Iterator[None]:
        self._by_id[generation_id] = running
        self.line_moved.set()
        try:
            yield
        finally:
            if self._by_id.get(generation_id) is running:
                del self._by_id[generation_id]

    def leases(self) -> Mapping[str, str]:
        """Generation id → lease token."""
        return {generation_id: running.lease_token for generation_id, running in self._by_id.items()}

    def stop(self, generation_id: str, lease_token: str | None = None) -> None:
        """Cancel what runs here for this generation (and lease, if one is named), if anything does."""
        running = self._by_id.get(generation_id)
        if running is not None and lease_token in (None, running.lease_token):
            running.stopped = True
            running.task.cancel()
