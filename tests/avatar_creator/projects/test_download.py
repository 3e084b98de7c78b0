"""Pictures and all that is known of them, in one zip file."""

import gc
import io
import json
import zipfile

from inserted_avatars import database_of, insert_avatars
from running_app import BASE, Api, ApiAs, RunningApp


async def test_chosen_avatars_are_downloaded_called_as_they_are(api: Api, api_as: ApiAs) -> None:
    project = await api.new_project()
    made = []
    for name in ("Sari", "sari", "../../CON", "CON", "🙂/:" + "é" * 100, "Sari (2)"):
        avatar = await api.new_avatar(project["id"])
        made.append((await api.put(f"/avatars/{avatar['id']}", {"name": name, "tags": ["a"]})).json())
    foreign = await (await api_as()).new_avatar()
    ids = [avatar["id"] for avatar in made] + [foreign["id"]]
    answer = await api.post("/avatars/bulk/download", {"avatarIds": ids})
    assert answer.headers["content-type"] == "application/zip"
    assert 'filename="people.zip"' in answer.headers["content-disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    people = json.loads(archive.read("people.json"))
    assert (people["format"], people["version"], people["project"]) == ("avatar-creator/people", 1, None)
    assert [person["name"] for person in people["people"]] == [avatar["name"] for avatar in made]
    paths = [person["file"] for person in people["people"]]
    assert paths[:4] == ["pictures/Sari.jpg", "pictures/sari (2).jpg", "pictures/_CON.jpg", "pictures/CON (2).jpg"]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert set(archive.namelist()) == {"people.json", *paths}
    for avatar, person in zip(made, people["people"], strict=True):
        assert archive.read(person["file"]) == (await api.get(avatar["baseImageUrl"])).content
        assert (person["recipe"], person["tags"]) == (avatar["recipe"], ["a"])


async def test_who_leaves_in_the_middle_disturbs_nobody(api: Api, running: RunningApp) -> None:
    """Large enough that the server cannot have sent it all, and that what is told lies on disk by then."""
    project = await api.new_project()
    async with database_of(running) as db:
        people = [{"name": str(number), "persona_background": "x" * 2000} for number in range(600)]
        ids = await insert_avatars(db, api.user["id"], project["id"], people)
    files = {f"avatar-creator/{api.user['id']}/{avatar_id}.jpg": bytes(50_000) for avatar_id in ids}
    await running.app.state.resources.storage.put_many(files)
    path = f"{BASE}/projects/{project['id']}/export"
    async with api.http.stream("GET", path) as answer:
        received = 0
        async for part in answer.aiter_raw():
            if (received := received + len(part)) > 1_000_000:
                break
    gc.collect()
    whole = await api.get(f"/projects/{project['id']}/export")
    archive = zipfile.ZipFile(io.BytesIO(whole.content))
    assert len(json.loads(archive.read("people.json"))["people"]) == 600
    assert archive.testzip() is None
