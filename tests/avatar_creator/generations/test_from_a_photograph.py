"""A provider that looks at pictures: what it is handed, whose photograph may be drawn, what a retry keeps."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from apphost.kit.json import decode
from apphost.kit.resources import open_resources
from picture_reader import WithReader
from running_app import Api
from sample_pictures import jpeg, photograph

PHOTO = jpeg(photograph(300, 200))


async def _sent(api: Api) -> tuple[str, str]:
    """A reference picture; the ids of its project and of itself."""
    project = await api.new_project()
    answer = await api.post(f"/projects/{project['id']}/references", files={"file": ("me.jpg", PHOTO)})
    return project["id"], answer.json()["referenceId"]


async def _uploaded(api: Api) -> Any:
    project = await api.new_project()
    answer = await api.post(f"/projects/{project['id']}/avatars/upload", files={"file": ("me.jpg", PHOTO)})
    return answer.json()["avatar"]


async def _ask(api: Api, project_id: str, **asked: Any) -> str:
    path = f"/projects/{project_id}/avatars/from-reference"
    generation_id: str = (await api.made(path, {"provider": "reader", **asked}))["generationId"]
    return generation_id


async def test_it_is_handed_the_picture_and_what_is_to_change(with_reader: WithReader) -> None:
    api, reader = with_reader.api, with_reader.reader
    reader.may_draw.set()
    project_id, reference_id = await _sent(api)
    asked = {"prompt": "laughing", "attributes": {"outfit": "suit"}, "strength": 0.4, "keep": ["hair"]}
    generation = await api.ended(await _ask(api, project_id, referenceId=reference_id, consent="self", **asked))
    assert generation["status"] == "completed", generation["problem"]
    [request] = reader.asked
    assert request.reference is not None
    assert request.reference.picture is not None
    assert (request.prompt, request.attributes.expression, request.attributes.outfit) == ("laughing", "laugh", "suit")
    assert request.reference.picture.content_type == "image/jpeg"
    assert request.reference.picture.content.startswith(b"\xff\xd8\xff")
    assert request.reference.strength == 0.4
    assert request.reference.kept == {"hair_style", "hair_color", "facial_hair"}
    avatar = await api.read(f"/avatars/{generation['avatarId']}")
    assert (avatar["widthPx"], avatar["heightPx"]) == (300, 200)
    assert (avatar["sourceType"], avatar["parentAvatarId"]) == ("from_reference", None)
    assert avatar["attributes"]["outfit"] == "suit"
    assert generation["referenceId"] == reference_id


async def test_it_can_redraw_people_of_other_providers_and_needs_nobodys_word_for_it(with_reader: WithReader) -> None:
    with_reader.reader.may_draw.set()
    drawn = await with_reader.api.new_avatar(persona={"name": "Ada"})
    generation = await with_reader.api.ended(
        await _ask(with_reader.api, drawn["projectId"], avatarId=drawn["id"], prompt="laughing")
    )
    look = await with_reader.api.read(f"/avatars/{generation['avatarId']}")
    assert (look["parentAvatarId"], look["persona"]["name"]) == (drawn["id"], "Ada")
    assert look["recipe"]["provider"] == "reader"


async def test_a_photograph_needs_a_word_about_whom_it_shows(with_reader: WithReader) -> None:
    api = with_reader.api
    (project_id, reference_id), uploaded = await _sent(api), await _uploaded(api)
    for whom in ({"referenceId": reference_id}, {"avatarId": uploaded["id"]}):
        asked = {**whom, "provider": "reader"}
        refused = await api.post(f"/projects/{project_id}/avatars/from-reference", asked)
        assert (refused.status_code, refused.json()["slug"]) == (422, "consent-needed")
    assert (await api.read("/generations"))["items"] == []


async def test_the_word_is_kept_with_its_time(with_reader: WithReader) -> None:
    project_id, reference_id = await _sent(with_reader.api)
    generation_id = await _ask(with_reader.api, project_id, referenceId=reference_id, consent="permission")
    async with open_resources(with_reader.running.settings) as resources:
        kept = await resources.db.fetchval("SELECT reference FROM avatar_generations WHERE id = $1", generation_id)
    consent = decode(kept)["consent"]
    assert consent["statement"] == "permission"
    assert timedelta(0) <= datetime.now(UTC) - datetime.fromisoformat(consent["statedAt"]) < timedelta(minutes=1)


async def test_who_cannot_see_a_picture_names_those_who_can(with_reader: WithReader) -> None:
    project_id, reference_id = await _sent(with_reader.api)
    asked = {"referenceId": reference_id, "provider": "illustrated", "consent": "self"}
    problem = (await with_reader.api.post(f"/projects/{project_id}/avatars/from-reference", asked)).json()
    assert (problem["slug"], problem["providers"]) == ("provider-cannot-read-pictures", ["reader"])
    listed = {each["id"]: each["readsPictures"] for each in (await with_reader.api.read("/providers"))["items"]}
    assert listed == {"illustrated": False, "huggingface": False, "reader": True}


async def test_a_retry_keeps_whom_it_draws_and_how(with_reader: WithReader) -> None:
    api, reader = with_reader.api, with_reader.reader
    uploaded = await _uploaded(api)
    asked = {"strength": 0.3, "keep": ["age"], "consent": "self", "prompt": "laughing"}
    first = await _ask(api, uploaded["projectId"], avatarId=uploaded["id"], **asked)
    await api.made(f"/generations/{first}/cancel")
    reader.may_draw.set()
    retried = (await api.made(f"/generations/{first}/retry"))["generationId"]
    generation = await api.ended(retried)
    assert generation["status"] == "completed", generation["problem"]
    assert (generation["retryOf"], generation["parentAvatarId"]) == (first, uploaded["id"])
    reference = reader.asked[-1].reference
    assert reference is not None
    assert reference.strength == 0.3
    assert reference.kept == {"age_range"}
    look = await api.read(f"/avatars/{generation['avatarId']}")
    assert (look["sourceType"], look["parentAvatarId"]) == ("from_reference", uploaded["id"])


async def test_a_retry_of_a_preset_is_still_the_presets(with_reader: WithReader) -> None:
    api, project = with_reader.api, await with_reader.api.new_project()
    [preset, *_] = (await api.read("/presets", params={"limit": 1}))["items"]
    path, asked = f"/projects/{project['id']}/avatars/from-preset", {"presetId": preset["id"], "provider": "reader"}
    first = (await api.made(path, asked))["generationId"]
    await api.made(f"/generations/{first}/cancel")
    assert (await api.read(f"/presets/{preset['id']}"))["usageCount"] == preset["usageCount"]
    with_reader.reader.may_draw.set()
    generation = await api.ended((await api.made(f"/generations/{first}/retry"))["generationId"])
    assert (generation["sourceType"], generation["presetId"]) == ("from_preset", preset["id"])
    assert (await api.read(f"/presets/{preset['id']}"))["usageCount"] == preset["usageCount"] + 1


async def test_a_picture_that_is_gone_for_ever_is_told(with_reader: WithReader) -> None:
    api = with_reader.api
    uploaded = await _uploaded(api)
    first = await _ask(api, uploaded["projectId"], avatarId=uploaded["id"], consent="self")
    await api.made(f"/generations/{first}/cancel")
    await api.delete(f"/avatars/{uploaded['id']}")
    await api.made("/trash/empty", {"avatarIds": [uploaded["id"]]})
    async with asyncio.timeout(20):
        while (await api.get(uploaded["baseImageUrl"])).status_code == 200:
            await asyncio.sleep(0.2)
    with_reader.reader.may_draw.set()
    generation = await api.ended((await api.made(f"/generations/{first}/retry"))["generationId"])
    assert (generation["status"], generation["parentAvatarId"]) == ("failed", None)
    assert generation["problem"]["slug"] == "reference-not-found"
    assert generation["attempt"] == 1


async def test_a_parent_that_is_gone_for_ever_while_it_is_looked_at_leaves_the_look_alone(
    with_reader: WithReader,
) -> None:
    api, reader = with_reader.api, with_reader.reader
    uploaded = await _uploaded(api)
    generation_id = await _ask(api, uploaded["projectId"], avatarId=uploaded["id"], consent="self")
    async with asyncio.timeout(20):
        while not reader.asked:
            await asyncio.sleep(0.05)
    await api.delete(f"/avatars/{uploaded['id']}")
    await api.made("/trash/empty", {"avatarIds": [uploaded["id"]]})
    reader.may_draw.set()
    generation = await api.ended(generation_id)
    assert (generation["status"], generation["attempt"]) == ("completed", 1)
    assert (await api.read(f"/avatars/{generation['avatarId']}"))["parentAvatarId"] is None


async def test_deleting_the_project_stops_what_is_being_looked_at(with_reader: WithReader) -> None:
    api = with_reader.api
    project_id, reference_id = await _sent(api)
    running = await _ask(api, project_id, referenceId=reference_id, consent="not_a_person")
    await api.delete(f"/projects/{project_id}")
    assert (await api.ended(running))["status"] == "cancelled"
    with_reader.reader.may_draw.set()
    assert (await api.read("/avatars"))["items"] == []
