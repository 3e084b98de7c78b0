"""Presets of one's own: saved from an avatar, shared or not, and nobody else's to change."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from running_app import Api

ApiAs = Callable[[], Awaitable[Api]]
PERSONA = {"name": "Ines Prado", "age": 41, "personality": ["dry", "exact"], "background": "Repairs cellos. Sings."}


async def saved(api: Api, avatar: Any, **wanted: Any) -> Any:
    return await api.made("/presets", {"avatarId": avatar["id"], "category": "creative", **wanted})


async def test_an_avatar_becomes_a_preset_with_all_that_it_is(api: Api) -> None:
    avatar = await api.new_avatar(prompt="a woman with red hair", persona=PERSONA, attributes={"glasses": "round"})
    preset = await saved(api, avatar, title="Luthier")
    assert (preset["name"], preset["title"], preset["category"]) == ("Ines Prado", "Luthier", "creative")
    assert preset["persona"] == avatar["persona"]
    assert preset["attributes"] == avatar["attributes"]
    assert preset["prompt"] == avatar["recipe"]["prompt"] == "a woman with red hair"
    assert (preset["isOwn"], preset["isPublic"], preset["usageCount"]) == (True, False, 0)
    assert preset["previewThumbhash"] == avatar["thumbhash"]
    assert await api.read(f"/presets/{preset['id']}") == preset


async def test_its_picture_outlives_the_avatar(api: Api) -> None:
    avatar = await api.new_avatar()
    preset = await saved(api, avatar)
    before = (await api.get(preset["previewUrl"])).content
    assert before == (await api.get(avatar["thumbnailUrl"])).content
    await api.delete(f"/avatars/{avatar['id']}")
    await api.made("/trash/empty", {"avatarIds": [avatar["id"]]})
    assert (await api.get(preset["previewUrl"])).content == before
    assert (await api.read("/presets", params={"own": True}))["items"] == [preset]


async def test_saving_twice_with_one_key_saves_once(api: Api) -> None:
    wanted = {"avatarId": (await api.new_avatar())["id"], "category": "casual"}
    first = await api.post("/presets", wanted, headers={"Idempotency-Key": "k"})
    again = await api.post("/presets", wanted, headers={"Idempotency-Key": "k"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert len((await api.read("/presets", params={"own": True}))["items"]) == 1


async def test_a_private_preset_is_nobody_elses(api: Api, api_as: ApiAs, admin: Api) -> None:
    preset = await saved(api, await api.new_avatar())
    for other in (await api_as(), admin):
        assert (await other.get(f"/presets/{preset['id']}")).json()["type"] == "/problems/preset-not-found"
        assert (await other.put(f"/presets/{preset['id']}", {"name": "Mine"})).status_code == 404
        assert (await other.delete(f"/presets/{preset['id']}")).status_code == 404
        assert preset["id"] not in [item["id"] for item in (await other.read("/presets"))["items"]]


async def test_a_shared_preset_is_seen_by_all_and_changed_by_its_owner(api: Api, api_as: ApiAs, admin: Api) -> None:
    preset = await saved(api, await api.new_avatar(), name="Shared Sheila", isPublic=True)
    for other in (await api_as(), admin):
        seen = await other.read(f"/presets/{preset['id']}")
        assert (seen["name"], seen["isOwn"]) == ("Shared Sheila", False)
        assert (await other.get(seen["previewUrl"])).status_code == 200
        assert [item["id"] for item in (await other.read("/presets", params={"q": "sheila"}))["items"]] == [
            preset["id"]
        ]
        assert (await other.read("/presets", params={"own": True}))["items"] == []
        assert (await other.put(f"/presets/{preset['id']}", {"name": "Mine"})).status_code == 404
        assert (await other.delete(f"/presets/{preset['id']}")).status_code == 404
    assert (await api.delete(f"/presets/{preset['id']}")).status_code == 204


async def test_an_edit_merges_and_a_late_one_is_told(api: Api) -> None:
    avatar = await api.new_avatar(persona=PERSONA, attributes={"glasses": "round", "hairColor": "red"})
    preset = await saved(api, avatar)
    address, tag = f"/presets/{preset['id']}", {"If-Match": f'"{preset["version"]}"'}
    changes = {
        "title": "Luthier",
        "category": "business",
        "persona": {"age": None},
        "attributes": {"glasses": "square"},
        "tags": ["strings"],
        "isPublic": True,
    }
    edited = await api.put(address, changes, headers=tag)
    assert edited.status_code == 200, edited.text
    after = edited.json()
    assert (after["title"], after["category"], after["tags"], after["isPublic"]) == (
        "Luthier",
        "business",
        ["strings"],
        True,
    )
    assert after["persona"] == {**PERSONA, "age": None}
    assert (after["attributes"]["glasses"], after["attributes"]["hairColor"]) == ("square", "red")
    assert (await api.put(address, {"name": "Late"}, headers=tag)).json()["type"] == "/problems/edit-conflict"
    assert (await api.read(address))["name"] == preset["name"]


async def test_a_deleted_preset_is_gone_and_so_is_its_picture(api: Api) -> None:
    avatar = await api.new_avatar()
    preset = await saved(api, avatar)
    assert (await api.delete(f"/presets/{preset['id']}")).status_code == 204
    assert (await api.get(f"/presets/{preset['id']}")).status_code == 404
    assert (await api.delete(f"/presets/{preset['id']}")).status_code == 404
    async with asyncio.timeout(20):
        while (await api.get(preset["previewUrl"])).status_code == 200:
            await asyncio.sleep(0.2)
    assert (await api.get(avatar["thumbnailUrl"])).status_code == 200


async def test_only_ones_own_living_avatars_become_presets(api: Api, api_as: ApiAs) -> None:
    avatar, stranger = await api.new_avatar(), await api_as()
    wanted = {"avatarId": avatar["id"], "category": "casual"}
    assert (await stranger.post("/presets", wanted)).json()["type"] == "/problems/avatar-not-found"
    await api.delete(f"/avatars/{avatar['id']}")
    assert (await api.post("/presets", wanted)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"category": "royal"},
        {"avatarId": "no id"},
        {"title": "x" * 161},
        {"name": "   "},
        {"name": "\x00"},
        {"isPublic": "perhaps"},
        {"usageCount": 7},
    ],
)
async def test_nonsense_is_refused_before_anything_is_kept(api: Api, wrong: dict[str, object]) -> None:
    avatar_id = "01890000-0000-7000-8000-000000000000"
    answer = await api.post("/presets", {"avatarId": avatar_id, "category": "casual", **wrong})
    assert answer.status_code == 422
    assert (await api.read("/presets", params={"own": True}))["items"] == []


async def test_a_thousand_tags_are_too_many(api: Api) -> None:
    preset = await saved(api, await api.new_avatar())
    answer = await api.put(f"/presets/{preset['id']}", {"tags": [f"tag {number}" for number in range(1000)]})
    assert answer.status_code == 422
