"""Projects: whose face is their cover, and how they are found in a list."""

from typing import Any

import pytest

from inserted_avatars import database_of, insert_avatars
from running_app import Api, ApiAs, RunningApp


async def three_people(api: Api, running: RunningApp) -> tuple[Any, list[str]]:
    project = await api.new_project()
    async with database_of(running) as db:
        return project, await insert_avatars(db, api.user["id"], project["id"], [{}, {}, {}])


async def test_the_cover_comes_first_and_null_takes_it_away(api: Api, running: RunningApp) -> None:
    project, [oldest, *_] = await three_people(api, running)
    path = f"/projects/{project['id']}"
    covered = (await api.put(path, {"coverAvatarId": oldest})).json()
    assert (covered["coverAvatarId"], covered["version"]) == (oldest, 2)
    assert covered["previewUrls"][0] == (await api.read(f"/avatars/{oldest}"))["thumbnailUrl"]
    assert len(set(covered["previewUrls"])) == 3
    renamed = (await api.put(path, {"name": "Other"})).json()
    assert renamed["coverAvatarId"] == oldest
    bare = (await api.put(path, {"coverAvatarId": None})).json()
    assert (bare["coverAvatarId"], bare["previewUrls"]) == (
        None,
        covered["previewUrls"][1:] + covered["previewUrls"][:1],
    )


async def test_only_a_living_avatar_of_the_project_can_be_its_cover(
    api: Api, api_as: ApiAs, running: RunningApp
) -> None:
    project, [trashed, *_] = await three_people(api, running)
    await api.delete(f"/avatars/{trashed}")
    _, [elsewhere, *_] = await three_people(api, running)
    _, [foreign, *_] = await three_people(await api_as(), running)
    for avatar_id in (trashed, elsewhere, foreign, "01990000-0000-7000-8000-000000000000", "x"):
        answer = await api.put(f"/projects/{project['id']}", {"name": "Other", "coverAvatarId": avatar_id})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "#/coverAvatarId"
    assert (await api.read(f"/projects/{project['id']}"))["name"] == project["name"]


@pytest.mark.parametrize("how", ["delete", "move", "bulk-delete"])
async def test_a_cover_falls_away_with_its_avatar(api: Api, running: RunningApp, how: str) -> None:
    project, [cover, *_] = await three_people(api, running)
    await api.put(f"/projects/{project['id']}", {"coverAvatarId": cover})
    if how == "delete":
        await api.delete(f"/avatars/{cover}")
    elif how == "move":
        await api.made(f"/avatars/{cover}/move", {"projectId": (await api.new_project())["id"]})
    else:
        await api.made("/avatars/bulk/delete", {"avatarIds": [cover]})
    left = await api.read(f"/projects/{project['id']}")
    assert (left["coverAvatarId"], left["avatarCount"], len(left["previewUrls"])) == (None, 2, 2)


async def test_a_cover_comes_back_with_its_project(api: Api, running: RunningApp) -> None:
    project, [cover, *_] = await three_people(api, running)
    before = (await api.put(f"/projects/{project['id']}", {"coverAvatarId": cover})).json()
    await api.delete(f"/projects/{project['id']}")
    back = await api.made(f"/projects/{project['id']}/restore")
    assert (back["coverAvatarId"], back["previewUrls"]) == (cover, before["previewUrls"])


async def test_projects_are_sorted_by_name_and_found_by_words(api: Api) -> None:
    for name, about in (("beta", None), ("Alpha", "autumn people"), ("alpha", None), ("Gamma", None)):
        await api.made("/projects", {"name": name, "description": about})
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = await api.read("/projects", params={"sort": "name", "limit": 3, **cursor})
        seen += [item["name"] for item in page["items"]]
        if page["nextCursor"] is None:
            break
        cursor = {"cursor": page["nextCursor"]}
    assert seen == ["Alpha", "alpha", "beta", "Gamma"]
    assert (await api.get("/projects", params={"sort": "changed", **cursor})).status_code == 422
    found = [await api.read("/projects", params={"q": text}) for text in ("ALP", "peop aut", "gamma alpha")]
    assert [[item["name"] for item in page["items"]] for page in found] == [["alpha", "Alpha"], ["Alpha"], []]
