"""Projects: made, listed, renamed, put in the trash and brought back exactly as they were."""

import asyncio

from emulators.image_api import ImageApi
from running_app import Api, ApiAs


async def test_a_new_project_is_empty_and_listed_first(api: Api) -> None:
    await api.new_project("First")
    made = await api.made("/projects", {"name": "  Second  ", "description": "for the autumn catalogue"})
    assert (made["name"], made["avatarCount"], made["previewUrls"]) == ("Second", 0, [])
    listed = await api.read("/projects")
    assert [item["name"] for item in listed["items"]] == ["Second", "First"]


async def test_pages_of_projects_hold_each_project_once(api: Api) -> None:
    made = [(await api.new_project(f"Project {number}"))["id"] for number in range(5)]
    seen: list[str] = []
    cursor = None
    while True:
        page = await api.read("/projects", params={"limit": 2} | ({"cursor": cursor} if cursor else {}))
        seen += [item["id"] for item in page["items"]]
        if (cursor := page["nextCursor"]) is None:
            break
    assert seen == made[::-1]


async def test_a_forged_cursor_is_a_wrong_field(api: Api) -> None:
    answer = await api.get("/projects", params={"cursor": "!!!"})
    assert answer.status_code == 422


async def test_the_newest_faces_are_the_collage(api: Api) -> None:
    project = await api.new_project()
    for generation_id in await api.generate(project["id"], count=4) + await api.generate(project["id"]):
        await api.ended(generation_id)
    [listed] = (await api.read("/projects"))["items"]
    assert listed["avatarCount"] == 5
    newest = (await api.read(f"/projects/{project['id']}"))["avatars"]["items"][:4]
    assert listed["previewUrls"] == [avatar["thumbnailUrl"] for avatar in newest]


async def test_an_absent_field_is_unchanged_and_null_clears(api: Api) -> None:
    project = await api.made("/projects", {"name": "A", "description": "words"})
    renamed = (await api.put(f"/projects/{project['id']}", {"name": "B"})).json()
    assert (renamed["name"], renamed["description"]) == ("B", "words")
    cleared = (await api.put(f"/projects/{project['id']}", {"description": None})).json()
    assert (cleared["name"], cleared["description"]) == ("B", None)


async def test_an_edit_based_on_an_older_version_is_refused(api: Api) -> None:
    project = await api.new_project()
    path = f"/projects/{project['id']}"
    first = await api.put(path, {"name": "mine"}, headers={"if-match": '"1"'})
    assert (first.status_code, first.headers["etag"]) == (200, '"2"')
    second = await api.put(path, {"name": "theirs"}, headers={"if-match": '"1"'})
    assert (second.status_code, second.json()["slug"]) == (412, "edit-conflict")
    assert (await api.read(path))["name"] == "mine"


async def test_a_deleted_project_comes_back_with_exactly_what_went_with_it(api: Api) -> None:
    project = await api.new_project()
    ids = [(await api.ended(each))["avatarId"] for each in await api.generate(project["id"], count=3)]
    await api.delete(f"/avatars/{ids[0]}")
    gone = (await api.delete(f"/projects/{project['id']}")).json()
    assert gone["deletedAvatars"] == 2
    assert (await api.get(f"/avatars/{ids[1]}")).status_code == 404
    assert (await api.get(f"/projects/{project['id']}")).status_code == 404
    await api.made(f"/projects/{project['id']}/restore")
    restored = await api.read(f"/projects/{project['id']}")
    assert {item["id"] for item in restored["avatars"]["items"]} == set(ids[1:])
    assert restored["avatarCount"] == 2


async def test_deleting_a_project_cancels_what_is_being_made_for_it(api: Api, image_api: ImageApi) -> None:
    await image_api.set_default(latency=30)
    project = await api.new_project()
    async with api.events() as events:
        [generation_id] = await api.generate(project["id"], provider="huggingface")
        await events.wait_for("generation:progress")
        gone = (await api.delete(f"/projects/{project['id']}")).json()
        assert gone["cancelledGenerations"] == 1
        await events.wait_for("generation:cancelled")
        await events.wait_for("project:deleted")
    assert (await api.read(f"/generations/{generation_id}"))["status"] == "cancelled"


async def test_strangers_see_nothing(api: Api, api_as: ApiAs) -> None:
    project = await api.new_project()
    stranger = await api_as()
    path = f"/projects/{project['id']}"
    answers = [
        await stranger.get(path),
        await stranger.get(f"{path}/avatars"),
        await stranger.put(path, {"name": "mine now"}),
        await stranger.delete(path),
        await stranger.post(f"{path}/restore"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert (await stranger.read("/projects"))["items"] == []


async def test_sending_a_creation_twice_creates_once(api: Api) -> None:
    answers = await asyncio.gather(
        *(api.post("/projects", {"name": "Once"}, headers={"idempotency-key": "p"}) for _ in range(8))
    )
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len((await api.read("/projects"))["items"]) == 1


async def test_every_page_hears_of_a_change(api: Api) -> None:
    async with api.events() as events:
        project = await api.new_project("Old")
        await api.put(f"/projects/{project['id']}", {"name": "New"})
        heard = await events.wait_for("project:updated", lambda data: data["project"]["name"] == "New")
    assert heard["projectId"] == project["id"]


async def test_nobody_gets_in_without_a_token(api: Api) -> None:
    answer = await api.get("/projects", headers={"authorization": "Bearer forged"})
    assert (answer.status_code, answer.json()["slug"]) == (401, "not-signed-in")
    assert answer.headers["www-authenticate"] == "Bearer"
