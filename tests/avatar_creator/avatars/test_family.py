"""Families: who was drawn from whom, seen from any member; and a person in words."""

from collections.abc import Awaitable, Callable
from typing import Any

from inserted_avatars import database_of, insert_avatars
from running_app import Api, RunningApp


async def _look(api: Api, avatar: Any) -> Any:
    path = f"/projects/{avatar['projectId']}/avatars/from-reference"
    accepted = await api.made(path, {"avatarId": avatar["id"], "attributes": {"glasses": "round"}})
    generation = await api.ended(accepted["generationId"])
    return await api.read(f"/avatars/{generation['avatarId']}")


async def test_the_same_family_is_seen_from_every_member(api: Api) -> None:
    first = await api.new_avatar()
    child, other = await _look(api, first), await _look(api, first)
    grandchild = await _look(api, child)
    seen = [await api.read(f"/avatars/{member['id']}/family") for member in (first, child, other, grandchild)]
    assert all(family == seen[0] for family in seen)
    parents = {member["id"]: member["parentAvatarId"] for member in seen[0]["items"]}
    assert parents == {
        first["id"]: None,
        child["id"]: first["id"],
        other["id"]: first["id"],
        grandchild["id"]: child["id"],
    }


async def test_those_in_the_trash_still_hold_it_together(api: Api) -> None:
    first = await api.new_avatar()
    child = await _look(api, first)
    grandchild = await _look(api, child)
    await api.delete(f"/avatars/{child['id']}")
    family = await api.read(f"/avatars/{grandchild['id']}/family")
    assert [member["isDeleted"] for member in family["items"]] == [False, True, False]


async def test_somebody_without_looks_is_a_family_of_one(api: Api) -> None:
    avatar = await api.new_avatar()
    [member] = (await api.read(f"/avatars/{avatar['id']}/family"))["items"]
    assert member["id"] == avatar["id"]


async def test_of_a_large_family_the_way_to_the_first_is_always_there(api: Api, running: RunningApp) -> None:
    project = await api.new_project()
    async with database_of(running) as db:
        first, *others = await insert_avatars(db, api.user["id"], project["id"], [{} for _ in range(250)])
        parent = "UPDATE avatars SET parent_avatar_id = $1 WHERE id = ANY ($2::text[]::uuid[])"
        await db.execute(parent, first, others[:-1])
        await db.execute(parent, others[-2], others[-1:])
    members = (await api.read(f"/avatars/{others[-1]}/family"))["items"]
    ids = [member["id"] for member in members]
    assert len(ids) == len(set(ids)) == 200
    assert {first, others[-2], others[-1]} <= set(ids)


async def test_foreign_families_are_not_found(api: Api, api_as: Callable[[], Awaitable[Api]]) -> None:
    foreign = await (await api_as()).new_avatar()
    for path in ("family", "prompt"):
        assert (await api.get(f"/avatars/{foreign['id']}/{path}")).json()["slug"] == "avatar-not-found"


async def test_a_person_is_told_in_words(api: Api) -> None:
    persona = {"name": "Ada", "age": 36, "personality": ["warm"], "background": "Keeps bees."}
    avatar = await api.new_avatar(prompt="red hair", persona=persona, attributes={"gender": "female"})
    told = await api.read(f"/avatars/{avatar['id']}/prompt")
    assert told["text"].startswith("Ada, 36 years old, warm. Keeps bees. Looks: woman")
    assert "red" in told["text"]
    assert "red" in told["prompt"]


async def test_only_a_provider_that_takes_one_gets_a_negative_prompt(api: Api) -> None:
    avatar = await api.new_avatar()
    told = {
        provider: (await api.read(f"/avatars/{avatar['id']}/prompt", params={"provider": provider}))["negativePrompt"]
        for provider in ("illustrated", "huggingface")
    }
    assert told["illustrated"] is None
    assert told["huggingface"]
    unknown = await api.get(f"/avatars/{avatar['id']}/prompt", params={"provider": "nobody"})
    assert unknown.status_code == 422
