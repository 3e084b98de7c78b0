"""Portraits to send, and a way to send them."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from running_app import Api

Send = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
async def project(api: Api) -> Any:
    return await api.new_project("Our team")


@pytest.fixture
def send(api: Api, project: Any) -> Send:
    """Uploads a picture into the project; fields that are no text travel as JSON."""

    async def send(
        content: bytes,
        *,
        file_name: str = "portrait.jpg",
        headers: dict[str, str] | None = None,
        project_id: str | None = None,
        **fields: Any,
    ) -> httpx.Response:
        data = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
        return await api.post(
            f"/projects/{project_id or project['id']}/avatars/upload",
            files={"file": (file_name, content)},
            data=data,
            headers=headers or {},
        )

    return send
