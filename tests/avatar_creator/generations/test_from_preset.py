"""A preset's person made an avatar: as they are or changed, counted when it is done."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from running_app import Api


@pytest.fixture
async def preset(api: Api) -> Any:
    async with asyncio.timeout(20):  # the catalogue is loaded in the background of the first start
        while not (presets := (await api.read("/presets", params={"sort": "name", "q": "Rina"}))["items"]):
            await asyncio.sleep(0.05)
    return presets[0]


async def _avatar(api: Api, preset: Any, **asked: Any) -> Any:
    project = await api.new_project()
    path = f"/projects/{project['id']}/avatars/from-preset"
    accepted = await api.made(path, {"presetId": preset["id"], **asked})
    generation = await api.ended(accepted["generationId"])
    assert generation["status"] == "completed", generation["problem"]
    assert (generation["sourceType"], generation["presetId"]) == ("from_preset", preset["id"])
    return await api.read(f"/avatars/{generation['avatarId']}")


async def test_the_avatar_is_the_presets_person(api: Api, preset: Any) -> None:
    avatar = await _avatar(api, preset)
    assert (avatar["sourceType"], avatar["presetId"], avatar["name"]) == ("from_preset", preset["id"], preset["name"])
    assert avatar["persona"] == preset["persona"]
    stated = {name: value for name, value in preset["attributes"].items() if value}
    assert {name: avatar["attributes"][name] for name in stated} == stated


async def test_the_use_is_counted_when_it_is_done(api: Api, preset: Any) -> None:
    before = (await api.read(f"/presets/{preset['id']}"))["usageCount"]
    await _avatar(api, preset)
    assert (await api.read(f"/presets/{preset['id']}"))["usageCount"] == before + 1


async def test_what_is_stated_is_merged_over_the_preset(api: Api, preset: Any) -> None:
    asked = {"customName": "Somebody", "persona": {"age": 61}, "attributes": {"hairColor": "blue", "glasses": None}}
    avatar = await _avatar(api, preset, **asked)
    assert avatar["name"] == "Somebody"
    assert avatar["persona"] == preset["persona"] | {"age": 61}
    assert (avatar["attributes"]["hairColor"], avatar["attributes"]["glasses"]) == ("blue", None)


async def test_the_first_picture_has_the_face_of_the_preview(api: Api, preset: Any) -> None:
    seeds = {(await _avatar(api, preset))["recipe"]["seed"] for _ in range(2)}
    assert len(seeds) == 1
    assert (await _avatar(api, preset, seed=5))["recipe"]["seed"] == 5


async def test_unknown_and_foreign_presets_are_not_found(api: Api, api_as: Callable[[], Awaitable[Api]]) -> None:
    other, project = await api_as(), await api.new_project()
    avatar = await other.new_avatar()
    private = await other.made("/presets", {"avatarId": avatar["id"], "category": "casual", "title": "Mine"})
    for preset_id in (private["id"], "01890000-0000-7000-8000-000000000000"):
        answer = await api.post(f"/projects/{project['id']}/avatars/from-preset", {"presetId": preset_id})
        assert (answer.status_code, answer.json()["slug"]) == (404, "preset-not-found")


async def test_the_same_key_asks_once(api: Api, preset: Any) -> None:
    project = await api.new_project()
    path, body = f"/projects/{project['id']}/avatars/from-preset", {"presetId": preset["id"]}
    first, again = [await api.made(path, body, headers={"Idempotency-Key": "preset"}) for _ in range(2)]
    assert first == again
