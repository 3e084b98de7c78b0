"""`/files/…`: a signed address or the owner opens a picture; everything else is the same 404."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest
from fastapi import FastAPI, Request

from apphost.files import FileUrls, router
from apphost.kit import problem_responses
from apphost.kit.dependencies import CurrentUser
from apphost.kit.storage import open_storage

ADA, BEN = "0198f0c0-0000-7000-8000-00000000000a", "0198f0c0-0000-7000-8000-00000000000b"
FILE_SET = f"avatar-creator/{ADA}/0198f0c0-0000-7000-8000-000000000001"
CONTENT = bytes(range(256)) * 4

FOREIGN_PATHS = [
    *("", "/", ".", "..", "avatar-creator", "avatar-creator/", f"avatar-creator/{ADA}", f"avatar-creator/{ADA}/"),
    *("../secret.jpg", "%2e%2e/secret.jpg", "..%2fsecret.jpg", "/etc/passwd", "%2fetc%2fpasswd", "..\\secret.jpg"),
    *(f"avatar-creator/{ADA}/../../../secret.jpg", f"avatar-creator/{ADA}/%2e%2e/%2e%2e/%2e%2e/secret.jpg"),
    *(f"x/{ADA}/..%2f..%2f..%2fsecret.jpg", f"x/{ADA}/..%5c..%5csecret.jpg", f"x/{ADA}/%252e%252e/secret.jpg"),
    *(f"{FILE_SET}.jpg%00", f"{FILE_SET}.jpg%00.png", f"{FILE_SET}.jpg/", f"{FILE_SET}.jpg%0a%0a", f"{FILE_SET}.JPG"),
    *(f".incoming/{ADA}/secret.jpg", f"x/{ADA}/.incoming", f"/{FILE_SET}.jpg", f"./{FILE_SET}.jpg", "%ff%fe.jpg"),
    *(f"avatar-creator//{ADA}/x.jpg", f"avatar-creator/{BEN}/../{ADA}/x.jpg", f"x/{ADA}/{'a' * 5000}.jpg"),
]


@dataclass
class Files:
    """The router on a real folder, and whoever is signed in at the moment."""

    app: FastAPI
    http: httpx.AsyncClient
    urls: FileUrls
    folder: Path
    caller: CurrentUser | None = None

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.http.get(path, headers=headers)

    async def get_raw(self, target: str) -> tuple[int, bytes]:
        """Status and content for a target sent as it is; httpx takes `..` out of paths before it sends them."""
        scope = {"type": "http", "method": "GET", "path": unquote(target), "raw_path": target.encode()}
        scope |= {"query_string": b"", "headers": [], "root_path": "", "scheme": "http", "http_version": "1.1"}
        sent: list[MutableMapping[str, Any]] = []

        coming: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> MutableMapping[str, Any]:
            if not coming:
                await asyncio.Event().wait()  # the client stays and says nothing more
            return coming.pop()

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        return sent[0]["status"], b"".join(message["body"] for message in sent[1:])

    @property
    def signed(self) -> str:
        return self.urls.renditions(f"{FILE_SET}.jpg").base

    def signs_in(self, user_id: str) -> None:
        self.caller = CurrentUser(user_id, "somebody@example.org", "user")


@pytest.fixture
async def files(tmp_path: Path) -> AsyncIterator[Files]:
    folder = tmp_path / "objects"
    storage = open_storage(folder.as_uri())
    stored = {f"{FILE_SET}{suffix}.jpg": CONTENT for suffix in ("", "_768", "_thumb", "_96")}
    await storage.put_many(stored)
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    app = FastAPI()
    problem_responses.install(app)
    app.include_router(router)
    app.state.resources = SimpleNamespace(storage=storage)
    app.state.file_urls = FileUrls(b"a secret of thirty-two characters")
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://avatars.test") as http:
        files = Files(app, http, app.state.file_urls, folder)

        async def authenticate(_: Request) -> CurrentUser | None:
            return files.caller

        app.state.authenticate = authenticate
        yield files


async def test_a_signed_address_opens_every_size_without_signing_in(files: Files) -> None:
    for url in files.urls.renditions(f"{FILE_SET}.jpg"):
        answer = await files.get(url)
        assert (answer.status_code, answer.content) == (200, CONTENT)


async def test_a_picture_is_sent_as_a_picture_and_nothing_else(files: Files) -> None:
    answer = await files.get(files.signed)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.headers["content-disposition"] == "inline"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "private, max-age=1800, immutable"


async def test_its_owner_needs_no_signature(files: Files) -> None:
    files.signs_in(ADA)
    assert (await files.get(f"/files/{FILE_SET}.jpg")).content == CONTENT
    assert (await files.get(f"/files/{FILE_SET}_96.jpg?e=1&s=old")).content == CONTENT


async def test_whoever_may_not_see_a_picture_cannot_tell_it_from_none(files: Files) -> None:
    unsigned, missing = f"/files/{FILE_SET}.jpg", f"/files/avatar-creator/{ADA}/none.jpg"
    answers = [await files.get(path) for path in (unsigned, f"{unsigned}?e=1&s=x", missing, "/files/")]
    files.signs_in(BEN)
    answers += [await files.get(path) for path in (unsigned, f"/files/avatar-creator/x/{BEN}.jpg", missing)]
    files.signs_in(ADA)
    answers += [await files.get(missing)]
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}
    bodies = [{name: value for name, value in answer.json().items() if name != "requestId"} for answer in answers]
    assert all(body == bodies[0] for body in bodies)


async def test_a_target_sent_as_it_is_reaches_the_pictures(files: Files) -> None:
    """So that the next test cannot pass for the wrong reason."""
    files.signs_in(ADA)
    assert await files.get_raw(f"/files/{FILE_SET}.jpg") == (200, CONTENT)


@pytest.mark.parametrize("path", FOREIGN_PATHS)
async def test_no_path_leads_outside_or_lists_anything(files: Files, path: str) -> None:
    files.signs_in(ADA)
    status, content = await files.get_raw(f"/files/{path}")
    assert status == 404
    assert b"secret" not in content


@pytest.mark.parametrize("extension", ["html", "svg", "gif", "jpeg", "js", "part"])
async def test_what_is_no_picture_of_ours_is_not_served_even_to_its_owner(files: Files, extension: str) -> None:
    (files.folder / f"{FILE_SET}.{extension}").write_bytes(b"<script>")
    files.signs_in(ADA)
    assert (await files.get(f"/files/{FILE_SET}.{extension}")).status_code == 404


async def test_a_picture_the_browser_has_is_not_sent_again(files: Files) -> None:
    etag = (await files.get(files.signed)).headers["etag"]
    assert etag.startswith('"')
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = await files.get(files.signed, **{"If-None-Match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    assert (await files.get(files.signed, **{"If-None-Match": '"other"'})).status_code == 200


async def test_head_tells_what_get_would(files: Files) -> None:
    got, told = await files.get(files.signed), await files.http.head(files.signed)
    assert (told.status_code, told.content, told.headers) == (200, b"", got.headers)
    assert (await files.http.head(f"/files/{FILE_SET}.jpg")).status_code == 404


@pytest.mark.parametrize(
    ("asked", "first", "stop"),
    [
        ("0-0", 0, 1),
        ("0-99", 0, 100),
        ("1000-", 1000, 1024),
        ("1000-9999", 1000, 1024),
        ("-24", 1000, 1024),
        ("-9999", 0, 1024),
    ],
)
async def test_a_part_is_sent_when_a_part_is_asked_for(files: Files, asked: str, first: int, stop: int) -> None:
    answer = await files.get(files.signed, Range=f"bytes={asked}")
    assert (answer.status_code, answer.content) == (206, CONTENT[first:stop])
    assert answer.headers["content-range"] == f"bytes {first}-{stop - 1}/1024"
    assert answer.headers["content-length"] == str(stop - first)


@pytest.mark.parametrize("asked", ["1024-", "5000-6000", "-0"])
async def test_a_part_beyond_the_end_is_refused_with_the_size(files: Files, asked: str) -> None:
    answer = await files.get(files.signed, Range=f"bytes={asked}")
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */1024")


@pytest.mark.parametrize(
    "asked", ["bytes=-", "bytes=0-1,3-4", "bytes=a-b", "items=0-1", "bytes=0-1-2", f"bytes={'9' * 5000}-", "bytes=٣-٤"]
)
async def test_a_range_we_do_not_understand_gets_the_whole_picture(files: Files, asked: str) -> None:
    answer = await files.http.get(files.signed, headers={b"Range": asked.encode()})
    assert (answer.status_code, answer.content) == (200, CONTENT)


async def test_a_part_of_an_older_picture_gets_the_whole_new_one(files: Files) -> None:
    etag = (await files.get(files.signed)).headers["etag"]
    assert (await files.get(files.signed, Range="bytes=0-1", **{"If-Range": etag})).status_code == 206
    assert (await files.get(files.signed, Range="bytes=0-1", **{"If-Range": '"older"'})).status_code == 200


@pytest.mark.parametrize(
    ("name", "plain", "full"),
    [
        ("Ada", "Ada.jpg", "Ada.jpg"),
        ("Ada.jpg", "Ada.jpg", "Ada.jpg"),
        ("", "picture.jpg", "picture.jpg"),
        ("...", "picture.jpg", "picture.jpg"),
        ("../../etc/passwd", "etc passwd.jpg", "etc passwd.jpg"),
        ('a"; filename="b.exe', "a ; filename= b.exe.jpg", "a ; filename= b.exe.jpg"),
        ("a\r\nSet-Cookie: b", "a Set-Cookie b.jpg", "a Set-Cookie b.jpg"),
        ("Zoë 🙂", "Zo_ _.jpg", "Zoë 🙂.jpg"),
        ("gpj\u202e.exe", "gpj .exe.jpg", "gpj .exe.jpg"),
        ("100%", "100_.jpg", "100%.jpg"),
        ("n" * 400, f"{'n' * 100}.jpg", f"{'n' * 100}.jpg"),
    ],
)
async def test_a_download_gets_the_creators_name_made_harmless(files: Files, name: str, plain: str, full: str) -> None:
    answer = await files.get(f"{files.signed}&download={quote(name)}")
    assert answer.content == CONTENT
    expected = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"
    assert answer.headers["content-disposition"] == expected


async def test_a_picture_of_many_chunks_arrives_whole(files: Files) -> None:
    content = CONTENT * 1000
    (files.folder / f"{FILE_SET}.jpg").write_bytes(content)
    assert (await files.get(files.signed)).content == content
    assert (await files.get(files.signed, Range="bytes=262100-600000")).content == content[262100:600001]
