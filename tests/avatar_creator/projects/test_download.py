"""Pictures and all that is known of them, in one zip file."""

import io
import json
import zipfile

from running_app import Api, ApiAs


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
