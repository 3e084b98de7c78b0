"""Many avatars at once: moved, copied, tagged, marked, trashed and restored, with every project's count kept right."""

import asyncio
from functools import partial
from typing import Any

import pytest

from inserted_avatars import database_of, insert_avatars
from running_app import Api, ApiAs, RunningApp

NOBODY = "01990000-0000-7000-8000-000000000000"


def names(what: str, its_id: str, data: Any) -> bool:
    return bool(data[what] == its_id)


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


async def test_a_copy_asked_twice_with_one_key_is_made_once(api: Api) -> None:
    avatar = await api.new_avatar()
    path, headers = f"/avatars/{avatar['id']}/copy", {"idempotency-key": "once"}
    first, again = [await api.made(path, {}, headers=headers) for _ in range(2)]
    assert first == again
    assert (await api.read(f"/projects/{avatar['projectId']}"))["avatarCount"] == 2
    many = {"avatarIds": [avatar["id"]], "projectId": avatar["projectId"]}
    assert (await api.post("/avatars/bulk/copy", many, headers=headers)).json()["slug"] == "idempotency-key-reused"


async def test_a_copy_stays_when_its_model_is_gone_for_ever(api: Api) -> None:
    avatar = await api.new_avatar()
    [copy_id] = (await api.made("/avatars/bulk/copy", {"avatarIds": [avatar["id"]], "projectId": avatar["projectId"]}))[
        "avatarIds"
    ]
    await api.delete(f"/avatars/{avatar['id']}")
    await api.made("/trash/empty", {})
    async with asyncio.timeout(10):
        while (await api.get(avatar["thumbnailUrl"])).status_code == 200:
            await asyncio.sleep(0.1)
    copy = await api.read(f"/avatars/{copy_id}")
    for size in ("baseImageUrl", "largeImageUrl", "thumbnailUrl", "smallImageUrl"):
        assert (await api.get(copy[size])).status_code == 200


async def test_nothing_goes_to_a_project_that_is_not_there(api: Api, api_as: ApiAs) -> None:
    avatar, foreign = await api.new_avatar(), await (await api_as()).new_project()
    trashed = await api.new_project()
    await api.delete(f"/projects/{trashed['id']}")
    for project_id in (foreign["id"], trashed["id"], "01990000-0000-7000-8000-000000000000"):
        for path, body in (
            (f"/avatars/{avatar['id']}/move", {}),
            (f"/avatars/{avatar['id']}/copy", {}),
            ("/avatars/bulk/move", {"avatarIds": [avatar["id"]]}),
            ("/avatars/bulk/copy", {"avatarIds": [avatar["id"]]}),
        ):
            answer = await api.post(path, {"projectId": project_id, **body})
            assert (answer.status_code, answer.json()["slug"]) == (404, "project-not-found"), path
    assert (await api.read(f"/avatars/{avatar['id']}"))["projectId"] == avatar["projectId"]


async def test_few_are_told_one_by_one_and_many_by_their_projects(api: Api, running: RunningApp) -> None:
    one, two = await api.new_project(), await api.new_project()
    async with database_of(running) as db:
        ids = await insert_avatars(db, api.user["id"], one["id"], [{} for _ in range(60)])
    async with api.events() as events:
        await api.made("/avatars/bulk/move", {"avatarIds": ids[:2], "projectId": two["id"]})
        for avatar_id in ids[:2]:
            moved = await events.wait_for("avatar:updated", partial(names, "avatarId", avatar_id))
            assert moved["avatar"]["projectId"] == two["id"]
        await api.made("/avatars/bulk/move", {"avatarIds": ids, "projectId": two["id"]})
        for project, count in ((one, 0), (two, 60)):
            told = await events.wait_for("project:updated", partial(names, "projectId", project["id"]))
            assert told["project"]["avatarCount"] == count
        await api.made("/avatars/bulk/delete", {"avatarIds": ids})
        await events.wait_for("project:updated", lambda data: data["project"]["avatarCount"] == 0, seconds=5)
        assert len(events.named("avatar:updated")) == 2
        assert events.named("avatar:deleted") == []


@pytest.mark.parametrize("what", ["delete", "restore", "move", "copy", "tag", "favorite", "download"])
async def test_more_than_a_thousand_at_once_and_texts_that_are_no_ids_are_wrong_fields(api: Api, what: str) -> None:
    needed: dict[str, dict[str, Any]] = {
        "move": {"projectId": NOBODY},
        "copy": {"projectId": NOBODY},
        "favorite": {"isFavorite": True},
    }
    for ids in ([NOBODY] * 1001, ["' OR 1=1"], [None], "all"):
        answer = await api.post(f"/avatars/bulk/{what}", {"avatarIds": ids, **needed.get(what, {})})
        assert answer.status_code == 422
