"""The provider's answers that are no picture, as they were seen on the wire."""

from typing import Any

from starlette.responses import JSONResponse

from emulators.image_api.behaviour import Behaviour

Headers = dict[str, str]

_ERRORS: dict[int, Any] = {
    400: ["Input was flagged by our content policy (NSFW content detected)."],
    401: "Invalid username or password.",
    402: "You have depleted your monthly included credits. Purchase pre-paid credits to continue using "
    "Inference Providers.",
    403: "This authentication method does not have sufficient permissions to call Inference Providers on behalf of "
    "user somebody",
    404: "Model {model} does not exist",
    410: "The requested model is deprecated and no longer supported by provider hf-inference",
    422: "Input validation error: `num_inference_steps` must be between 1 and 50",
    429: "Too many requests",
    503: "Model {model} is loading",
}
_BODIES_BESIDE: dict[int, dict[str, Any]] = {503: {"estimated_time": 20}}
_HEADERS: dict[int, Headers] = {
    429: {"ratelimit": '"api";r=0;t=55', "ratelimit-policy": '"fixed window";"api";q=500;w=300'}
}


def error_answer(behaviour: Behaviour, model: str, headers: Headers) -> JSONResponse:
    """The error of this status in the provider's words, or in those asked for."""
    status = behaviour.status
    if behaviour.words is not None:
        return JSONResponse({"error": behaviour.words}, status, headers)
    error = _ERRORS.get(status, "Internal Server Error")
    said = error.format(model=model) if isinstance(error, str) else error
    return JSONResponse({"error": said} | _BODIES_BESIDE.get(status, {}), status, headers | _HEADERS.get(status, {}))
