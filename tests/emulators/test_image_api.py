"""The emulator itself: what the rest of the tests lean on."""

import asyncio
import time

import httpx
import pytest

from emulators.image_api import ImageApi, seed_of, start_image_api

MODEL = "black-forest-labs/FLUX.1-dev"
TOKEN = {"authorization": "Bearer hf_anything"}


async def ask(
    image_api: ImageApi, http: httpx.AsyncClient, prompt: str = "a calm man", seed: int = 1
) -> httpx.Response:
    body = {"inputs": prompt, "parameters": {"seed": seed}}
    return await http.post(f"{image_api.url}/hf-inference/models/{MODEL}", json=body, headers=TOKEN)


async def test_a_picture_tells_its_seed_and_is_as_large_as_photographs_are(image_api: ImageApi) -> None:
    async with httpx.AsyncClient() as http:
        pictures = [(await ask(image_api, http, seed=seed)).content for seed in (1, 2, 2)]
    assert [seed_of(picture) for picture in pictures] == [1, 2, 2]
    assert pictures[0] != pictures[1] == pictures[2]
    assert all(150_000 < len(picture) < 200_000 for picture in pictures)


async def test_each_request_has_its_own_fate_by_words_in_its_prompt(image_api: ImageApi) -> None:
    fates = ["[emulator latency=0.5]", "[emulator: status=402]", "no words", "[emulator fault=json-error]"]
    async with httpx.AsyncClient() as http:
        started = time.monotonic()
        answers = await asyncio.gather(*(ask(image_api, http, f"a woman {fate}") for fate in fates))
        assert time.monotonic() - started >= 0.5
    assert [answer.status_code for answer in answers] == [200, 402, 200, 200]
    assert answers[3].json() == {"error": "something went wrong"}


async def test_the_next_request_alone_meets_what_was_set_for_it(image_api: ImageApi) -> None:
    await image_api.next(status=429)
    async with httpx.AsyncClient() as http:
        limited, drawn = await ask(image_api, http), await ask(image_api, http)
    assert (limited.status_code, limited.headers["ratelimit"]) == (429, '"api";r=0;t=55')
    assert drawn.status_code == 200


async def test_a_slip_of_the_pen_does_not_pass_for_good_behaviour(image_api: ImageApi) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        await image_api.set_default(fault="hangs")
    async with httpx.AsyncClient() as http:
        assert (await ask(image_api, http, "[emulator latencies=2]")).status_code == 422


async def test_a_request_without_a_token_is_turned_away(image_api: ImageApi) -> None:
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{image_api.url}/hf-inference/models/{MODEL}", json={"inputs": "a man"})
    assert answer.status_code == 401
    assert await image_api.calls() == []


async def test_a_client_that_leaves_is_noticed_within_milliseconds(image_api: ImageApi) -> None:
    async with httpx.AsyncClient() as http:
        asking = asyncio.create_task(ask(image_api, http, "[emulator fault=hang]"))
        while not await image_api.calls():
            await asyncio.sleep(0.01)
        asking.cancel()
        left_at = time.time()
        async with asyncio.timeout(1):
            while (call := (await image_api.calls())[0])["outcome"] == "open":
                await asyncio.sleep(0.01)
    assert call["outcome"] == "connection-closed"
    assert call["ended_at"] is not None
    assert call["ended_at"] - left_at < 0.2


async def test_an_answer_cut_off_is_told_from_one_given(image_api: ImageApi) -> None:
    async with httpx.AsyncClient() as http:
        with pytest.raises(httpx.RemoteProtocolError):
            await ask(image_api, http, "[emulator fault=close-mid-body]")
        await ask(image_api, http, "[emulator status=500]")
    assert [(call["outcome"], call["status"]) for call in await image_api.calls()] == [("cut", 200), ("answered", 500)]


async def test_it_can_be_asked_for_its_calls_while_hundreds_are_open(image_api: ImageApi) -> None:
    await image_api.set_default(latency=1.5)
    async with httpx.AsyncClient(
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0), timeout=20
    ) as http:
        asking = asyncio.gather(*(ask(image_api, http, seed=seed) for seed in range(300)))
        most_open = 0
        while not asking.done():
            most_open = max(most_open, sum(call["outcome"] == "open" for call in await image_api.calls()))
            await asyncio.sleep(0.05)
        answers = await asking
    assert most_open == 300
    assert {answer.status_code for answer in answers} == {200}


async def test_it_stops_at_once_though_calls_are_open() -> None:
    async with httpx.AsyncClient() as http:
        async with start_image_api() as image_api:
            asking = asyncio.create_task(ask(image_api, http, "[emulator fault=hang]"))
            while not await image_api.calls():
                await asyncio.sleep(0.01)
            started = time.monotonic()
        assert time.monotonic() - started < 2
        await asyncio.wait_for(asyncio.gather(asking, return_exceptions=True), timeout=1)
