"""The HTTP process: platform rooms, the installed apps under `/api/apps/<id>`, files, health and the built UI."""

import gc
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from pydantic.alias_generators import to_camel

from apphost import accounts, events, files, health, pages
from apphost.kit import problem_responses
from apphost.kit.app_plugin import AppPlugin
from apphost.kit.lean import LeanFastAPI
from apphost.kit.problem_responses import ProblemDocument
from apphost.kit.resources import open_resources
from apphost.kit.scopes import Scopes
from apphost.kit.settings import Settings
from apphost.kit.telemetry import RequestTelemetry, configure_logs
from apphost.registry import installed_apps

_EXAMPLES = Path(__file__).parent / "openapi_examples.json"


def create_app(settings: Settings | None = None, apps: Sequence[AppPlugin] | None = None) -> FastAPI:
    """The ASGI application. Nothing is opened before its lifespan starts.

    Raises:
        SettingsProblem: DATABASE_URL, REDIS_URL or SECRET_KEY is not set.
    """
    settings = settings or Settings()
    plugins = tuple(installed_apps() if apps is None else apps)
    settings.required("database_url"), settings.required("redis_url"), settings.required_secret()
    app = LeanFastAPI(
        title="Avatar Creator",
        version=version("avatar-creator"),
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: to_camel(route.name),
        lifespan=partial(_lifespan, settings, plugins),
    )
    app.state.plugins = plugins
    app.state.scopes = Scopes({plugin.id: plugin.scopes for plugin in plugins})
    problem_responses.install(app)
    for plugin in plugins:
        app.include_router(plugin.router, prefix=f"/api/apps/{plugin.id}")
        app.serve_lean(f"/api/apps/{plugin.id}", plugin.router.routes)
    for room in (accounts, events, files, health, pages):
        app.include_router(room.router)
    app.add_middleware(RequestTelemetry)
    _complete_document(app, plugins)
    return app


@asynccontextmanager
async def _lifespan(settings: Settings, plugins: Sequence[AppPlugin], app: FastAPI) -> AsyncIterator[None]:
    configure_logs(settings)
    async with AsyncExitStack() as stack:
        resources = await stack.enter_async_context(open_resources(settings))
        app.state.resources = resources
        app.state.file_urls = files.FileUrls(settings.required_secret())
        app.state.accounts = await stack.enter_async_context(accounts.open_accounts(resources))
        app.state.authenticate = app.state.accounts.authenticator.authenticate
        app.state.apps = {plugin.id: await stack.enter_async_context(plugin.open(resources)) for plugin in plugins}
        snapshots = {plugin.id: partial(plugin.snapshot, app.state.apps[plugin.id]) for plugin in plugins}
        app.state.events = await stack.enter_async_context(events.open_events(resources, snapshots))
        _settle_garbage_collection()
        yield


def _settle_garbage_collection() -> None:
    """What is alive now stays alive: the collector need not look at it again, nor as often at short-lived rows."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _complete_document(app: FastAPI, plugins: Sequence[AppPlugin]) -> None:
    """Routes refer to `ProblemDocument` by name; put its schema, and the examples, into the OpenAPI document."""
    generate = app.openapi

    def openapi() -> dict[str, object]:
        document = generate()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        if "ProblemDocument" not in schemas:
            described = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= described.pop("$defs", {}) | {"ProblemDocument": described}
            for file in (_EXAMPLES, *(plugin.examples for plugin in plugins)):
                for name, example in json.loads(file.read_text("utf-8")).items() if file else ():
                    schemas[name]["examples"] = [example]
        return document

    app.openapi = openapi  # type: ignore[method-assign]
