"""Slow, failing and refusing providers, over real HTTP."""

import asyncio

import pytest

from emulators.image_api import ImageApi
from running_app import Api

PHOTO = {"provider": "huggingface", "prompt": "a calm portrait of a man"}


async def test_a_remote_picture_becomes_an_avatar_with_our_seed(api: Api, image_api: ImageApi) -> None:
    avatar = await api.new_avatar(**PHOTO, seed=0x6050F0)
    [call] = await image_api.calls()
    assert call["seed"] == avatar["recipe"]["seed"] == 0x6050F0
    assert call["prompt"] == avatar["recipe"]["generationPrompt"]


async def test_a_refusal_is_stored_pushed_and_never_retried(api: Api, image_api: ImageApi) -> None:
    await image_api.refuse_next("content policy")
    project = await api.new_project()
    async with api.events() as events:
        [generation_id] = await api.generate(project["id"], **PHOTO)
        pushed = await events.wait_for("generation:failed")
    seen = await api.ended(generation_id)
    assert (seen["status"], seen["problem"]["slug"]) == ("failed", "provider-refused")
    assert pushed["problem"] == seen["problem"]
    assert len(await image_api.calls()) == 1


async def test_an_error_that_may_pass_is_tried_again_and_says_when(api: Api, image_api: ImageApi) -> None:
    await image_api.next(status=503)
    project = await api.new_project()
    async with api.events() as events:
        [generation_id] = await api.generate(project["id"], **PHOTO, seed=7)
        again = await events.wait_for("generation:queued", lambda data: data["generation"]["attempt"] == 2)
        assert again["generation"]["nextAttemptAt"] is not None
        assert again["problem"]["slug"] == "provider-busy"
    # The emulator, like the real one, said that the model needs 20 s to load: that is honoured.
    await api.post(f"/generations/{generation_id}/cancel")


async def test_three_attempts_and_no_more(api: Api, image_api: ImageApi) -> None:
    await image_api.set_default(status=500)
    project = await api.new_project()
    [generation_id] = await api.generate(project["id"], **PHOTO)
    seen = await api.ended(generation_id)
    assert (seen["status"], seen["attempt"]) == ("failed", 3)
    assert len(await image_api.calls()) == 3


@pytest.mark.parametrize("fault", ["garbage", "json-error", "close-mid-body", "oversized", "redirect"])
async def test_an_answer_that_is_no_picture_leaves_no_avatar(api: Api, image_api: ImageApi, fault: str) -> None:
    await image_api.set_default(fault=fault)
    project = await api.new_project()
    [generation_id] = await api.generate(project["id"], **PHOTO)
    seen = await api.ended(generation_id)
    assert seen["problem"]["slug"] == "provider-bad-reply"
    assert (await api.read(f"/projects/{project['id']}"))["avatarCount"] == 0


async def test_a_fault_that_passes_ends_in_an_avatar(api: Api, image_api: ImageApi) -> None:
    await image_api.next(status=500)
    await image_api.next(fault="garbage")
    avatar = await api.new_avatar(**PHOTO)
    assert (await api.read(f"/generations/{avatar['generationId']}"))["attempt"] == 3


async def test_cancelling_closes_the_running_call_at_once(api: Api, image_api: ImageApi) -> None:
    await image_api.set_default(latency=30)
    project = await api.new_project()
    async with api.events() as events:
        [generation_id] = await api.generate(project["id"], **PHOTO)
        await events.wait_for("generation:progress")
        while not await image_api.calls():
            await asyncio.sleep(0.02)
        await api.made(f"/generations/{generation_id}/cancel")
        await events.wait_for("generation:cancelled")
    async with asyncio.timeout(15):
        while (await image_api.calls())[0]["outcome"] != "connection-closed":
            await asyncio.sleep(0.02)
    assert (await api.read(f"/projects/{project['id']}"))["avatarCount"] == 0


async def test_a_waiting_generation_knows_its_place(api: Api, image_api: ImageApi) -> None:
    await image_api.set_default(latency=1)
    project = await api.new_project()
    ids: list[str] = []
    for _ in range(6):
        ids += await api.generate(project["id"], **PHOTO, count=4)
    waiting = (await api.read("/generations?status=open"))["items"]
    place_of = {each["id"]: each["queuePosition"] for each in waiting}
    places = [place_of.get(each) or 0 for each in ids[18:]]
    assert places == sorted(places)
    assert all(place > 0 for place in places[-2:])
    for each in ids:
        assert (await api.ended(each))["status"] == "completed"
