"""Provider `huggingface`: photographs by FLUX through Hugging Face's router, route hf-inference.

Speaks the wire protocol itself instead of through the vendor's client, which throws away the original bytes
and the request id and cannot be cancelled. Wire facts: POST `{base}/hf-inference/models/{model}` with
`{"inputs", "parameters"}`, answered by raw image bytes. Never sleeps and never retries.
"""

import asyncio
import math
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated, Any

import httpx
from pydantic import Field, SecretStr
from pydantic_core import from_json
from pydantic_settings import BaseSettings, SettingsConfigDict

from avatar_creator.providers.base import (
    Capabilities,
    GeneratedImage,
    ImageRequest,
    Model,
    Progress,
    ProviderBadReply,
    ProviderBusy,
    ProviderError,
    ProviderMisconfigured,
    ProviderPaymentRequired,
    ProviderRefused,
    ProviderTimeout,
    ProviderUnauthorised,
)

_STEPS = 30
_GUIDANCE_SCALE = 3.5
_LARGEST_REPLY_BYTES = 20_000_000
_LARGEST_ERROR_BYTES = 20_000
_CONNECTIONS = 1000
_REQUEST_ID_HEADERS = ("x-request-id", "x-amzn-trace-id", "x-amz-cf-id")
_RATE_LIMIT_RESET = re.compile(r"\bt=(\d+)")
_REFUSALS = ("nsfw", "safety", "content policy", "moderat")


class HuggingFaceSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="HUGGINGFACE_", frozen=True, extra="ignore", env_ignore_empty=True)

    token: SecretStr | None = Field(
        None, description="Access token (hf_…) that may call Inference Providers. Not set: the provider is off."
    )
    base_url: str = Field("https://router.huggingface.co", description="The router all requests go to.")
    exchange_seconds: Annotated[float, Field(gt=0)] = Field(
        90.0, description="Longest time one exchange with the provider may take."
    )


class HuggingFaceProvider:
    """Text to image. The seed is always ours, so that a picture can be made again."""

    id = "huggingface"
    title = "Photographic (FLUX through Hugging Face)"
    capabilities = Capabilities(negative_prompt=True, cancel=True)
    models = (
        Model("black-forest-labs/FLUX.1-dev", "FLUX.1 [dev]", "FLUX.1 [dev] Non-Commercial License", False),
        Model("black-forest-labs/FLUX.1-schnell", "FLUX.1 [schnell]", "Apache-2.0", True),
    )

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
        """One POST, one picture; cancelling closes the connection."""
        if self._settings.token is None:
            raise ProviderMisconfigured("Hugging Face is not set up here.", hint=self.setup_hint)
        try:
            async with (
                asyncio.timeout(self._settings.exchange_seconds),
                self._client.stream(
                    "POST",
                    f"/hf-inference/models/{request.model}",
                    json=_body(request),
                    headers={
                        "authorization": f"Bearer {self._settings.token.get_secret_value()}",
                        "accept": "image/png",
                    },
                ) as reply,
            ):
                if reply.status_code != 200:
                    raise _error_of(reply, await _read(reply, _LARGEST_ERROR_BYTES))
                content = await _read(reply, _LARGEST_REPLY_BYTES)
        except (httpx.TimeoutException, TimeoutError) as error:
            raise ProviderTimeout("Hugging Face did not answer in time. Nothing was lost.") from error
        except httpx.HTTPError as error:
            raise ProviderBadReply(
                "The connection to Hugging Face broke before the picture was there. Nothing was lost.",
                hint=f"{type(error).__name__}: is {self._settings.base_url} reachable from here?",
            ) from error
        return GeneratedImage(
            content=content,
            content_type=reply.headers.get("content-type", "application/octet-stream"),
            seed=request.seed,
            model=request.model,
            metadata={"requestId": _request_id(reply), "steps": _STEPS, "guidanceScale": _GUIDANCE_SCALE},
        )


def open_huggingface() -> AbstractAsyncContextManager[HuggingFaceProvider]:
    """The provider as the environment sets it, for the life of one process."""
    return connected(HuggingFaceSettings())


@asynccontextmanager
async def connected(settings: HuggingFaceSettings) -> AsyncIterator[HuggingFaceProvider]:
    """The provider with its connections, until the block ends."""
    async with httpx.AsyncClient(
        base_url=settings.base_url,
        timeout=httpx.Timeout(settings.exchange_seconds, connect=10),
        limits=httpx.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=100),
        follow_redirects=False,
        trust_env=False,
    ) as client:
        yield HuggingFaceProvider(settings, client)


def _body(request: ImageRequest) -> dict[str, Any]:
    parameters: dict[str, object] = {
        "width": request.width_px,
        "height": request.height_px,
        "num_inference_steps": _STEPS,
        "guidance_scale": _GUIDANCE_SCALE,
        "seed": request.seed,
    }
    if request.negative_prompt:
        parameters["negative_prompt"] = request.negative_prompt
    return {"inputs": request.prompt, "parameters": parameters}


async def _read(reply: httpx.Response, most_bytes: int) -> bytes:
    """The body, as long as it is not larger than it may be."""
    parts, size = [], 0
    async for part in reply.aiter_bytes():
        size += len(part)
        if size > most_bytes:
            raise ProviderBadReply("Hugging Face sent more than a picture can be. Nothing was lost.")
        parts.append(part)
    return b"".join(parts)


def _error_of(reply: httpx.Response, body: bytes) -> ProviderError:
    """The status and body of a failed exchange as one of our errors."""
    said = _said(body)
    hint = f"Hugging Face answered {reply.status_code}: {said} (request {_request_id(reply)})"
    match reply.status_code:
        case 401:
            return ProviderUnauthorised(
                "Hugging Face does not accept this installation's token.", hint=f"Check HUGGINGFACE_TOKEN. {hint}"
            )
        case 402:
            return ProviderPaymentRequired(
                "The account behind this installation has no credit left at Hugging Face.",
                hint=f"Buy credits for Inference Providers on that account. {hint}",
            )
        case 403:
            return ProviderUnauthorised(
                "This installation's token may not draw with this model at Hugging Face.",
                hint=f"Give the token the permission to call Inference Providers, or accept the model's terms. {hint}",
            )
        case 404 | 410:
            return ProviderMisconfigured(
                "This model is no longer served by Hugging Face. Choose another model.", hint=hint
            )
        case 429 | 502 | 503 | 504:
            return ProviderBusy(
                "Hugging Face is busy. It will be tried again.", hint=hint, retry_after_seconds=_wait_of(reply, body)
            )
        case 400 | 422 if any(word in said.lower() for word in _REFUSALS):
            return ProviderRefused("Hugging Face declined to draw this description. Please word it differently.")
        case 400 | 422:
            return ProviderMisconfigured("Hugging Face did not understand the request.", hint=hint)
        case status if status >= 500:
            return ProviderBadReply("Hugging Face had a fault of its own. It will be tried again.", hint=hint)
        case _:
            return ProviderBadReply("Hugging Face sent an answer that is no picture.", hint=hint)


def _said(body: bytes) -> str:
    """The provider's own words, shortened; bodies are JSON with `error`, or plain text."""
    try:
        document = from_json(body)
        error = document.get("error", document) if isinstance(document, dict) else document
    except ValueError:
        error = body.decode(errors="replace")
    return str(error)[:300]


def _wait_of(reply: httpx.Response, body: bytes) -> float | None:
    """When the provider says to come back, in seconds: Retry-After, its rate-limit header, or `estimated_time`."""
    after = reply.headers.get("retry-after", "")
    if after.isdigit():
        return float(after)
    if reset := _RATE_LIMIT_RESET.search(reply.headers.get("ratelimit", "")):
        return float(reset.group(1))
    try:
        document = from_json(body)
        seconds = float(document.get("estimated_time") or document.get("retry_after"))
    except (ValueError, TypeError, AttributeError):
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _request_id(reply: httpx.Response) -> str | None:
    return next((reply.headers[name] for name in _REQUEST_ID_HEADERS if name in reply.headers), None)
