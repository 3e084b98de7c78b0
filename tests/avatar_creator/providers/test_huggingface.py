"""Provider `huggingface` on the true wire protocol, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

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
from emulators.image_api import ImageApi

TOKEN = "hf_very_secret_token"


def settings(image_api: ImageApi, seconds: float = 20) -> HuggingFaceSettings:
    return HuggingFaceSettings(token=SecretStr(TOKEN), base_url=image_api.url, exchange_seconds=seconds)


@pytest.fixture
async def provider(image_api: ImageApi) -> AsyncIterator[HuggingFaceProvider]:
    async with connected(settings(image_api)) as opened:
        yield opened


def request(seed: int = 7, prompt: str = "a calm man", negative: str | None = None) -> ImageRequest:
    return ImageRequest(prompt, negative, Attributes(), seed, "black-forest-labs/FLUX.1-dev", "generation-1")


async def no_progress(_: int) -> None: ...


async def test_the_original_bytes_and_our_seed_are_kept(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    image = await provider.generate(request(seed=123), no_progress)
    assert image.content.startswith(b"\xff\xd8\xff")
    assert (image.seed, image.content_type) == (123, "image/jpeg")
    assert image.metadata["requestId"]
    [call] = await image_api.calls()
    assert (call["seed"], call["model"]) == (123, "black-forest-labs/FLUX.1-dev")


@pytest.mark.parametrize(
    ("status", "kind", "hint"),
    [
        (400, ProviderRefused, None),
        (401, ProviderUnauthorised, "HUGGINGFACE_TOKEN"),
        (402, ProviderPaymentRequired, "Buy credits"),
        (403, ProviderUnauthorised, "permission"),
        (410, ProviderMisconfigured, "no longer supported"),
        (429, ProviderBusy, None),
        (500, ProviderBadReply, None),
        (503, ProviderBusy, "loading"),
    ],
)
async def test_every_error_has_its_meaning_and_a_hint_for_the_operator(
    provider: HuggingFaceProvider, image_api: ImageApi, status: int, kind: type[ProviderError], hint: str | None
) -> None:
    await image_api.set_default(status=status)
    with pytest.raises(kind) as caught:
        await provider.generate(request(), no_progress)
    assert type(caught.value) is kind
    if hint:
        assert hint in (caught.value.hint or "")
    assert TOKEN not in f"{caught.value!r} {caught.value.detail} {caught.value.hint}"


@pytest.mark.parametrize(
    ("behaviour", "seconds"),
    [({"status": 429, "retry_after": 17}, 17), ({"status": 503}, 20), ({"status": 429}, None)],
)
async def test_when_to_come_back_is_what_the_provider_says(
    provider: HuggingFaceProvider, image_api: ImageApi, behaviour: dict[str, int], seconds: float | None
) -> None:
    await image_api.set_default(**behaviour)
    with pytest.raises(ProviderBusy) as caught:
        await provider.generate(request(), no_progress)
    assert caught.value.retry_after_seconds == seconds


@pytest.mark.parametrize("fault", ["close-mid-body", "oversized", "redirect"])
async def test_a_broken_answer_is_a_bad_reply(provider: HuggingFaceProvider, image_api: ImageApi, fault: str) -> None:
    await image_api.set_default(fault=fault)
    with pytest.raises(ProviderBadReply):
        await provider.generate(request(), no_progress)


async def test_a_silent_provider_is_given_up_in_time(image_api: ImageApi) -> None:
    await image_api.set_default(fault="hang")
    async with connected(settings(image_api, seconds=0.3)) as provider:
        with pytest.raises(ProviderTimeout):
            await provider.generate(request(), no_progress)


async def test_a_provider_that_drips_is_given_up_in_time(image_api: ImageApi) -> None:
    await image_api.set_default(fault="drip")
    async with connected(settings(image_api, seconds=0.5)) as provider:
        with pytest.raises(ProviderTimeout):
            await provider.generate(request(), no_progress)


async def test_nobody_there_is_a_bad_reply_that_names_the_address() -> None:
    nowhere = HuggingFaceSettings(token=SecretStr(TOKEN), base_url="http://127.0.0.1:9")
    async with connected(nowhere) as provider:
        with pytest.raises(ProviderBadReply) as caught:
            await provider.generate(request(), no_progress)
    assert "127.0.0.1:9" in (caught.value.hint or "")


async def test_cancelling_closes_the_connection(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    await image_api.set_default(latency=30)
    drawing = asyncio.create_task(provider.generate(request(), no_progress))
    while not await image_api.calls():
        await asyncio.sleep(0.01)
    drawing.cancel()
    async with asyncio.timeout(1):
        while (await image_api.calls())[0]["outcome"] != "connection-closed":
            await asyncio.sleep(0.01)


async def test_three_hundred_calls_wait_side_by_side(provider: HuggingFaceProvider, image_api: ImageApi) -> None:
    await image_api.set_default(latency=1)
    images = await asyncio.gather(*(provider.generate(request(seed=seed), no_progress) for seed in range(300)))
    assert [image.seed for image in images] == list(range(300))


async def test_without_a_token_it_says_what_to_set(image_api: ImageApi) -> None:
    async with connected(HuggingFaceSettings(token=None, base_url=image_api.url)) as provider:
        assert not provider.configured
        assert "HUGGINGFACE_TOKEN" in (provider.setup_hint or "")
        with pytest.raises(ProviderMisconfigured):
            await provider.generate(request(), no_progress)


async def test_the_token_is_in_no_text(image_api: ImageApi) -> None:
    assert TOKEN not in repr(settings(image_api))
