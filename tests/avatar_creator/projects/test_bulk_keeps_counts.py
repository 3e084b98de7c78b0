"""Whatever is done to many avatars, in whatever order or at once: projects count and show exactly who is in them."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from inserted_avatars import database_of, insert_avatars
from running_app import Api, RunningApp

PROJECTS, EACH = 3, 4
places = st.integers(0, PROJECTS - 1)
chosen = st.lists(st.integers(0, PROJECTS * EACH - 1), min_size=1, max_size=8)
steps = st.one_of(
    st.tuples(st.sampled_from(["delete", "restore", "favorite", "tag"]), chosen, places),
    st.tuples(st.sampled_from(["move", "copy"]), chosen, places),
    st.tuples(st.sampled_from(["cover", "delete-project", "restore-project", "empty"]), chosen, places),
)


@hypothesis_settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(todo=st.lists(steps, min_size=1, max_size=12))
async def test_counts_faces_and_covers_are_right_after_anything(
    running: RunningApp, todo: list[tuple[str, list[int], int]]
) -> None:
    async with running.signed_in() as api:
        projects, avatars = await library(running, api)
        for what, indexes, place in todo:
            await act(api, what, [avatars[index] for index in indexes], projects[place])
            await assert_kept_right(api, projects)


async def test_bulk_moves_against_each_other_never_wait_for_each_other(running: RunningApp) -> None:
    """Each moves overlapping sets to and fro while others delete, restore and copy: all succeed, all adds up."""
    async with running.signed_in() as api:
        projects, avatars = await library(running, api)

        async def mover(number: int) -> None:
            mine = avatars[number % 2 :] if number % 3 else avatars[::-1]
            for turn in range(6):
                await act(api, "move", mine, projects[(number + turn) % PROJECTS])
                await act(api, ("delete", "restore", "tag", "copy")[(number + turn) % 4], mine[:4], projects[0])

        await asyncio.wait_for(asyncio.gather(*(mover(number) for number in range(8))), 60)
        await act(api, "restore", avatars, projects[0])
        await assert_kept_right(api, projects)
        everybody = [item for project in projects for item in await people_of(api, project)]
        assert set(avatars) <= {item["id"] for item in everybody}


async def test_a_project_is_deleted_while_its_people_are_moved_and_copied(running: RunningApp) -> None:
    async with running.signed_in() as api:
        projects, avatars = await library(running, api)

        async def move(number: int) -> None:
            answer = await api.post("/avatars/bulk/move", {"avatarIds": avatars, "projectId": projects[number % 3]})
            assert answer.status_code in (200, 404)

        async def delete_and_restore() -> None:
            assert (await api.delete(f"/projects/{projects[0]}")).status_code in (200, 404)
            assert (await api.post(f"/projects/{projects[0]}/restore")).status_code == 200

        await asyncio.gather(*(move(number) for number in range(9)), *(delete_and_restore() for _ in range(4)))
        await act(api, "restore", avatars, projects[0])
        await assert_kept_right(api, projects)
        everybody = [item for project in projects for item in await people_of(api, project)]
        assert {item["id"] for item in everybody} == set(avatars)


async def library(running: RunningApp, api: Api) -> tuple[list[str], list[str]]:
    """Three projects with four people each, whose pictures are a few bytes."""
    projects = [(await api.new_project(str(number)))["id"] for number in range(PROJECTS)]
    storage = running.app.state.resources.storage
    avatars: list[str] = []
    async with database_of(running) as db:
        for project in projects:
            made = await insert_avatars(db, api.user["id"], project, [{} for _ in range(EACH)])
            for avatar_id in made:
                base = f"avatar-creator/{api.user['id']}/{avatar_id}"
                await storage.put_many({f"{base}{size}.jpg": b"x" for size in ("", "_768", "_thumb", "_96")})
            avatars += made
    return projects, avatars


async def act(api: Api, what: str, ids: Sequence[str], project: str) -> None:
    """One step; what cannot be done now (the project is gone, the avatar is elsewhere) is refused politely."""
    answer = await asked(api, what, ids, project)
    assert answer.status_code in ((200, 404, 422) if what == "cover" else (200, 404)), (what, answer.text)


async def asked(api: Api, what: str, ids: Sequence[str], project: str) -> httpx.Response:
    match what:
        case "move" | "copy":
            return await api.post(f"/avatars/bulk/{what}", {"avatarIds": ids, "projectId": project})
        case "tag":
            return await api.post("/avatars/bulk/tag", {"avatarIds": ids, "add": ["a"], "remove": ["b"]})
        case "favorite":
            return await api.post("/avatars/bulk/favorite", {"avatarIds": ids, "isFavorite": True})
        case "cover":
            return await api.put(f"/projects/{project}", {"coverAvatarId": ids[0]})
        case "empty":
            return await api.post("/trash/empty", {"avatarIds": ids})
        case "delete-project":
            return await api.delete(f"/projects/{project}")
        case "restore-project":
            return await api.post(f"/projects/{project}/restore")
        case _:
            return await api.post(f"/avatars/bulk/{what}", {"avatarIds": ids})


async def assert_kept_right(api: Api, projects: Sequence[str]) -> None:
    for project in projects:
        answer = await api.get(f"/projects/{project}")
        if answer.status_code == 404:
            continue
        shown, people = answer.json(), await people_of(api, project)
        assert shown["avatarCount"] == len(people)
        cover = shown["coverAvatarId"]
        assert cover is None or cover in {item["id"] for item in people}
        faces = sorted(people, key=lambda item: item["id"] != cover)  # stable: the others stay newest first
        assert shown["previewUrls"] == [item["thumbnailUrl"] for item in faces[:4]]


async def people_of(api: Api, project: str) -> list[Any]:
    people: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = await api.read(f"/projects/{project}/avatars", params={"limit": 100, **cursor})
        people += page["items"]
        if page["nextCursor"] is None:
            return people
        cursor = {"cursor": page["nextCursor"]}


async def test_a_project_is_deleted_and_restored_while_pictures_for_it_are_being_finished(running: RunningApp) -> None:
    """Nobody waits for each other, nobody lives on in a project that is in the trash, and the count is right."""
    async with running.signed_in() as api:
        project = (await api.new_project())["id"]
        generations: list[str] = []
        for _ in range(6):
            generations += await api.generate(project, count=4)
            assert (await api.delete(f"/projects/{project}")).status_code == 200
            assert (await api.read("/avatars"))["items"] == []
            assert (await api.post(f"/projects/{project}/restore")).status_code == 200
            await asyncio.sleep(0.05)
        generations += await api.generate(project, count=2)
        ended = [await api.ended(each) for each in generations]
        assert {each["status"] for each in ended} <= {"completed", "cancelled"}
        await assert_kept_right(api, [project])
        people = {item["id"] for item in await people_of(api, project)}
        assert people == {each["avatarId"] for each in ended if each["status"] == "completed"}
