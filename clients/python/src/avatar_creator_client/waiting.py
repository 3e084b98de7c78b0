"""Waiting for pictures through the event stream, as a state machine without input or output.

The stream begins with a snapshot of what is open; what was asked about and is not in it has ended already and is
looked up. From then on events tell, and of two about one generation the higher version is the later.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from avatar_creator_client.models import Generation

OnProgress = Callable[[Generation], None]
EVENTS = "/api/events"


class Waiting:
    def __init__(self, generation_ids: Sequence[str], on_progress: OnProgress | None) -> None:
        self._order = list(generation_ids)
        self._known: dict[str, Generation] = {}
        self._on_progress = on_progress
        self.last_event_id: str | None = None

    @property
    def is_over(self) -> bool:
        return not self._open()

    def results(self) -> list[Generation]:
        """All of them, in the order asked for; only once it is over."""
        return [self._known[generation_id] for generation_id in self._order]

    def headers(self) -> dict[str, str]:
        """Of a connection that resumes where the last one broke off."""
        return {} if self.last_event_id is None else {"last-event-id": self.last_event_id}

    def hear(self, event: str, event_id: str, data: Any) -> list[str]:
        """Take in one event; the ids that must now be looked up."""
        self.last_event_id = event_id or self.last_event_id
        if event == "snapshot":
            told = {generation["id"]: generation for generation in data["generations"]}
            for generation in told.values():
                self.see(generation)
            return [generation_id for generation_id in self._open() if generation_id not in told]
        if event.startswith("generation:"):
            self.see(data["generation"])
        return []

    def see(self, content: Mapping[str, Any] | Generation) -> None:
        """Note how a generation stands, unless something later is known."""
        generation = Generation.model_validate(content)
        before = self._known.get(generation.id)
        if generation.id not in self._order or (before is not None and before.version >= generation.version):
            return
        self._known[generation.id] = generation
        if self._on_progress is not None:
            self._on_progress(generation)

    def _open(self) -> list[str]:
        known = self._known
        return [each for each in self._order if each not in known or not known[each].has_ended]
