"""One POST, one picture: text to image through the route hf-inference.

Speaks the wire protocol itself instead of through the vendor's client, which throws away the original bytes
and the request id and cannot be cancelled. Wire facts: POST `{base}/hf-inference/models/{model}` with
`{"inputs", "parameters"}`, answered by raw image bytes. What a failed exchange means is told by `failures`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import httpx
from pydantic import SecretStr

from avatar_creator.providers.base import (
    Capabilities,
    GeneratedImage,
    ImageRequest,
    Model,
    Progress,
    ProviderBadReply,
    ProviderMisconfigured,
    ProviderTimeout,
)
from avatar_creator.providers.huggingface.failures import failure_of, request_id_of, words_of
from avatar_creator.providers.huggingface.settings import HuggingFaceSettings

_LARGEST_PICTURE_BYTES = 20_000_000
_LARGEST_ERROR_BYTES = 20_000
_CONNECT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class _Sampling:
    num_inference_steps: int
    guidance_scale: float


_DEV = Model("black-forest-labs/FLUX.1-dev", "FLUX.1 [dev]", "FLUX.1 [dev] Non-Commercial License", False)
_SCHNELL = Model("black-forest-labs/FLUX.1-schnell", "FLUX.1 [schnell]", "Apache-2.0", True)

# [schnell] is distilled to at most four steps without guidance: its makers' own figures.
_SAMPLING = {_DEV.id: _Sampling(30, 3.5), _SCHNELL.id: _Sampling(4, 0.0)}


class HuggingFaceProvider:
    """Text to image. The seed is always ours, so that a picture can be made again."""

    id = "huggingface"
    title = "Photographic (FLUX)"
    capabilities = Capabilities(negative_prompt=True, cancel=True)
    models = (_DEV, _SCHNELL)

    def __init__(self, settings: HuggingFaceSettings, client: httpx.AsyncClient) -> None:
        self._settings = settings
        self._client = client

    @property
    def configured(self) -> bool:
        return self._settings.token is not None

    @property
    def setup_hint(self) -> str | None:
        return None if self.configured else "Set HUGGINGFACE_TOKEN to a token that may call Inference Providers."

    async def generate(self, request: ImageRequest, progress: Progress) -> GeneratedImage:
        """Draw by one exchange, with no progress to tell; cancelling closes its connection."""
        token = self._settings.token
        if token is None:
            raise ProviderMisconfigured("Hugging Face is not set up here.", hint=self.setup_hint)
        if request.model not in _SAMPLING:
            raise ProviderMisconfigured("Hugging Face is not asked for this model here. Choose another model.")
        try:
            async with asyncio.timeout(self._settings.exchange_seconds):
                return await self._exchange(request, _SAMPLING[request.model], token)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise ProviderTimeout(
                "Hugging Face did not send the picture in time. Nothing was lost.",
                hint=f"No picture after {self._settings.exchange_seconds:g} s (HUGGINGFACE_EXCHANGE_SECONDS), "
                f"or no connection after {_CONNECT_SECONDS:g} s.",
            ) from error
        except httpx.HTTPError as error:
            raise ProviderBadReply(
                "The connection to Hugging Face broke before the picture was there. Nothing was lost.",
                hint=f"{type(error).__name__}: is {self._settings.base_url} reachable from here?",
            ) from error

    async def _exchange(self, request: ImageRequest, sampling: _Sampling, token: SecretStr) -> GeneratedImage:
        headers = {"authorization": f"Bearer {token.get_secret_value()}", "x-amzn-trace-id": request.idempotency_key}
        url, body = f"/hf-inference/models/{request.model}", _body(request, sampling)
        async with self._client.stream("POST", url, json=body, headers=headers) as reply:
            if reply.status_code != 200:
                raise failure_of(reply, await _beginning(reply), token)
            content = await _picture(reply)
        content_type = _content_type_of(content)
        if content_type is None:
            raise ProviderBadReply(
                "Hugging Face sent something that is no picture. Nothing was lost.",
                hint=f"{reply.headers.get('content-type')}: {words_of(content[:_LARGEST_ERROR_BYTES], token)}",
            )
        return GeneratedImage(
            content=content,
            content_type=content_type,
            seed=request.seed,
            model=request.model,
            metadata={
                "requestId": request_id_of(reply),
                "numInferenceSteps": sampling.num_inference_steps,
                "guidanceScale": sampling.guidance_scale,
            },
        )


def open_huggingface() -> AbstractAsyncContextManager[HuggingFaceProvider]:
    """The provider as the environment sets it, for the life of one process."""
    return connected(HuggingFaceSettings())


@asynccontextmanager
async def connected(settings: HuggingFaceSettings) -> AsyncIterator[HuggingFaceProvider]:
    """The provider with its connections, until the block ends."""
    async with httpx.AsyncClient(
        base_url=settings.base_url,
        # Pictures do not compress, and what is not unpacked cannot swell.
        headers={"accept": "image/png", "accept-encoding": "identity"},
        # The deadline of the whole exchange is kept around it, so that a trickle of bytes cannot stretch it.
        timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),
        # A connection for each picture, as many as the worker runs jobs. A bounded pool loses the slot of a request
        # that is cancelled while it waits for one (encode/httpcore#1093). Idle connections would save milliseconds
        # of many seconds, may be closed by the other side just as a picture is asked for, and searching them costs
        # 500 calls in flight ten times the CPU.
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
        follow_redirects=False,
        trust_env=False,
    ) as client:
        yield HuggingFaceProvider(settings, client)


def _body(request: ImageRequest, sampling: _Sampling) -> dict[str, object]:
    parameters: dict[str, object] = {
        "width": request.width_px,
        "height": request.height_px,
        "num_inference_steps": sampling.num_inference_steps,
        "guidance_scale": sampling.guidance_scale,
        "seed": request.seed,
    }
    if request.negative_prompt:
        parameters["negative_prompt"] = request.negative_prompt
    return {"inputs": request.prompt, "parameters": parameters}


async def _picture(reply: httpx.Response) -> bytes:
    """The whole body, unless it is larger than a picture can be."""
    parts, size_bytes = [], 0
    async for part in reply.aiter_raw():
        size_bytes += len(part)
        if size_bytes > _LARGEST_PICTURE_BYTES:
            raise ProviderBadReply(
                "Hugging Face sent more than a picture can be. Nothing was lost.",
                hint=f"Over {_LARGEST_PICTURE_BYTES} bytes (request {request_id_of(reply)}).",
            )
        parts.append(part)
    return b"".join(parts)


async def _beginning(reply: httpx.Response) -> bytes:
    """As much of an error's body as is worth reading."""
    beginning = b""
    async for part in reply.aiter_raw():
        beginning += part
        if len(beginning) >= _LARGEST_ERROR_BYTES:
            break
    return beginning[:_LARGEST_ERROR_BYTES]


def _content_type_of(content: bytes) -> str | None:
    """By the first bytes: the header is not to be relied on, and errors come with status 200 too."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None
