"""The trash: what lies in it, taking it out, and removing it for ever with its files."""

import asyncio
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from inserted_avatars import database_of, insert_avatars
from running_app import Api, ApiAs, RunningApp

_AGE_AVATARS = """
UPDATE avatars SET deleted_at = deleted_at - interval '30 days'
WHERE user_id = $1 AND deleted_at IS NOT NULL AND id <> $2
"""
_AGE_PROJECTS = """
UPDATE avatar_projects SET deleted_at = deleted_at - interval '30 days'
WHERE user_id = $1 AND deleted_at IS NOT NULL AND id <> $2
"""


async def test_the_last_deleted_comes_first_and_a_project_holds_what_went_with_it(api: Api) -> None:
    project = await api.new_project("Summer")
    one, two = [(await api.ended(each))["avatarId"] for each in await api.generate(project["id"], count=2)]
    other = await api.new_avatar()
    await api.delete(f"/avatars/{other['id']}")
    await api.delete(f"/projects/{project['id']}")
    first, second = (await api.read("/trash"))["items"]
    assert (first["kind"], first["id"], first["projectName"], first["avatarCount"]) == (
        "project",
        project["id"],
        "Summer",
        2,
    )
    assert (second["kind"], second["id"], second["projectId"]) == ("avatar", other["id"], other["projectId"])
    assert first["thumbnailUrl"]
    assert second["thumbhash"] == other["thumbhash"]
    await api.made(f"/projects/{project['id']}/restore")
    assert [item["id"] for item in (await api.read("/trash"))["items"]] == [other["id"]]
    assert {one, two} == {avatar["id"] for avatar in (await api.read("/avatars"))["items"]}


async def test_emptying_removes_rows_and_files_for_ever(api: Api, running: RunningApp) -> None:
    kept, gone = await api.new_avatar(), await api.new_avatar()
    await api.delete(f"/avatars/{gone['id']}")
    assert await api.made("/trash/empty", {}) == {"deletedAvatars": 1, "deletedProjects": 0}
    assert (await api.post(f"/avatars/{gone['id']}/restore")).status_code == 404
    path = urlsplit(gone["baseImageUrl"]).path
    async with asyncio.timeout(10):
        while (await api.get(path)).status_code == 200:
            await asyncio.sleep(0.1)
    assert (await api.get(kept["baseImageUrl"])).status_code == 200


async def test_only_what_is_named_goes_and_only_from_the_trash(api: Api, api_as: ApiAs) -> None:
    living, trashed, other = [await api.new_avatar() for _ in range(3)]
    await api.delete(f"/avatars/{trashed['id']}")
    await api.delete(f"/avatars/{other['id']}")
    await api.delete(f"/projects/{other['projectId']}")
    named = {"avatarIds": [living["id"], trashed["id"]], "projectIds": [living["projectId"]]}
    assert await (await api_as()).made("/trash/empty", named) == {"deletedAvatars": 0, "deletedProjects": 0}
    assert await api.made("/trash/empty", named) == {"deletedAvatars": 1, "deletedProjects": 0}
    assert (await api.get(f"/avatars/{living['id']}")).status_code == 200
    assert [item["id"] for item in (await api.read("/trash"))["items"]] == [other["projectId"]]
    assert await api.made("/trash/empty", {"projectIds": [other["projectId"]]}) == {
        "deletedAvatars": 1,
        "deletedProjects": 1,
    }


async def test_pages_of_the_trash_hold_each_thing_once(api: Api, running: RunningApp) -> None:
    project, other = await api.new_project(), await api.new_project()
    async with database_of(running) as db:
        ids = await insert_avatars(db, api.user["id"], project["id"], [{} for _ in range(5)])
    for avatar_id in ids[:2]:
        await api.delete(f"/avatars/{avatar_id}")
    await api.delete(f"/projects/{other['id']}")
    await api.made("/avatars/bulk/delete", {"avatarIds": ids[2:]})
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = await api.read("/trash", params={"limit": 2, **cursor})
        seen += [item["id"] for item in page["items"]]
        if page["nextCursor"] is None:
            break
        cursor = {"cursor": page["nextCursor"]}
    assert seen == [*sorted(ids[2:], reverse=True), other["id"], ids[1], ids[0]]


async def test_what_went_with_a_project_stays_with_it(api: Api) -> None:
    avatar = await api.new_avatar()
    await api.delete(f"/projects/{avatar['projectId']}")
    assert (await api.made("/trash/empty", {"avatarIds": [avatar["id"]]}))["deletedAvatars"] == 0
    assert (await api.made("/avatars/bulk/restore", {"avatarIds": [avatar["id"]]}))["avatarIds"] == []
    assert (await api.made(f"/projects/{avatar['projectId']}/restore"))["avatarCount"] == 1
    assert (await api.get(f"/avatars/{avatar['id']}")).status_code == 200


async def test_the_sweep_removes_what_lay_there_for_thirty_days(api: Api, running: RunningApp) -> None:
    old, young = await api.new_avatar(), await api.new_avatar()
    old_project = await api.new_avatar()
    for avatar in (old, young):
        await api.delete(f"/avatars/{avatar['id']}")
    await api.delete(f"/projects/{old_project['projectId']}")
    [item, *_] = [item for item in (await api.read("/trash"))["items"] if item["id"] == young["id"]]
    lasts = datetime.fromisoformat(item["expiresAt"]) - datetime.fromisoformat(item["deletedAt"])
    assert lasts == timedelta(days=30)
    async with database_of(running) as db:
        for age in (_AGE_AVATARS, _AGE_PROJECTS):
            await db.execute(age, api.user["id"], young["id"])
        async with asyncio.timeout(15):
            while await db.fetchval("SELECT count(*) FROM avatars WHERE user_id = $1", api.user["id"]) > 1:
                await asyncio.sleep(0.2)
            for gone in (old, old_project):
                while (await api.get(urlsplit(gone["baseImageUrl"]).path)).status_code == 200:
                    await asyncio.sleep(0.1)
        assert await db.fetchval("SELECT count(*) FROM avatar_projects WHERE user_id = $1", api.user["id"]) == 2
    assert [item["id"] for item in (await api.read("/trash"))["items"]] == [young["id"]]
    await api.made(f"/avatars/{young['id']}/restore")


async def test_emptying_takes_the_uses_and_the_pictures_to_draw_from_along(api: Api, running: RunningApp) -> None:
    """Rows that name what is gone are gone too, or name nobody."""
    avatar = await api.new_avatar()
    await api.delete(f"/projects/{avatar['projectId']}")
    assert (await api.made("/trash/empty", {})) == {"deletedAvatars": 1, "deletedProjects": 1}
    assert (await api.get(f"/generations/{avatar['generationId']}")).status_code == 404
    assert (await api.read("/generations"))["items"] == []
