"""Many avatars at once: moved, copied, tagged, marked, trashed and restored, with every project's count kept right."""

from conftest import ApiAs
from running_app import Api


async def test_avatars_are_moved_and_both_projects_know(api: Api) -> None:
    home, away = await api.new_project("Home"), await api.new_project("Away")
    ids = [(await api.ended(each))["avatarId"] for each in await api.generate(home["id"], count=3)]
    done = await api.made("/avatars/bulk/move", {"avatarIds": ids[:2], "projectId": away["id"]})
    assert done == {"avatarIds": ids[:2]}
    left, there = await api.read(f"/projects/{home['id']}"), await api.read(f"/projects/{away['id']}")
    assert (left["avatarCount"], there["avatarCount"]) == (1, 2)
    assert {avatar["id"] for avatar in there["avatars"]["items"]} == set(ids[:2])
    assert len(there["previewUrls"]) == 2


async def test_a_copy_has_files_of_its_own(api: Api) -> None:
    avatar = await api.new_avatar(prompt="a man with a beard")
    copy = await api.made(f"/avatars/{avatar['id']}/copy", {"name": "Twin"})
    assert (copy["name"], copy["recipe"], copy["usageCount"]) == ("Twin", avatar["recipe"], 0)
    assert copy["baseImageUrl"] != avatar["baseImageUrl"]
    theirs, its = await api.get(avatar["baseImageUrl"]), await api.get(copy["baseImageUrl"])
    assert (its.status_code, its.content) == (200, theirs.content)
    assert (await api.read(f"/projects/{avatar['projectId']}"))["avatarCount"] == 2


async def test_tags_and_favourites_of_many(api: Api) -> None:
    avatar = await api.new_avatar()
    ids = [avatar["id"]]
    await api.made("/avatars/bulk/tag", {"avatarIds": ids, "add": ["Autumn", "shop"]})
    assert await api.made("/avatars/bulk/tag", {"avatarIds": ids, "add": ["new"], "remove": ["autumn"]}) == {
        "avatarIds": ids
    }
    await api.made("/avatars/bulk/favorite", {"avatarIds": ids, "isFavorite": True})
    changed = await api.read(f"/avatars/{avatar['id']}")
    assert (changed["tags"], changed["isFavorite"], changed["version"]) == (["shop", "new"], True, 4)


async def test_unknown_and_foreign_ids_are_left_out(api: Api, api_as: ApiAs) -> None:
    mine, theirs = await api.new_avatar(), await (await api_as()).new_avatar()
    ids = [theirs["id"], mine["id"], "01990000-0000-7000-8000-000000000000"]
    assert (await api.made("/avatars/bulk/delete", {"avatarIds": ids}))["avatarIds"] == [mine["id"]]
    assert (await api.made("/avatars/bulk/restore", {"avatarIds": ids}))["avatarIds"] == [mine["id"]]
