"""`/files/…`: stored pictures for whoever holds a signed address, or owns them. Everything else is one 404."""

import re
from collections.abc import Mapping
from typing import Annotated, cast

from fastapi import APIRouter, Query, Request
from starlette.responses import Response, StreamingResponse

from apphost.files.addresses import WINDOW_SECONDS, FileUrls
from apphost.files.download import attachment
from apphost.kit.dependencies import CurrentUser, resources
from apphost.kit.images import CONTENT_TYPES
from apphost.kit.problem_responses import problems
from apphost.kit.problems import NotFound
from apphost.kit.scopes import ScopeMissing
from apphost.kit.storage import BadKey, StoredFile

router = APIRouter(tags=["files"])

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_HEADERS = {
    "Cache-Control": f"private, max-age={WINDOW_SECONDS}, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
}


@router.head("/files/{key:path}", include_in_schema=False)
@router.get(
    "/files/{key:path}",
    summary="A stored picture, by the signed address that other answers carry",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in CONTENT_TYPES.values()}}, **problems(NotFound, ScopeMissing)},
)
async def serve(
    request: Request,
    key: str,
    e: Annotated[str, Query(description="Until when the address is good, in seconds of Unix time.")] = "",
    s: Annotated[str, Query(description="The signature.")] = "",
    download: Annotated[str | None, Query(description="Save under this name instead of showing it.")] = None,
) -> Response:
    if not await _may_read(request, key, e, s):
        raise _not_found()
    extension = key.rpartition(".")[2]
    file = await _find(request, key)
    if file is None or extension not in CONTENT_TYPES:
        raise _not_found()
    headers = {
        **_HEADERS,
        "ETag": file.etag,
        "Content-Disposition": "inline" if download is None else attachment(download, extension),
    }
    if _is_cached(request, file.etag):
        return Response(status_code=304, headers=headers)
    return _answer(request, key, file, {**headers, "Content-Type": CONTENT_TYPES[extension]})


def _not_found() -> NotFound:
    return NotFound("There is no such file, or its address has run out. Load the page again for a fresh address.")


async def _may_read(request: Request, key: str, expires: str, signature: str) -> bool:
    urls = cast(FileUrls, request.app.state.file_urls)
    if urls.is_signed(key, expires, signature):
        return True
    user = cast(CurrentUser | None, await request.app.state.authenticate(request))
    app_id, *rest = key.split("/")
    if user is None or rest[:1] != [user.id]:
        return False
    if user.scopes is not None:
        request.app.state.scopes.check_reading(user.scopes, app_id)
    return True


async def _find(request: Request, key: str) -> StoredFile | None:
    try:
        return await resources(request).storage.find(key)
    except BadKey:
        return None


def _is_cached(request: Request, etag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return known == "*" or etag in {tag.strip().removeprefix("W/") for tag in known.split(",")}


def _answer(request: Request, key: str, file: StoredFile, headers: Mapping[str, str]) -> Response:
    size = file.size_bytes
    wanted = _wanted_range(request, file)
    if wanted is not None and not wanted:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    part = range(size) if wanted is None else wanted
    headers = {**headers, "Content-Length": str(len(part))}
    if wanted is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    status = 200 if wanted is None else 206
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    content = resources(request).storage.read(key, part.start, len(part))
    return StreamingResponse(content, status_code=status, headers=headers)


def _wanted_range(request: Request, file: StoredFile) -> range | None:
    """The bytes asked for; empty when there are none such, None for the whole file (RFC 9110 §14)."""
    match = _RANGE.fullmatch(request.headers.get("range", ""))
    if match is None or match[0] == "bytes=-" or request.headers.get("if-range", file.etag) != file.etag:
        return None
    first, last = match.groups()
    if not first:
        return range(max(file.size_bytes - int(last), 0), file.size_bytes)
    if last and int(last) < int(first):
        return None
    stop = min(int(last) + 1, file.size_bytes) if last else file.size_bytes
    return range(int(first), stop)
