"""The server: the provider's door, and a control door for tests."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from emulators.image_api.answers import Headers, error_answer
from emulators.image_api.behaviour import Behaviour
from emulators.image_api.pictures import black, portrait

Outcome = Literal["open", "answered", "cut", "connection-closed"]

_OVERSIZED_BYTES = 21_000_000
_DRIP_BYTES, _DRIP_SECONDS = 500, 0.1


@dataclass(slots=True)
class Call:
    """One request for a picture. `outcome` is `open` until it is answered, cut off by a fault asked for, or its
    client goes away."""

    request_id: str
    model: str
    prompt: str
    seed: int | None
    parameters: dict[str, Any]
    trace_id: str | None
    started_at: float
    ended_at: float | None = None
    status: int | None = None
    outcome: Outcome = "open"


class Emulator:
    """What the next requests meet, and every call so far."""

    def __init__(self) -> None:
        self._default = Behaviour()
        self._coming: deque[Behaviour] = deque()
        self._calls: list[Call] = []

    async def draw(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and notice at once when its client does not wait for the answer."""
        request = Request(scope, receive)
        if not request.headers.get("authorization", "").startswith("Bearer hf_"):
            await error_answer(Behaviour(status=401), "", {})(scope, receive, send)
            return
        call = await self._call_of(request)
        behaviour = (self._coming.popleft() if self._coming else self._default).told_by(call.prompt)
        self._calls.append(call)
        answering = asyncio.create_task(_answer(behaviour, call, scope, receive, send))
        leaving = asyncio.create_task(_left(receive))
        await asyncio.wait([answering, leaving], return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            call.outcome = "connection-closed"
        elif call.outcome == "open":
            call.outcome = "answered"
        call.ended_at = time.time()
        answering.cancel()
        leaving.cancel()
        await asyncio.gather(answering, leaving, return_exceptions=True)

    async def _call_of(self, request: Request) -> Call:
        body = await request.json()
        parameters = body.get("parameters", {})
        return Call(
            request_id=f"req-{len(self._calls) + 1}",
            model=request.path_params["model"],
            prompt=body["inputs"],
            seed=parameters.get("seed"),
            parameters=parameters,
            trace_id=request.headers.get("x-amzn-trace-id"),
            started_at=time.time(),
        )

    async def set_default(self, request: Request) -> Response:
        self._default = await _behaviour_of(request)
        return JSONResponse({})

    async def add_next(self, request: Request) -> Response:
        self._coming.append(await _behaviour_of(request))
        return JSONResponse({})

    async def list_calls(self, request: Request) -> Response:
        return Response(orjson.dumps(self._calls), media_type="application/json")

    async def reset(self, request: Request) -> Response:
        self._default = Behaviour()
        self._coming.clear()
        self._calls.clear()
        return JSONResponse({})


async def _behaviour_of(request: Request) -> Behaviour:
    return Behaviour.model_validate(await request.json())


async def _not_ours(request: Request, error: Exception) -> Response:
    """Words that set no behaviour: the test that wrote them has a slip in it."""
    return JSONResponse({"error": str(error)}, 422)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(behaviour: Behaviour, call: Call, scope: Scope, receive: Receive, send: Send) -> None:
    response = _response(behaviour, call)
    await asyncio.sleep(behaviour.latency)
    if behaviour.fault == "hang":
        await asyncio.Event().wait()
    call.status = response.status_code
    if behaviour.fault == "close-mid-body":
        await _begin_only(response, send)
        call.outcome = "cut"
        return
    await response(scope, receive, send)


def _response(behaviour: Behaviour, call: Call) -> Response:
    headers: Headers = {"x-request-id": call.request_id}
    if behaviour.retry_after is not None:
        headers["retry-after"] = str(behaviour.retry_after)
    if behaviour.status != 200:
        return error_answer(behaviour, call.model, headers)
    match behaviour.fault:
        case "garbage":
            return Response(b"\x00not a picture" * 50, headers=headers, media_type="image/jpeg")
        case "json-error":
            return JSONResponse({"error": behaviour.words or "something went wrong"}, headers=headers)
        case "oversized":
            return Response(b"\xff\xd8\xff" + bytes(_OVERSIZED_BYTES), headers=headers, media_type="image/jpeg")
        case "redirect":
            return Response(status_code=302, headers=headers | {"location": "/control/calls"})
        case "black":
            return Response(black(), headers=headers, media_type="image/jpeg")
        case "wrong-type":
            return Response(portrait(call.seed or 0), headers=headers, media_type="text/plain")
        case "drip":
            return StreamingResponse(_dripping(portrait(call.seed or 0)), headers=headers, media_type="image/jpeg")
        case _:
            return Response(portrait(call.seed or 0), headers=headers, media_type="image/jpeg")


async def _dripping(picture: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(picture), _DRIP_BYTES):
        yield picture[start : start + _DRIP_BYTES]
        await asyncio.sleep(_DRIP_SECONDS)


async def _begin_only(response: Response, send: Send) -> None:
    """Half of an answer; the server closes the connection when no more comes."""
    await send({"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers})
    half = bytes(response.body)[: len(response.body) // 2]
    await send({"type": "http.response.body", "body": half, "more_body": True})


class _PictureDoor:
    """A plain ASGI application: what `Route` makes of a function would read the request's end by itself."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._emulator.draw(scope, receive, send)


def create_emulator() -> Starlette:
    emulator = Emulator()
    return Starlette(
        routes=[
            Route("/hf-inference/models/{model:path}", _PictureDoor(emulator), methods=["POST"]),
            Route("/control/default", emulator.set_default, methods=["POST"]),
            Route("/control/next", emulator.add_next, methods=["POST"]),
            Route("/control/calls", emulator.list_calls),
            Route("/control/reset", emulator.reset, methods=["POST"]),
        ],
        exception_handlers={ValueError: _not_ours},
    )
