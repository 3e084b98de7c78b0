"""Provider `huggingface` on the true wire protocol, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pydantic import SecretStr, ValidationError

from avatar_creator.person import Attributes
from avatar_creator.providers.base import (
    ImageRequest,
    ProviderBadReply,
    ProviderBusy,
    ProviderError,
    ProviderMisconfigured,
    ProviderPaymentRequired,
    ProviderRefused,
    ProviderTimeout,
    ProviderUnauthorised,
)
from avatar_creator.providers.huggingface import HuggingFaceProvider, HuggingFaceSettings, connected
from emulators.image_api import ImageApi, Met, seed_of

TOKEN = "hf_very_secret_token"
DEV, SCHNELL = (model.id for model in HuggingFaceProvider.models)


def settings(image_api: ImageApi, seconds: float = 20) -> HuggingFaceSettings:
    return HuggingFaceSettings(token=SecretStr(TOKEN), base_url=image_api.url, exchange_seconds=seconds)


@pytest.fixture
async def provider(image_api: ImageApi) -> AsyncIterator[HuggingFaceProvider]:
    async with connected(settings(image_api)) as opened:
        yield opened


def request(
    seed: int = 7, prompt: str = "a calm man", negative: str | None = None, model: str = DEV, key: str = "generation-1"
) -> ImageRequest:
    return ImageRequest(prompt, negative, Attributes(), seed, model, key)


async def no_progress(_: int) -> None: ...


async def failure(provider: HuggingFaceProvider, asked: ImageRequest | None = None) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        await provider.generate(asked or request(), no_progress)
    return caught.value


async def test_the_original_bytes_and_our_seed_are_kept(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    image = await provider.generate(request(seed=2**31 - 1), no_progress)
    [call] = await image_api.calls()
    assert seed_of(image.content) == image.seed == call["seed"] == 2**31 - 1
    assert image.content.endswith(b"\xff\xd9")
    assert (image.content_type, image.model) == ("image/jpeg", DEV)
    assert image.metadata == {"requestId": call["request_id"], "numInferenceSteps": 30, "guidanceScale": 3.5}


async def test_what_is_asked_for_is_what_is_sent(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    await provider.generate(request(prompt='Réka, "25" 🙂', negative="blurry", key="row-2"), no_progress)
    [call] = await image_api.calls()
    assert (call["model"], call["prompt"], call["trace_id"]) == (DEV, 'Réka, "25" 🙂', "row-2")
    assert call["parameters"] == {
        "width": 1024,
        "height": 1024,
        "num_inference_steps": 30,
        "guidance_scale": 3.5,
        "seed": 7,
        "negative_prompt": "blurry",
    }


async def test_each_model_is_sampled_as_its_makers_say(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    await provider.generate(request(model=SCHNELL), no_progress)
    [call] = await image_api.calls()
    assert call["model"] == SCHNELL
    assert (call["parameters"]["num_inference_steps"], call["parameters"]["guidance_scale"]) == (4, 0)


async def test_a_model_we_do_not_offer_is_never_asked_for(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    assert type(await failure(provider, request(model="../../api/whoami-v2"))) is ProviderMisconfigured
    assert await image_api.calls() == []


def test_a_model_for_commercial_use_is_offered_beside_the_better_one() -> None:
    assert {model.id: model.commercial_use for model in HuggingFaceProvider.models} == {DEV: False, SCHNELL: True}


@pytest.mark.parametrize(
    ("status", "kind", "hint"),
    [
        (400, ProviderRefused, "content policy"),
        (401, ProviderUnauthorised, "Check HUGGINGFACE_TOKEN"),
        (402, ProviderPaymentRequired, "Buy credits"),
        (403, ProviderUnauthorised, "permission"),
        (404, ProviderMisconfigured, "does not exist"),
        (408, ProviderTimeout, "408"),
        (410, ProviderMisconfigured, "no longer supported"),
        (418, ProviderBadReply, "418"),
        (422, ProviderMisconfigured, "num_inference_steps"),
        (429, ProviderBusy, "Too many requests"),
        (500, ProviderBadReply, "Internal Server Error"),
        (502, ProviderBusy, "502"),
        (503, ProviderBusy, "is loading"),
        (504, ProviderTimeout, "504"),
    ],
)
async def test_every_error_has_its_meaning_and_a_hint_for_the_operator(
    provider: HuggingFaceProvider, image_api: ImageApi, status: int, kind: type[ProviderError], hint: str
) -> None:
    await image_api.set_default(status=status)
    error = await failure(provider)
    [call] = await image_api.calls()
    assert type(error) is kind
    assert hint in str(error.hint)
    assert call["request_id"] in str(error.hint)
    assert str(status) not in error.detail


@pytest.mark.parametrize(
    ("met", "seconds"),
    [
        ({"status": 429, "retry_after": 17}, 17),
        ({"status": 503, "retry_after": 17}, 17),
        ({"status": 429}, 55),
        ({"status": 503}, 20),
        ({"status": 502}, None),
        ({"status": 503, "words": "busy", "retry_after": "soon"}, None),
        ({"status": 503, "words": "busy", "retry_after": "-5"}, None),
        ({"status": 503, "words": "busy", "retry_after": "9" * 400}, None),
        ({"status": 503, "retry_after": 999_999_999}, 86_400),
        ({"status": 503, "retry_after": "Sun, 06 Nov 1994 08:49:37 GMT"}, 0),
    ],
)
async def test_when_to_come_back_is_what_the_provider_says(
    provider: HuggingFaceProvider, image_api: ImageApi, met: Met, seconds: float | None
) -> None:
    await image_api.set_default(**met)
    assert (await failure(provider)).retry_after_seconds == seconds


async def test_when_to_come_back_may_be_a_date(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    await image_api.set_default(status=503, retry_after=date)
    assert (await failure(provider)).retry_after_seconds == pytest.approx(100, abs=5)


@pytest.mark.parametrize("fault", ["garbage", "json-error", "close-mid-body", "oversized", "redirect"])
async def test_an_answer_that_is_no_picture_is_a_bad_reply(
    provider: HuggingFaceProvider, image_api: ImageApi, fault: str
) -> None:
    await image_api.set_default(fault=fault)
    error = await failure(provider)
    assert type(error) is ProviderBadReply
    assert error.hint
    assert len(await image_api.calls()) == 1, "redirects are not followed, and nothing is tried twice"


async def test_an_oversized_answer_is_left_before_its_end(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    await image_api.set_default(fault="oversized")
    error = await failure(provider)
    assert "20000000 bytes" in str(error.hint)


async def test_a_picture_under_another_name_is_a_picture(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    await image_api.set_default(fault="wrong-type")
    assert (await provider.generate(request(), no_progress)).content_type == "image/jpeg"


@pytest.mark.parametrize("fault", ["hang", "drip"])
async def test_the_deadline_is_for_the_whole_exchange(image_api: ImageApi, fault: str) -> None:
    await image_api.set_default(fault=fault)
    async with connected(settings(image_api, seconds=0.5)) as provider, asyncio.timeout(2):
        error = await failure(provider)
        assert type(error) is ProviderTimeout
        assert "HUGGINGFACE_EXCHANGE_SECONDS" in str(error.hint)
        await outcome_is(image_api, "connection-closed")


async def test_nobody_there_is_a_bad_reply_that_names_the_address() -> None:
    nowhere = HuggingFaceSettings(token=SecretStr(TOKEN), base_url="http://127.0.0.1:9")
    async with connected(nowhere) as provider:
        error = await failure(provider)
    assert type(error) is ProviderBadReply
    assert "127.0.0.1:9" in str(error.hint)


async def test_cancelling_closes_the_connection_at_once(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    await image_api.set_default(latency=30)
    drawing = asyncio.create_task(provider.generate(request(), no_progress))
    while not await image_api.calls():
        await asyncio.sleep(0.01)
    drawing.cancel()
    async with asyncio.timeout(15):
        with pytest.raises(asyncio.CancelledError):
            await drawing
        await outcome_is(image_api, "connection-closed")


async def outcome_is(image_api: ImageApi, outcome: str) -> None:
    while (await image_api.calls())[0]["outcome"] != outcome:
        await asyncio.sleep(0.01)


async def test_three_hundred_calls_wait_side_by_side(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    await image_api.set_default(latency=2)
    images = await asyncio.gather(*(provider.generate(request(seed=seed), no_progress) for seed in range(300)))
    assert [seed_of(image.content) for image in images] == list(range(300))
    calls = await image_api.calls()
    assert max(call["started_at"] for call in calls) < min(call["ended_at"] or 0 for call in calls)


async def test_many_cancelled_calls_leave_room_for_the_next(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    """Cancelled at every stage: before the connection is made, while it is made, while the picture is drawn."""
    await image_api.set_default(latency=0.2)
    for _ in range(5):
        drawings = [asyncio.create_task(provider.generate(request(), no_progress)) for _ in range(60)]
        for number, drawing in enumerate(drawings):
            asyncio.get_running_loop().call_later(number / 200, drawing.cancel)
        await asyncio.gather(*drawings, return_exceptions=True)
    async with asyncio.timeout(5):
        images = await asyncio.gather(*(provider.generate(request(), no_progress) for _ in range(60)))
    assert len(images) == 60


async def test_without_a_token_it_says_what_to_set(image_api: ImageApi) -> None:
    async with connected(HuggingFaceSettings(token=None, base_url=image_api.url)) as provider:
        assert not provider.configured
        assert "HUGGINGFACE_TOKEN" in str(provider.setup_hint)
        assert type(await failure(provider)) is ProviderMisconfigured
    assert await image_api.calls() == []


@pytest.mark.parametrize("met", [{"status": 400}, {"status": 403}, {"status": 503}, {"fault": "json-error"}])
async def test_a_token_that_is_echoed_reaches_no_error(
    provider: HuggingFaceProvider, image_api: ImageApi, met: Met
) -> None:
    met["words"] = f"nsfw: Bearer {TOKEN} may not"
    await image_api.set_default(**met)
    error = await failure(provider)
    assert TOKEN not in f"{error!r} {error.detail} {error.hint}"
    assert "[token] may not" in str(error.hint)


def test_the_token_is_in_no_text_of_the_settings(image_api: ImageApi) -> None:
    assert TOKEN not in f"{settings(image_api)!r}{settings(image_api)}"


@pytest.mark.parametrize("pasted", [f"{TOKEN}\n", f"  {TOKEN} "])
def test_a_token_is_taken_as_it_is_pasted(pasted: str) -> None:
    token = HuggingFaceSettings(token=SecretStr(pasted)).token
    assert token is not None
    assert token.get_secret_value() == TOKEN


@pytest.mark.parametrize("odd", [f"{TOKEN} {TOKEN}", f"{TOKEN}é", f"{TOKEN}\r\nx-other: 1"])
def test_an_odd_token_is_refused_without_repeating_it(odd: str) -> None:
    with pytest.raises(ValidationError) as refused:
        HuggingFaceSettings(token=SecretStr(odd))
    assert "one word of plain characters" in str(refused.value)
    assert TOKEN not in str(refused.value)


def test_an_address_without_a_scheme_is_refused() -> None:
    with pytest.raises(ValidationError, match="https://"):
        HuggingFaceSettings(base_url="router.huggingface.co")
