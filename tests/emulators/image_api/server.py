"""The server: the provider's door, and a control door for tests."""

import asyncio
import time
from collections import deque
from dataclasses import asdict, dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from emulators.image_api.behaviour import WORDS, Behaviour
from emulators.image_api.pictures import black, portrait


@dataclass(slots=True)
class Call:
    """One request for a picture. `outcome` is `open` until it is answered or its client goes away."""

    model: str
    prompt: str
    seed: int | None
    started_at: float
    ended_at: float | None = None
    outcome: str = "open"


@dataclass
class Emulator:
    default: Behaviour = field(default_factory=Behaviour)
    coming: deque[Behaviour] = field(default_factory=deque)
    calls: list[Call] = field(default_factory=list)
    pictures: dict[int, bytes] = field(default_factory=dict)

    async def draw(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.json()
        parameters = body.get("parameters", {})
        call = Call(scope["path_params"]["model"], body["inputs"], parameters.get("seed"), time.time())
        self.calls.append(call)
        behaviour = (self.coming.popleft() if self.coming else self.default).told_by(call.prompt)
        answering = asyncio.create_task(self._answer(behaviour, call, scope, receive, send))
        leaving = asyncio.create_task(_left(receive))
        await asyncio.wait([answering, leaving], return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():
            call.outcome = "connection-closed"
            answering.cancel()
        leaving.cancel()
        await asyncio.gather(answering, leaving, return_exceptions=True)
        call.ended_at = time.time()
        if call.outcome == "open":
            call.outcome = "answered"

    async def _answer(self, behaviour: Behaviour, call: Call, scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(behaviour.latency)
        if behaviour.fault == "hang":
            await asyncio.Event().wait()
        if behaviour.fault == "close-mid-body":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100000")]})
            await send({"type": "http.response.body", "body": b"\xff\xd8\xff" * 100, "more_body": True})
            raise ConnectionResetError
        if behaviour.fault == "drip":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            while True:
                await send({"type": "http.response.body", "body": b"\xff", "more_body": True})
                await asyncio.sleep(0.1)
        await self._response(behaviour, call)(scope, receive, send)

    def _response(self, behaviour: Behaviour, call: Call) -> Response:
        headers = {"x-request-id": f"req-{len(self.calls)}"}
        if behaviour.retry_after is not None:
            headers["retry-after"] = str(behaviour.retry_after)
        if behaviour.status != 200:
            words = {"error": behaviour.words} if behaviour.words else WORDS.get(behaviour.status, {"error": "?"})
            return JSONResponse(words, behaviour.status, headers)
        match behaviour.fault:
            case "garbage":
                return Response(b"\x00not a picture" * 50, headers=headers, media_type="image/jpeg")
            case "json-error":
                return JSONResponse({"error": "something went wrong"}, headers=headers)
            case "oversized":
                return Response(b"\xff\xd8\xff" + bytes(21_000_000), headers=headers, media_type="image/jpeg")
            case "redirect":
                return Response(status_code=302, headers=headers | {"location": "http://127.0.0.1:1/inside"})
            case "black":
                return Response(black(), headers=headers, media_type="image/jpeg")
            case _:
                return Response(self._picture(call.seed or 0), headers=headers, media_type="image/jpeg")

    def _picture(self, seed: int) -> bytes:
        """Encoding costs milliseconds; a load test asks for few colours, so pictures are kept."""
        shown = seed & 0xF0F0F0
        if shown not in self.pictures:
            if len(self.pictures) >= 64:
                self.pictures.clear()
            self.pictures[shown] = portrait(shown)
        return self.pictures[shown]

    async def set_default(self, request: Request) -> Response:
        self.default = Behaviour().told(await request.json())
        return JSONResponse(asdict(self.default))

    async def add_next(self, request: Request) -> Response:
        self.coming.append(Behaviour().told(await request.json()))
        return JSONResponse({"coming": len(self.coming)})

    async def list_calls(self, request: Request) -> Response:
        return JSONResponse([asdict(call) for call in self.calls])

    async def reset(self, request: Request) -> Response:
        self.default = Behaviour()
        self.coming.clear()
        self.calls.clear()
        return JSONResponse({})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def create_emulator() -> Starlette:
    emulator = Emulator()

    class Draw:
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await emulator.draw(scope, receive, send)

    return Starlette(
        routes=[
            Route("/hf-inference/models/{model:path}", Draw(), methods=["POST"]),
            Route("/control/default", emulator.set_default, methods=["POST"]),
            Route("/control/next", emulator.add_next, methods=["POST"]),
            Route("/control/calls", emulator.list_calls),
            Route("/control/reset", emulator.reset, methods=["POST"]),
        ]
    )
