"""A project leaves one installation as a file and enters another whole."""

import io
import json
import zipfile
from typing import Any

from inserted_avatars import database_of, insert_avatars
from made_archives import Made, imported
from running_app import Api, RunningApp


async def test_everything_comes_with_it_but_ids_and_uses(api: Api, api_as: Any) -> None:
    project = await api.made("/projects", {"name": "Été", "description": "for the catalogue"})
    parent = await api.new_avatar(project["id"], prompt="a woman with red hair", persona={"name": "Ruth", "age": 50})
    look = await api.made(f"/avatars/{parent['id']}/copy", {"name": "Ruth again"})
    await api.put(f"/avatars/{look['id']}", {"tags": ["autumn"], "isFavorite": True})
    await api.put(f"/projects/{project['id']}", {"coverAvatarId": parent["id"]})
    exported = await api.get(f"/projects/{project['id']}/export")
    assert exported.headers["content-disposition"].endswith("filename*=UTF-8''%C3%89t%C3%A9.zip")
    stranger = await api_as()
    async with stranger.events() as events:
        answer = await imported(stranger, exported.content)
        assert answer.status_code == 201, answer.text
        told = await events.wait_for("project:updated")
    made = answer.json()
    assert (made["avatars"], made["project"]["name"], made["project"]["avatarCount"]) == (2, "Été", 2)
    assert told["project"] == made["project"]
    assert made["project"]["description"] == "for the catalogue"
    new_look, new_parent = (await stranger.read(f"/projects/{made['project']['id']}"))["avatars"]["items"]
    assert made["project"]["coverAvatarId"] == new_parent["id"]
    for new, old in ((new_parent, parent), (new_look, await api.read(f"/avatars/{look['id']}"))):
        assert new["id"] != old["id"]
        for kept in ("name", "persona", "attributes", "recipe", "tags", "isFavorite", "sourceType", "createdAt"):
            assert new[kept] == old[kept], kept
        picture = await stranger.get(new["baseImageUrl"])
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")


async def test_whose_look_is_whose_stays(api: Api, running: RunningApp) -> None:
    project = await api.new_project()
    first = await api.new_avatar(project["id"])
    second, third = [await api.made(f"/avatars/{first['id']}/copy", {"name": name}) for name in ("two", "three")]
    async with database_of(running) as db:
        await db.execute("UPDATE avatars SET parent_avatar_id = $1 WHERE id = $2", first["id"], second["id"])
        await db.execute("UPDATE avatars SET parent_avatar_id = $1 WHERE id = $2", second["id"], third["id"])
    made = (await imported(api, (await api.get(f"/projects/{project['id']}/export")).content)).json()
    people = (await api.read(f"/projects/{made['project']['id']}"))["avatars"]["items"]
    new = {person["name"]: person for person in people}
    assert new["three"]["parentAvatarId"] == new["two"]["id"]
    assert new["two"]["parentAvatarId"] == new[first["name"]]["id"]
    assert new[first["name"]]["parentAvatarId"] is None


async def test_the_same_key_imports_once(api: Api) -> None:
    content = Made().packed()
    answers = [await imported(api, content, key="once") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len((await api.read("/projects"))["items"]) == 1
    assert (await imported(api, Made(name="Other").packed(), key="once")).json()["slug"] == "idempotency-key-reused"


async def test_an_empty_project_goes_both_ways(api: Api) -> None:
    project = await api.new_project("Nobody yet")
    answer = await imported(api, (await api.get(f"/projects/{project['id']}/export")).content)
    assert (answer.status_code, answer.json()["avatars"]) == (201, 0)


async def test_many_people_are_exported_in_their_order(api: Api, running: RunningApp) -> None:
    """More than one page of rows; those whose file is gone are left out."""
    project = await api.new_project()
    async with database_of(running) as db:
        ids = await insert_avatars(db, api.user["id"], project["id"], [{"name": str(n)} for n in range(450)])
    stored = [avatar_id for number, avatar_id in enumerate(ids) if number % 5]
    files = {f"avatar-creator/{api.user['id']}/{avatar_id}.jpg": avatar_id.encode() for avatar_id in stored}
    await running.app.state.resources.storage.put_many(files)
    exported = await api.get(f"/projects/{project['id']}/export")
    archive = zipfile.ZipFile(io.BytesIO(exported.content))
    people = json.loads(archive.read("people.json"))["people"]
    assert [person["id"] for person in people] == stored
    assert all(archive.read(person["file"]).decode() == person["id"] for person in people)
