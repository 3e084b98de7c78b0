"""The trash: what lies in it, taking it out, and removing it for ever with its files."""

import asyncio
from urllib.parse import urlsplit

from conftest import ApiAs
from running_app import Api, RunningApp


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
