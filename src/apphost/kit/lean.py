"""`LeanRoute`: the route class of hot GETs, which pays for documentation at start-up only.

FastAPI's own handler solves dependencies and re-validates answers on each request, which costs more than
the query. This one uses FastAPI's documented extension point, `APIRoute.get_route_handler`, so the
OpenAPI document stays complete. A lean endpoint may take path parameters (text), query parameters and
dependencies that need nothing but the request; it returns what its `response_model` is built from, or a
`Response` of its own.
"""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi.dependencies.utils import request_params_to_args
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from apphost.kit.ids import is_id
from apphost.kit.problems import NotFound

JSON = "application/json"


class LeanRoute(APIRoute):
    """See the module. Use it as `APIRouter(route_class=LeanRoute)` for a router of reads."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        # FastAPI types the result as a coroutine function; any awaitable is awaited just the same.
        endpoint = self.dependant.call
        assert endpoint is not None
        path_names = tuple((field.name, field.alias) for field in self.dependant.path_params)
        dependencies = tuple((item.name, _only_the_request(item.call)) for item in self.dependant.dependencies)
        query_fields = self.dependant.query_params
        defaults, _ = request_params_to_args(query_fields, QueryParams())
        request_name = self.dependant.request_param_name
        encode = _encoder(self.response_model)

        async def handle(request: Request) -> Response:
            scope = request.scope
            arguments = dict(defaults)
            for name, alias in path_names:
                arguments[name] = value = scope["path_params"][alias]
                if not is_id(value):
                    raise NotFound("There is nothing with this address, or it is not yours.")
            if query_fields and scope["query_string"]:
                arguments |= _query_arguments(query_fields, request)
            for name, dependency in dependencies:
                found = dependency(request)
                arguments[name] = await found if inspect.isawaitable(found) else found
            if request_name:
                arguments[request_name] = request
            result = await endpoint(**arguments)
            if isinstance(result, Response):
                return result
            return Response(encode(result), media_type=JSON)

        return handle


def _encoder(response_model: Any) -> Callable[[Any], bytes]:
    adapter: TypeAdapter[Any] = TypeAdapter(response_model)
    validate, dump = adapter.validator.validate_python, adapter.serializer.to_json
    return lambda result: dump(validate(result), by_alias=True)


def _only_the_request(dependency: Callable[..., Any] | None) -> Callable[[Request], Any]:
    assert dependency is not None
    if list(inspect.signature(dependency).parameters) != ["request"]:
        raise TypeError(f"{dependency} cannot serve a lean route: it must take `request` alone")
    return dependency


def _query_arguments(fields: Any, request: Request) -> dict[str, Any]:
    values, errors = request_params_to_args(fields, request.query_params)
    if errors:
        raise RequestValidationError(errors)
    return values
