"""The synchronous client."""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from httpx_sse import SSEError, connect_sse

from avatar_creator_client import calls
from avatar_creator_client.calls import Call, Page
from avatar_creator_client.models import Attributes, Avatar, Generation, Persona, Project, UploadedAvatar, Usage
from avatar_creator_client.problems import avatar_id_of, raise_for_problem
from avatar_creator_client.waiting import EVENTS, OnProgress, Waiting

T = TypeVar("T")

_PAUSE_SECONDS = 1.0


class AvatarCreator:
    """One person's or app's way to a server, by a token of theirs.

    All methods raise `ProblemError` when the server says no and `httpx.TransportError` when it cannot be reached.
    """

    def __init__(self, url: str, token: str, *, timeout_seconds: float = 30) -> None:
        self._http = httpx.Client(
            base_url=url,
            headers={"authorization": f"Bearer {token}"},
            timeout=timeout_seconds,
            transport=httpx.HTTPTransport(retries=2),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def projects(self) -> Iterator[Project]:
        """All projects, newest changed first, fetched page by page."""
        cursor = None
        while True:
            page: Page[Project] = self._send(calls.list_projects(cursor))
            yield from page.items
            if (cursor := page.next_cursor) is None:
                return

    def create_project(self, name: str, description: str | None = None) -> Project:
        return self._send(calls.create_project(name, description))

    def project(self, project_id: str) -> Project:
        return self._send(calls.get_project(project_id))

    def avatars(self, project_id: str | None = None, **filters: Any) -> Iterator[Avatar]:
        """Avatars of a project or of all, fetched page by page.

        `filters` are those of `GET /avatars`: `q`, `gender`, `age_range`, `tag`, `favorite`, `sort`, …
        """
        wire = dict(calls.wire_filters(filters))
        cursor = None
        while True:
            page: Page[Avatar] = self._send(calls.list_avatars(project_id, cursor, wire))
            yield from page.items
            if (cursor := page.next_cursor) is None:
                return

    def avatar(self, avatar_id: str) -> Avatar:
        return self._send(calls.get_avatar(avatar_id))

    def upload(
        self,
        project_id: str,
        picture: Path | bytes,
        *,
        name: str | None = None,
        persona: Persona | None = None,
        attributes: Attributes | None = None,
    ) -> UploadedAvatar:
        """Make an avatar of a JPEG, PNG or WebP of at most 10 MiB."""
        return self._send(calls.upload(project_id, picture, name, persona, attributes))

    def generate(
        self,
        project_id: str,
        prompt: str,
        *,
        name: str | None = None,
        persona: Persona | None = None,
        attributes: Attributes | None = None,
        count: int = 1,
        seed: int | None = None,
        provider: str | None = None,
        model: str | None = None,
    ) -> list[str]:
        """Ask for 1 to 4 pictures of one person; the ids of their generations."""
        return self._send(
            calls.generate(
                project_id,
                prompt=prompt,
                name=name,
                persona=persona,
                attributes=attributes,
                count=count,
                seed=seed,
                provider=provider,
                model=model,
            )
        )

    def generation(self, generation_id: str) -> Generation:
        return self._send(calls.get_generation(generation_id))

    def wait(
        self, generation_ids: Sequence[str], *, timeout_seconds: float = 600, on_progress: OnProgress | None = None
    ) -> list[Generation]:
        """Follow generations on the event stream until all have ended; a lost connection is resumed.

        Raises:
            TimeoutError: some have not ended in time. They go on.
        """
        waiting, until = Waiting(generation_ids, on_progress), time.monotonic() + timeout_seconds
        while not waiting.is_over:
            if time.monotonic() >= until:
                raise TimeoutError("Not all pictures were finished in time.")
            try:
                self._listen(waiting, until)
            except (httpx.TransportError, SSEError):
                time.sleep(min(_PAUSE_SECONDS, max(0.0, until - time.monotonic())))
        return waiting.results()

    def generate_and_wait(self, project_id: str, prompt: str, **options: Any) -> list[Avatar]:
        """Ask for pictures, wait for them, and return the avatars. `options` are those of `generate` and `wait`.

        Raises:
            NotMade: one of them failed or was cancelled.
        """
        how_to_wait = {key: options.pop(key) for key in ("timeout_seconds", "on_progress") if key in options}
        ended = self.wait(self.generate(project_id, prompt, **options), **how_to_wait)
        return [self.avatar(avatar_id_of(generation)) for generation in ended]

    def download(self, avatar: Avatar, size: str = "base") -> bytes:
        """The picture; `size` is `base`, `768`, `300` or `96`."""
        response = self._http.get(calls.by_size(avatar, size))
        raise_for_problem(response)
        return response.content

    def record_usage(
        self,
        avatar_id: str,
        action: str,
        *,
        reference_id: str | None = None,
        reference_type: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Usage:
        """Tell that the app of this token used the avatar; the same reference told twice counts once."""
        return self._send(calls.record_usage(avatar_id, action, reference_id, reference_type, metadata))

    def usage(self, avatar_id: str) -> Iterator[Usage]:
        """Every use of an avatar, newest first, fetched page by page."""
        cursor = None
        while True:
            page: Page[Usage] = self._send(calls.list_usage(avatar_id, cursor))
            yield from page.items
            if (cursor := page.next_cursor) is None:
                return

    def _send(self, call: Call[T]) -> T:
        response = self._http.request(call.method, call.path, **call.options)
        raise_for_problem(response)
        return call.read(response.json())

    def _listen(self, waiting: Waiting, until: float) -> None:
        patience = httpx.Timeout(30, read=max(0.1, min(30.0, until - time.monotonic())))
        with connect_sse(self._http, "GET", EVENTS, headers=waiting.headers(), timeout=patience) as stream:
            if stream.response.is_error:
                stream.response.read()
                raise_for_problem(stream.response)
            for event in stream.iter_sse():
                if event.data:
                    for generation_id in waiting.hear(event.event, event.id, event.json()):
                        waiting.see(self.generation(generation_id))
                if waiting.is_over or time.monotonic() >= until:
                    return
