"""Problems on the wire: one handler renders RFC 9457 for ours, the framework's and the unexpected."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import Response

from apphost.kit.problems import InvalidRequest, Problem

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
_FRAMEWORK_SLUGS = {
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "unsupported-media-type",
}


class ProblemField(BaseModel):
    """One field to change: `pointer` is a JSON pointer into the body (`#/name`) or `?name` in the query."""

    pointer: str
    detail: str


class ProblemDocument(BaseModel):
    """RFC 9457. `type` is also the address of a page saying what happened and what to do."""

    model_config = ConfigDict(alias_generator=to_camel, extra="allow")

    type: str
    title: str
    status: int
    detail: str
    slug: str
    request_id: str | None = None
    retry_after_seconds: float | None = None
    errors: list[ProblemField] | None = None


def problems(*kinds: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route, so that the OpenAPI document and generated clients know its problems."""
    by_status: dict[int, list[str]] = {}
    for kind in kinds:
        by_status.setdefault(kind.status, []).append(kind.slug)
    return {
        status: {
            "description": ", ".join(f"`{slug}`" for slug in slugs),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
        }
        for status, slugs in by_status.items()
    }


def install(app: FastAPI) -> None:
    """Make every failure of `app` a problem document."""
    for kind in (Problem, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, response_to)


async def response_to(request: Request, error: Exception) -> Response:
    """The problem document for a failure of any kind; the unexpected is logged."""
    match error:
        case Problem():
            return render(request, error.status, error.slug, error.title, error.detail, error.extras)
        case RequestValidationError():
            return _invalid(request, error)
        case HTTPException():
            slug = _FRAMEWORK_SLUGS.get(error.status_code, "bad-request")
            answer = render(request, error.status_code, slug, str(error.detail), str(error.detail), {})
            answer.headers.update(error.headers or {})
            return answer
        case _:
            log.error("unexpected failure", path=request.url.path, request_id=_request_id(request), exc_info=error)
            detail = "This is our fault and has been logged. Nothing was changed; please try again."
            return render(request, 500, "internal-error", Problem.title, detail, {})


def _invalid(request: Request, error: RequestValidationError) -> Response:
    fields = [{"pointer": _pointer(item["loc"]), "detail": _words(item)} for item in error.errors()]
    detail = "; ".join(f"{field['pointer']} {field['detail']}" for field in fields[:3])
    return render(request, InvalidRequest.status, InvalidRequest.slug, InvalidRequest.title, detail, {"errors": fields})


def render(request: Request, status: int, slug: str, title: str, detail: str, extras: Mapping[str, object]) -> Response:
    """The response for one problem."""
    document = {
        "type": f"/problems/{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        "slug": slug,
        "requestId": _request_id(request),
        **{to_camel(name): value for name, value in extras.items()},
    }
    headers = {"cache-control": "no-store"}
    if "retry_after_seconds" in extras:
        headers["retry-after"] = str(extras["retry_after_seconds"])
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    return Response(to_json(document), status, headers, MEDIA_TYPE)


def _request_id(request: Request) -> str | None:
    request_id: str | None = request.scope.get("state", {}).get("request_id")
    return request_id


def _pointer(location: Sequence[str | int]) -> str:
    where, path = location[0], location[1:]
    if where == "body":
        return "#/" + "/".join(str(part) for part in path)
    return ("?" if where == "query" else f"{where}: ") + ".".join(str(part) for part in path)


def _words(item: Mapping[str, Any]) -> str:
    if item["type"] == "extra_forbidden":
        return "is not a field we know"
    message: str = item["msg"].removeprefix("Value error, ")
    return message[0].lower() + message[1:]
