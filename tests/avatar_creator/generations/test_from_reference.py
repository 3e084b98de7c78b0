"""Another look of somebody, asked for over HTTP: whom it starts from, who may be drawn, what the new avatar says."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from running_app import Api
from sample_pictures import jpeg, photograph

PHOTO = jpeg(photograph(300, 300))


async def _look(api: Api, avatar: Any, **asked: Any) -> Any:
    """The finished look."""
    path = f"/projects/{avatar['projectId']}/avatars/from-reference"
    accepted = await api.made(path, {"avatarId": avatar["id"], **asked})
    generation = await api.ended(accepted["generationId"])
    assert generation["status"] == "completed", generation["problem"]
    return await api.read(f"/avatars/{generation['avatarId']}")


async def _upload(api: Api, project_id: str) -> Any:
    answer = await api.post(f"/projects/{project_id}/avatars/upload", files={"file": ("me.jpg", PHOTO)})
    return answer.json()["avatar"]


async def test_a_look_names_its_parent_and_keeps_who_they_are(api: Api) -> None:
    avatar = await api.new_avatar(prompt="a woman with red curly hair", persona={"name": "Ada", "age": 36})
    look = await _look(api, avatar, prompt="laughing, in a hoodie")
    assert (look["sourceType"], look["parentAvatarId"]) == ("from_reference", avatar["id"])
    assert look["persona"] == avatar["persona"]
    assert look["attributes"] == avatar["attributes"] | {"expression": "laugh", "outfit": "hoodie"}
    before, after = (each["recipe"]["parameters"]["look"] for each in (avatar, look))
    assert before | {"expression": "laugh", "outfit": "hoodie"} == after


async def test_the_seed_of_the_person_is_handed_on(api: Api) -> None:
    avatar = await api.new_avatar(seed=41)
    look = await _look(api, avatar, attributes={"background": "sky"}, seed=5)
    again = await _look(api, look, attributes={"glasses": "round"})
    assert (look["recipe"]["seed"], again["recipe"]["seed"]) == (41, 41)


async def test_what_must_be_kept_wins_over_what_is_said(api: Api) -> None:
    avatar = await api.new_avatar(attributes={"outfit": "sweater"})
    look = await _look(api, avatar, attributes={"outfit": "hoodie", "glasses": "round"}, keep=["outfit"])
    assert (look["attributes"]["outfit"], look["attributes"]["glasses"]) == ("sweater", "round")
    assert look["recipe"]["ignored"] == ["outfit: hoodie"]


async def test_a_persona_of_its_own_replaces_the_parents(api: Api) -> None:
    look = await _look(api, await api.new_avatar(), persona={"name": "Ada's twin"}, attributes={"glasses": "round"})
    assert look["persona"]["name"] == "Ada's twin"


async def test_the_generation_tells_where_it_comes_from(api: Api) -> None:
    avatar = await api.new_avatar()
    path = f"/projects/{avatar['projectId']}/avatars/from-reference"
    accepted = await api.made(path, {"avatarId": avatar["id"], "prompt": "laughing"})
    generation = await api.read(f"/generations/{accepted['generationId']}")
    assert (generation["sourceType"], generation["parentAvatarId"]) == ("from_reference", avatar["id"])


async def test_a_parent_deleted_meanwhile_is_still_redrawn(api: Api) -> None:
    avatar = await api.new_avatar()
    path = f"/projects/{avatar['projectId']}/avatars/from-reference"
    accepted = await api.made(path, {"avatarId": avatar["id"], "prompt": "laughing"})
    await api.delete(f"/avatars/{avatar['id']}")
    assert (await api.ended(accepted["generationId"]))["status"] == "completed"


@pytest.mark.parametrize("consent", [None, "self"])
async def test_the_built_in_provider_cannot_see_a_photograph(api: Api, consent: str | None) -> None:
    project = await api.new_project()
    sent = await api.post(f"/projects/{project['id']}/references", files={"file": ("me.jpg", PHOTO)})
    whom = [{"referenceId": sent.json()["referenceId"]}, {"avatarId": (await _upload(api, project["id"]))["id"]}]
    for reference in whom:
        asked = {**reference, "provider": "illustrated", "consent": consent}
        answer = await api.post(f"/projects/{project['id']}/avatars/from-reference", asked)
        problem = answer.json()
        assert (answer.status_code, problem["slug"]) == (422, "provider-cannot-read-pictures")
        assert "illustrated" not in problem["providers"]


async def test_people_of_another_provider_are_not_redrawn_by_the_built_in_one(api: Api) -> None:
    avatar = await api.new_avatar(provider="huggingface")
    asked = {"avatarId": avatar["id"], "provider": "illustrated", "prompt": "laughing"}
    answer = await api.post(f"/projects/{avatar['projectId']}/avatars/from-reference", asked)
    assert answer.json()["slug"] == "provider-cannot-read-pictures"


async def test_unknown_and_foreign_people_are_not_found(api: Api, api_as: Callable[[], Awaitable[Api]]) -> None:
    project, other = await api.new_project(), await api_as()
    foreign = await other.new_avatar()
    sent = await other.post(f"/projects/{foreign['projectId']}/references", files={"file": ("me.jpg", PHOTO)})
    path = f"/projects/{project['id']}/avatars/from-reference"
    assert (await api.post(path, {"avatarId": foreign["id"]})).json()["slug"] == "avatar-not-found"
    unknown = await api.post(path, {"referenceId": sent.json()["referenceId"]})
    assert (unknown.status_code, unknown.json()["slug"]) == (404, "reference-not-found")


@pytest.mark.parametrize(
    "body", [{}, {"avatarId": "x"}, {"strength": 1.1}, {"keep": ["everything"]}, {"consent": "yes"}]
)
async def test_what_makes_no_sense_is_refused(api: Api, body: dict[str, Any]) -> None:
    project = await api.new_project()
    answer = await api.post(f"/projects/{project['id']}/avatars/from-reference", body)
    assert answer.status_code == 422


async def test_the_same_key_asks_once(api: Api) -> None:
    avatar = await api.new_avatar()
    path, body = f"/projects/{avatar['projectId']}/avatars/from-reference", {"avatarId": avatar["id"]}
    first, again = [await api.made(path, body, headers={"Idempotency-Key": "look"}) for _ in range(2)]
    assert first == again


async def test_deleting_the_project_ends_what_is_being_drawn(api: Api) -> None:
    avatar = await api.new_avatar()
    path = f"/projects/{avatar['projectId']}/avatars/from-reference"
    accepted = await api.made(path, {"avatarId": avatar["id"], "count": 4})
    await api.delete(f"/projects/{avatar['projectId']}")
    ended = await asyncio.gather(*[api.ended(each) for each in accepted["generationIds"]])
    assert {generation["status"] for generation in ended} <= {"cancelled", "completed"}


async def test_what_came_out_otherwise_is_no_longer_said_of_them(api: Api) -> None:
    avatar = await api.new_avatar(attributes={"outfit": "hoodie", "style": "casual", "hairColor": "red"})
    look = await _look(api, avatar, attributes={"style": "formal"})
    assert (look["attributes"]["outfit"], look["attributes"]["style"]) == (None, "formal")
    assert look["attributes"]["hairColor"] == "red"
    assert look["recipe"]["parameters"]["look"]["outfit"] != "hoodie"
    assert look["recipe"]["ignored"] == []


async def test_a_person_from_elsewhere_whose_recipe_makes_no_sense_is_refused_in_words(api: Api) -> None:
    avatar = await api.new_avatar()
    exported = await api.get(f"/projects/{avatar['projectId']}/export")
    changed = _with_recipe(exported.content, {"look": {"outfit": ["no", "text"]}})
    imported = await api.post("/projects/import", files={"file": ("people.zip", changed)})
    [person] = (await api.read(f"/projects/{imported.json()['project']['id']}/avatars"))["items"]
    path = f"/projects/{person['projectId']}/avatars/from-reference"
    accepted = await api.made(path, {"avatarId": person["id"], "prompt": "laughing"})
    generation = await api.ended(accepted["generationId"])
    assert (generation["status"], generation["attempt"]) == ("failed", 1)
    assert generation["problem"]["slug"] == "provider-misconfigured"


def _with_recipe(export: bytes, parameters: Any) -> bytes:
    """The export with other parameters in the recipe of its one person."""
    changed = BytesIO()
    with ZipFile(BytesIO(export)) as before, ZipFile(changed, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "people.json":
                told = json.loads(content)
                told["people"][0]["recipe"]["parameters"] = parameters
                content = json.dumps(told).encode()
            after.writestr(entry.filename, content)
    return changed.getvalue()
