"""Avatars: read, edited field by field, put in the trash and taken out again, shown to their owner alone."""

from urllib.parse import urlsplit

import httpx
import pytest

from running_app import Api, ApiAs, RunningApp


async def test_nested_objects_merge_field_by_field(api: Api) -> None:
    avatar = await api.new_avatar(persona={"name": "Ruth", "age": 54}, attributes={"hairColor": "red"})
    changed = (
        await api.put(
            f"/avatars/{avatar['id']}", {"persona": {"background": "Sails."}, "attributes": {"eyeColor": "green"}}
        )
    ).json()
    assert changed["persona"] == {"name": "Ruth", "age": 54, "personality": [], "background": "Sails."}
    assert (changed["attributes"]["hairColor"], changed["attributes"]["eyeColor"]) == ("red", "green")


async def test_null_clears_one_field_or_the_whole_object(api: Api) -> None:
    avatar = await api.new_avatar(persona={"name": "Ruth", "age": 54})
    path = f"/avatars/{avatar['id']}"
    assert (await api.put(path, {"persona": {"age": None}})).json()["persona"]["age"] is None
    assert (await api.put(path, {"persona": None})).json()["persona"]["name"] is None


async def test_an_edit_raises_the_version_and_an_older_one_is_refused(api: Api) -> None:
    avatar = await api.new_avatar()
    path = f"/avatars/{avatar['id']}"
    changed = await api.put(path, {"name": "Ada"}, headers={"if-match": f'"{avatar["version"]}"'})
    assert changed.headers["etag"] == f'"{avatar["version"] + 1}"'
    refused = await api.put(path, {"name": "Eve"}, headers={"if-match": f'"{avatar["version"]}"'})
    assert (refused.status_code, refused.json()["currentVersion"]) == (412, avatar["version"] + 1)


async def test_deleting_can_be_undone(api: Api) -> None:
    avatar = await api.new_avatar()
    path = f"/avatars/{avatar['id']}"
    async with api.events() as events:
        assert (await api.delete(path)).status_code == 204
        assert (await api.get(path)).status_code == 404
        await events.wait_for("avatar:deleted")
        restored = await api.made(f"{path}/restore")
        await events.wait_for("avatar:created")
    assert restored == avatar | {name: restored[name] for name in restored if name.endswith("Url")}, (
        "nothing but the signatures may differ"
    )
    project = await api.read(f"/projects/{avatar['projectId']}")
    assert project["avatarCount"] == 1


async def test_all_of_mine_are_listed_newest_first_across_projects(api: Api) -> None:
    made = [(await api.new_avatar())["id"] for _ in range(3)]
    first = await api.read("/avatars", params={"limit": 2})
    second = await api.read("/avatars", params={"limit": 2, "cursor": first["nextCursor"]})
    assert [item["id"] for item in first["items"] + second["items"]] == made[::-1]
    assert second["nextCursor"] is None


async def test_pictures_are_for_their_owner_or_the_holder_of_a_signed_address(
    api: Api, api_as: ApiAs, running: RunningApp
) -> None:
    avatar = await api.new_avatar()
    address = avatar["baseImageUrl"]
    bare = urlsplit(address).path
    async with running.client() as anybody:
        assert (await anybody.get(address)).status_code == 200
        assert (await anybody.get(bare)).status_code == 404
    assert (await api.get(bare)).status_code == 200
    assert (await (await api_as()).get(bare)).status_code == 404


@pytest.mark.parametrize("size", ["base", "768", "300", "96"])
async def test_the_stable_address_leads_to_every_size(api: Api, size: str) -> None:
    avatar = await api.new_avatar()
    answer = await api.get(f"/avatars/{avatar['id']}/image", params={"size": size}, follow_redirects=True)
    assert answer.headers["content-type"] == "image/jpeg"


async def test_usage_counters_and_owners_cannot_be_set(api: Api) -> None:
    avatar = await api.new_avatar()
    for field in ({"usageCount": 99}, {"userId": "x"}, {"baseImageUrl": "/etc/passwd"}, {"version": 7}):
        answer: httpx.Response = await api.put(f"/avatars/{avatar['id']}", field)
        assert answer.status_code == 422


async def test_strangers_see_nothing(api: Api, api_as: ApiAs) -> None:
    avatar = await api.new_avatar()
    stranger = await api_as()
    path = f"/avatars/{avatar['id']}"
    answers = [
        await stranger.get(path),
        await stranger.get(f"{path}/image"),
        await stranger.put(path, {"name": "mine"}),
        await stranger.delete(path),
        await stranger.post(f"{path}/restore"),
    ]
    assert {answer.status_code for answer in answers} == {404}
