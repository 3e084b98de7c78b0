"""What may be asked for, and what is told to those who ask wrongly."""

import asyncio

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulators.image_api import ImageApi
from running_app import Api, ApiAs

PERSON = {"prompt": "a calm man"}


async def _ask(api: Api, body: object) -> httpx.Response:
    project = await api.new_project()
    return await api.post(f"/projects/{project['id']}/avatars/generate", body)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"prompt": ""}, "#/prompt"),
        ({"prompt": "   "}, "#/prompt"),
        ({"prompt": "x" * 10_000}, "#/prompt"),
        ({"prompt": "a\x00b"}, "#/prompt"),
        ({"prompt": "a man", "count": 0}, "#/count"),
        ({"prompt": "a man", "count": 5}, "#/count"),
        ({"prompt": "a man", "seed": -1}, "#/seed"),
        ({"prompt": "a man", "colour": "red"}, "#/colour"),
        ({"prompt": "a man", "attributes": {"gender": "robot"}}, "#/attributes/gender"),
        ({"prompt": "a man", "persona": {"age": 900}}, "#/persona/age"),
        ({"prompt": "a man", "provider": "nobody"}, "#/provider"),
        ({"prompt": "a man", "model": "nothing"}, "#/model"),
    ],
)
async def test_a_wrong_field_is_named(api: Api, body: dict[str, object], pointer: str) -> None:
    answer = await _ask(api, body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("prompt", ["👩‍🦰🙂", "امرأة مبتسمة بشعر أحمر", "a man\nwith \ta beard", "‮reversed‬ man"])
async def test_any_language_and_sign_is_accepted_and_kept(api: Api, prompt: str) -> None:
    avatar = await api.new_avatar(prompt=prompt)
    assert avatar["recipe"]["prompt"] == prompt


async def test_half_a_surrogate_pair_is_refused_not_a_fault(api: Api) -> None:
    project = await api.new_project()
    answer = await api.http.post(
        f"/api/apps/avatar-creator/projects/{project['id']}/avatars/generate",
        content=b'{"prompt": "\\ud800"}',
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 422


async def test_attributes_alone_say_enough(api: Api) -> None:
    avatar = await api.new_avatar(prompt="", attributes={"gender": "female", "hairColor": "red"})
    assert avatar["attributes"]["hairColor"] == "red"


async def test_stated_attributes_win_over_the_text(api: Api) -> None:
    avatar = await api.new_avatar(prompt="a woman with red hair", attributes={"hairColor": "black"})
    assert avatar["attributes"]["hairColor"] == "black"


async def test_the_same_seed_draws_the_same_picture(api: Api) -> None:
    first, second = [await api.new_avatar(prompt="a woman", seed=99) for _ in range(2)]
    pictures = [(await api.get(avatar["baseImageUrl"])).content for avatar in (first, second)]
    assert pictures[0] == pictures[1]


async def test_the_same_key_generates_once_however_often_it_is_sent(api: Api) -> None:
    project = await api.new_project()
    url = f"/projects/{project['id']}/avatars/generate"
    answers = await asyncio.gather(*(api.post(url, PERSON, headers={"idempotency-key": "once"}) for _ in range(20)))
    assert {answer.status_code for answer in answers} <= {202, 409}
    accepted = [answer.json() for answer in answers if answer.status_code == 202]
    assert len({each["generationId"] for each in accepted}) == 1
    again = await api.made(url, PERSON, headers={"idempotency-key": "once"})
    assert again == accepted[0]
    assert len((await api.read("/generations"))["items"]) == 1


async def test_a_key_used_for_something_else_is_refused(api: Api) -> None:
    project = await api.new_project()
    url = f"/projects/{project['id']}/avatars/generate"
    await api.made(url, PERSON, headers={"idempotency-key": "k"})
    answer = await api.post(url, {"prompt": "somebody else"}, headers={"idempotency-key": "k"})
    assert (answer.status_code, answer.json()["slug"]) == (422, "idempotency-key-reused")


async def test_other_people_cannot_look_cancel_or_retry(api: Api, api_as: ApiAs) -> None:
    avatar = await api.new_avatar()
    stranger = await api_as()
    path = f"/generations/{avatar['generationId']}"
    answers = [
        await stranger.get(path),
        await stranger.post(f"{path}/cancel"),
        await stranger.post(f"{path}/retry"),
        await stranger.get("/generations/no-id-at-all"),
    ]
    assert {answer.status_code for answer in answers} == {404}


async def test_what_has_ended_cannot_be_cancelled(api: Api) -> None:
    avatar = await api.new_avatar()
    answer = await api.post(f"/generations/{avatar['generationId']}/cancel")
    assert (answer.status_code, answer.json()["slug"]) == (409, "generation-ended")


async def test_a_cancelled_one_can_be_tried_again_with_the_same_wishes(api: Api, image_api: ImageApi) -> None:
    project = await api.new_project()
    await image_api.set_default(latency=20)
    [first] = await api.generate(project["id"], provider="huggingface", name="Ada", seed=5)
    await api.made(f"/generations/{first}/cancel")
    await image_api.reset()
    [second] = (await api.made(f"/generations/{first}/retry"))["generationIds"]
    generation = await api.ended(second)
    assert (generation["retryOf"], generation["name"], generation["seed"]) == (first, "Ada", 5)


async def test_the_preview_says_what_would_be_understood(api: Api) -> None:
    preview = await api.made("/prompts/preview", {"prompt": "a smiling woman in her 50s with curly red hair"})
    assert preview["understood"]["ageRange"] == "mature"
    assert preview["portrait"].startswith("<svg")


async def test_the_preview_of_an_empty_form_is_a_person_too(api: Api) -> None:
    assert (await api.made("/prompts/preview", {}))["portrait"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prompt=st.text(max_size=200))
async def test_no_text_breaks_the_preview(api: Api, prompt: str) -> None:
    answer = await api.post("/prompts/preview", {"prompt": prompt})
    assert answer.status_code in (200, 422)


async def test_the_vocabulary_and_the_providers_are_published(api: Api) -> None:
    attributes = {item["id"]: item for item in (await api.read("/attributes"))["items"]}
    assert {"gender", "hairStyle", "skinTone", "background"} <= set(attributes)
    assert attributes["hairColor"]["values"][0]["labels"]["en"]
    providers = {item["id"]: item for item in (await api.read("/providers"))["items"]}
    assert providers["illustrated"]["isDefault"]
    assert [model["id"] for model in providers["illustrated"]["models"]] == ["studio", "avataaars", "micah"]
