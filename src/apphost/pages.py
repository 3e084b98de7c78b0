"""What people open: the built UI, the list of installed apps, the API's documentation, the problem pages."""

import asyncio
import gzip
import html
import secrets
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, HTMLResponse, Response

from apphost.kit.dependencies import CurrentUserDep
from apphost.kit.problems import NotFound
from apphost.kit.schemas import Schema

router = APIRouter()

_HERE = Path(__file__).parent
_UI = _HERE / "ui"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' blob: data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_TEXT_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_FOREVER = {"cache-control": "public, max-age=31536000, immutable"}


class ScopeDescription(Schema):
    id: str
    title: str


class InstalledApp(Schema):
    """`ui_url` is the address of the module with the app's page, null when the shell has it built in."""

    id: str
    title: str
    description: str
    icon: str
    scopes: list[ScopeDescription]
    ui_url: str | None


class InstalledApps(Schema):
    items: list[InstalledApp]


@router.get("/api/apps", tags=["platform"])
async def list_apps(request: Request, user: CurrentUserDep) -> InstalledApps:
    """The installed apps: the menu of the page is drawn from it."""
    return InstalledApps(
        items=[
            InstalledApp(
                id=plugin.id,
                title=plugin.title,
                description=plugin.description,
                icon=plugin.icon,
                scopes=[ScopeDescription(id=scope.id, title=scope.title) for scope in plugin.scopes],
                ui_url=f"/apps/{plugin.id}/ui/index.js" if plugin.ui else None,
            )
            for plugin in request.app.state.plugins
        ]
    )


@router.get("/apps/{app_id}/ui/{path:path}", include_in_schema=False)
async def app_file(request: Request, app_id: str, path: str) -> Response:
    """A file of an app's own page; checked again by the browser each time, since its name may stay the same."""
    for plugin in request.app.state.plugins:
        if plugin.id == app_id and plugin.ui is not None:
            file = _file_in(plugin.ui, path)
            if file is not None:
                kind = _TEXT_TYPES.get(file.suffix)
                return FileResponse(file, media_type=kind, headers={"cache-control": "no-cache"})
    raise NotFound("There is no such file.")


@router.get("/problems/{slug}", include_in_schema=False)
async def problem_page(request: Request, slug: str) -> Response:
    """What a problem means and what to do about it."""
    folders = [_HERE / "problem_pages", *(plugin.problem_pages for plugin in request.app.state.plugins)]
    for folder in folders:
        page = folder / f"{slug}.md"
        if slug.replace("-", "").isalnum() and page.is_file():
            return HTMLResponse(_as_page(slug, page.read_text("utf-8")))
    raise NotFound("There is no problem of this name.")


@router.get("/assets/{path:path}", include_in_schema=False)
async def asset(request: Request, path: str) -> Response:
    """A file of the built UI; its name holds a hash of its content. Text travels compressed."""
    file = _file_in(_UI / "assets", path)
    if file is None:
        raise NotFound("There is no such file.")
    if file.suffix not in _TEXT_TYPES or "gzip" not in request.headers.get("accept-encoding", ""):
        return FileResponse(file, headers=_FOREVER)
    content = await asyncio.to_thread(_compressed, file)
    headers = {**_FOREVER, "content-encoding": "gzip", "vary": "accept-encoding"}
    return Response(content, headers=headers, media_type=_TEXT_TYPES[file.suffix])


@router.get("/{path:path}", include_in_schema=False)
async def page(path: str) -> Response:
    """Every other address is a view of the UI, which finds its own way."""
    if path.startswith(("api/", "files/")):
        raise NotFound("There is nothing at this address.")
    plain = _file_in(_UI, path)
    if plain is not None and plain.name != "index.html":
        return FileResponse(plain, headers={"cache-control": "public, max-age=3600"})
    nonce = secrets.token_urlsafe(16)
    headers = {"content-security-policy": _POLICY.format(nonce=nonce), "cache-control": "no-cache"}
    return HTMLResponse(_index(_changed_at(_UI / "index.html")).replace("__CSP_NONCE__", nonce), headers=headers)


def _file_in(folder: Path, path: str) -> Path | None:
    """The file of this name below `folder`; None for everything else, however it is written."""
    try:
        file = (folder / path).resolve()
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # no file can have this name: it is too long, or holds a NUL
        return None


@lru_cache(128)
def _compressed(file: Path) -> bytes:
    """Compressed once per process: names are never used again for other content."""
    return gzip.compress(file.read_bytes(), mtime=0)


@lru_cache(1)
def _index(changed_at: float | None) -> str:
    """The page as it was built last; a rebuild is seen at once."""
    if changed_at is None:
        return "<!doctype html><title>Avatar Creator</title><p>The page is not built yet. Run: make install</p>"
    return (_UI / "index.html").read_text("utf-8")


def _changed_at(file: Path) -> float | None:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return None


def _as_page(slug: str, text: str) -> str:
    title, _, rest = text.partition("\n")
    paragraphs = "".join(f"<p>{html.escape(part.strip())}</p>" for part in rest.split("\n\n") if part.strip())
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{html.escape(title.lstrip('# '))}</title><h1>{html.escape(title.lstrip('# '))}</h1>"
        f"{paragraphs}<p><code>{html.escape(slug)}</code></p></html>"
    )
