"""Uses of avatars: who may tell them, what counts, and what their owner sees."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest

from running_app import BASE, Api, RunningApp

Grant = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def app_of(running: RunningApp, api: Api) -> AsyncIterator[Grant]:
    """Another app with a token of this person's."""
    async with AsyncExitStack() as stack:

        async def grant(app_id: str = "poster-maker", *scopes: str) -> httpx.AsyncClient:
            asked = {"name": "Posters", "scopes": list(scopes) or ["usage:write"], "appId": app_id}
            token = (await api.made("/api/tokens", asked))["token"]
            headers = {"authorization": f"Bearer {token}"}
            client = httpx.AsyncClient(base_url=running.url, headers=headers, timeout=20)
            return await stack.enter_async_context(client)

        yield grant


async def _use(app: httpx.AsyncClient, avatar: Any, **use: Any) -> httpx.Response:
    return await app.post(f"{BASE}/avatars/{avatar['id']}/usage", json={"action": "placed", **use})


async def test_a_use_counts_and_is_dated(api: Api, app_of: Grant) -> None:
    avatar = await api.new_avatar()
    answer = await _use(await app_of(), avatar, referenceType="poster", referenceId="7", metadata={"page": 2})
    assert answer.status_code == 201
    assert answer.json()["metadata"] == {"page": 2}
    after = await api.read(f"/avatars/{avatar['id']}")
    assert (after["usageCount"], after["lastUsedAt"] is not None) == (1, True)
    assert after["version"] == avatar["version"], "counting is no edit"


async def test_the_app_is_named_by_its_token(api: Api, app_of: Grant) -> None:
    avatar = await api.new_avatar()
    refused = await _use(await app_of(), avatar, appId="somebody-else")
    assert refused.status_code == 422
    told = (await _use(await app_of("film-maker"), avatar)).json()
    assert told["appId"] == "film-maker"


async def test_the_same_use_told_twice_counts_once(api: Api, app_of: Grant) -> None:
    avatar, app = await api.new_avatar(), await app_of()
    first = await _use(app, avatar, referenceId="7")
    again = await _use(app, avatar, referenceId="7", metadata={"other": "words"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert (await api.read(f"/avatars/{avatar['id']}"))["usageCount"] == 1


async def test_told_by_twenty_at_once_it_still_counts_once(api: Api, app_of: Grant) -> None:
    avatar, app = await api.new_avatar(), await app_of()
    answers = await asyncio.gather(*[_use(app, avatar, referenceId="7") for _ in range(20)])
    assert sorted(answer.status_code for answer in answers) == [200] * 19 + [201]
    assert (await api.read(f"/avatars/{avatar['id']}"))["usageCount"] == 1


@pytest.mark.parametrize(
    "other",
    [{"referenceId": "8"}, {"action": "rendered"}, {"referenceType": "film"}],
    ids=lambda other: next(iter(other)),
)
async def test_another_reference_or_action_is_another_use(api: Api, app_of: Grant, other: dict[str, str]) -> None:
    avatar, app = await api.new_avatar(), await app_of()
    use = {"referenceId": "7", "referenceType": "poster"}
    await _use(app, avatar, **use)
    assert (await _use(app, avatar, **{**use, **other})).status_code == 201


async def test_uses_without_a_reference_all_count(api: Api, app_of: Grant) -> None:
    avatar, app = await api.new_avatar(), await app_of()
    await asyncio.gather(*[_use(app, avatar) for _ in range(5)])
    history = await api.read(f"/avatars/{avatar['id']}/usage-history")
    assert history["summary"]["total"] == len(history["items"]) == 5


async def test_a_use_without_a_reference_counts_once_with_an_idempotency_key(api: Api, app_of: Grant) -> None:
    avatar, app = await api.new_avatar(), await app_of()
    app.headers["idempotency-key"] = f"of {avatar['id']}"
    first, again, other = await _use(app, avatar), await _use(app, avatar), await _use(app, avatar, action="rendered")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert other.json()["slug"] == "idempotency-key-reused"
    assert (await api.read(f"/avatars/{avatar['id']}"))["usageCount"] == 1


async def test_the_history_is_paged_and_its_summary_is_of_all(api: Api, app_of: Grant) -> None:
    avatar, posters, films = await api.new_avatar(), await app_of(), await app_of("film-maker")
    for number in range(3):
        await _use(posters, avatar, referenceId=str(number))
    await _use(films, avatar)
    path = f"/avatars/{avatar['id']}/usage-history"
    first = await api.read(path, params={"limit": 3})
    second = await api.read(path, params={"limit": 3, "cursor": first["nextCursor"]})
    assert [use["appId"] for use in first["items"] + second["items"]] == ["film-maker", *["poster-maker"] * 3]
    assert second["nextCursor"] is None
    assert [(app["appId"], app["count"]) for app in second["summary"]["apps"]] == [
        ("poster-maker", 3),
        ("film-maker", 1),
    ]
    assert sum(month["count"] for month in first["summary"]["byMonth"]) == 4


async def test_open_pages_hear_of_it(api: Api, app_of: Grant) -> None:
    avatar, app = await api.new_avatar(), await app_of()
    async with api.events() as events:
        await _use(app, avatar)
        await events.wait_for("avatar:updated", lambda data: data["avatar"]["usageCount"] == 1)


async def test_a_token_without_the_scope_is_refused(api: Api, app_of: Grant) -> None:
    answer = await _use(await app_of("poster-maker", "avatars:read", "avatars:write"), await api.new_avatar())
    assert (answer.status_code, answer.json()["slug"]) == (403, "scope-missing")


async def test_a_person_is_no_app(api: Api) -> None:
    avatar = await api.new_avatar()
    answer = await api.post(f"/avatars/{avatar['id']}/usage", {"action": "placed"})
    assert (answer.status_code, answer.json()["slug"]) == (403, "app-token-needed")


async def test_deleted_and_foreign_avatars_cannot_be_used(
    api: Api, api_as: Callable[[], Awaitable[Api]], app_of: Grant
) -> None:
    mine, foreign, app = await api.new_avatar(), await (await api_as()).new_avatar(), await app_of()
    await api.delete(f"/avatars/{mine['id']}")
    assert [(await _use(app, avatar)).status_code for avatar in (mine, foreign)] == [404, 404]
    await api.post(f"/avatars/{mine['id']}/restore")
    assert (await api.read(f"/avatars/{mine['id']}"))["usageCount"] == 0


@pytest.mark.parametrize(
    "use",
    [
        {"action": ""},
        {"action": "x" * 61},
        {"referenceId": "x" * 201},
        {"metadata": {"words": "x" * 4096}},
        {"metadata": {"nul": "\x00"}},
        {"metadata": []},
    ],
    ids=["no action", "long action", "long reference", "much metadata", "NUL", "a list"],
)
async def test_bad_uses_are_refused_and_count_nothing(api: Api, app_of: Grant, use: dict[str, Any]) -> None:
    avatar = await api.new_avatar()
    assert (await _use(await app_of(), avatar, **use)).status_code == 422
    assert (await api.read(f"/avatars/{avatar['id']}"))["usageCount"] == 0
