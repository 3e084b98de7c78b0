"""Tokens that a person grants to programs and apps: what they may do, and how they end."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import httpx
import pytest

from apphost.events import EventPublisher
from apphost.kit.scopes import Scope
from apphost.kit.settings import Settings
from apphost.registry import installed_apps
from running_app import BASE, Api, RunningApp, running_app

EVERYTHING = ["avatars:read", "avatars:write", "usage:write"]


@pytest.fixture
async def holding(running: RunningApp) -> AsyncIterator[Callable[[str], httpx.AsyncClient]]:
    """A program that holds a token."""
    async with AsyncExitStack() as stack:
        clients: list[httpx.AsyncClient] = []

        def client(token: str) -> httpx.AsyncClient:
            headers = {"authorization": f"Bearer {token}"}
            clients.append(httpx.AsyncClient(base_url=running.url, headers=headers, timeout=20))
            stack.push_async_callback(clients[-1].aclose)
            return clients[-1]

        yield client


async def _make(api: Api, *scopes: str, **asked: Any) -> Any:
    return await api.made("/api/tokens", {"name": "A program", "scopes": list(scopes), **asked})


async def test_a_token_acts_for_the_person_who_made_it(api: Api, holding: Callable[[str], httpx.AsyncClient]) -> None:
    project = await api.new_project("Mine")
    program = holding((await _make(api, "avatars:read"))["token"])
    assert [each["id"] for each in (await program.get(f"{BASE}/projects")).json()["items"]] == [project["id"]]
    assert (await program.get("/api/me")).json()["id"] == api.user["id"]


async def test_a_token_without_the_scope_is_told_which_it_lacks(
    api: Api, holding: Callable[[str], httpx.AsyncClient]
) -> None:
    program = holding((await _make(api, "avatars:read"))["token"])
    answer = await program.post(f"{BASE}/projects", json={"name": "More"})
    assert (answer.status_code, answer.json()["slug"], answer.json()["scope"]) == (
        403,
        "scope-missing",
        "avatars:write",
    )


async def test_writing_does_not_include_reading(api: Api, holding: Callable[[str], httpx.AsyncClient]) -> None:
    program = holding((await _make(api, "avatars:write"))["token"])
    assert (await program.get(f"{BASE}/projects")).json()["slug"] == "scope-missing"
    assert (await program.post(f"{BASE}/projects", json={"name": "More"})).status_code == 201


async def test_what_happens_and_pictures_are_for_tokens_that_may_read(
    api: Api, holding: Callable[[str], httpx.AsyncClient]
) -> None:
    address, _, _ = (await api.new_avatar())["baseImageUrl"].partition("?")
    program = holding((await _make(api, "avatars:write", "usage:write"))["token"])
    for path in ("/api/events", address):
        answer = await program.get(path)
        assert (answer.status_code, answer.json()["scope"]) == (403, "avatars:read"), path
    reader = holding((await _make(api, "avatars:read"))["token"])
    assert (await reader.get(address)).status_code == 200


async def test_a_token_hears_of_the_apps_alone_that_it_may_read(settings: Settings) -> None:
    ours = installed_apps()[0]
    another = replace(
        ours, id="another", scopes=(Scope("another:read", "See", covers="reading"),), jobs=(), snapshot=_one
    )
    async with running_app(settings, [ours, another]) as running, running.signed_in() as api, running.client() as http:
        http.headers["authorization"] = f"Bearer {(await _make(api, 'another:read'))['token']}"
        async with Api(http, api.user).events() as heard, api.events() as heard_by_themselves:
            await api.new_avatar()
            await heard_by_themselves.wait_for("avatar:created")
            publisher = EventPublisher(running.app.state.resources.redis)
            await publisher.publish(api.user["id"], "another:done", b'{"app":"another"}')
            await publisher.close()
            await heard.wait_for("another:done")
        assert heard.items == [("snapshot", {"one": 1}), ("another:done", {"app": "another"})]
        assert {"one", "generations"} <= heard_by_themselves.named("snapshot")[0].keys()


async def _one(state: object, user_id: str) -> dict[str, object]:
    return {"one": 1}


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/tokens"), ("POST", "/api/tokens"), ("DELETE", "/api/tokens/{id}")]
)
async def test_a_token_cannot_manage_tokens(
    api: Api, holding: Callable[[str], httpx.AsyncClient], method: str, path: str
) -> None:
    made = await _make(api, *EVERYTHING)
    body = {"name": "Another", "scopes": EVERYTHING} if method == "POST" else None
    answer = await holding(made["token"]).request(method, path.format(id=made["id"]), json=body)
    assert (answer.status_code, answer.json()["slug"]) == (403, "for-people-only")


async def test_the_list_shows_everything_but_the_token(api: Api) -> None:
    made = await _make(api, *EVERYTHING, appId="poster-maker", expiresInDays=30)
    [listed] = (await api.read("/api/tokens"))["items"]
    assert listed == {key: value for key, value in made.items() if key != "token"}
    assert listed["appId"] == "poster-maker"


async def test_that_it_was_used_is_noted(api: Api, holding: Callable[[str], httpx.AsyncClient]) -> None:
    made = await _make(api, "avatars:read")
    assert made["lastUsedAt"] is None
    await holding(made["token"]).get("/api/me")
    [listed] = (await api.read("/api/tokens"))["items"]
    assert listed["lastUsedAt"] is not None


async def test_a_revoked_token_is_refused_and_its_stream_ends_at_once(
    api: Api, holding: Callable[[str], httpx.AsyncClient]
) -> None:
    made = await _make(api, "avatars:read")
    program = holding(made["token"])
    async with program.stream("GET", "/api/events") as stream:
        assert stream.status_code == 200
        assert (await api.delete(f"/api/tokens/{made['id']}")).status_code == 204
        async with asyncio.timeout(3):
            async for _ in stream.aiter_lines():
                pass
    assert (await program.get("/api/me")).status_code == 401
    assert (await api.read("/api/tokens"))["items"] == []


async def test_an_expired_token_is_refused(
    api: Api, running: RunningApp, holding: Callable[[str], httpx.AsyncClient]
) -> None:
    made = await _make(api, "avatars:read", expiresInDays=1)
    await running.app.state.resources.db.execute(
        "UPDATE api_tokens SET expires_at = now() - interval '1 second' WHERE id = $1", made["id"]
    )
    assert (await holding(made["token"]).get("/api/me")).status_code == 401


async def test_somebody_elses_token_cannot_be_revoked(api: Api, api_as: Callable[[], Any]) -> None:
    made = await _make(await api_as(), "avatars:read")
    answer = await api.delete(f"/api/tokens/{made['id']}")
    assert (answer.status_code, answer.json()["slug"]) == (404, "token-not-found")


async def test_a_scope_that_no_app_has_is_refused(api: Api) -> None:
    answer = await api.post("/api/tokens", {"name": "Odd", "scopes": ["avatars:read", "everything"]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/scopes/1"


@pytest.mark.parametrize("token", ["avc_", "avc_" + "x" * 43])
async def test_what_only_looks_like_a_token_is_refused(holding: Callable[[str], httpx.AsyncClient], token: str) -> None:
    answer = await holding(token).get("/api/me")
    assert answer.status_code == 401


async def test_the_apps_say_what_can_be_granted(api: Api) -> None:
    [app] = (await api.read("/api/apps"))["items"]
    assert [scope["id"] for scope in app["scopes"]] == EVERYTHING
    assert app["uiUrl"] is None
