"""Forms that lie, never end or belong to nobody: read no further than needed, and answered with a reason."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import pytest

from running_app import BASE, Api, RunningApp
from sample_pictures import jpeg, photograph, plain

Send = Callable[..., Awaitable[httpx.Response]]

MIB = 1024 * 1024
PORTRAIT = jpeg(photograph(200, 200))
BOUNDARY = "a-boundary"


def part(name: str, content: bytes, *, file_name: str | None = None) -> bytes:
    naming = f'form-data; name="{name}"' + (f'; filename="{file_name}"' if file_name is not None else "")
    return f"--{BOUNDARY}\r\nContent-Disposition: {naming}\r\n\r\n".encode() + content + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()
FILE = part("file", PORTRAIT, file_name="a.jpg")


@asynccontextmanager
async def connection(
    running: RunningApp, headers: Mapping[str, str]
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A request for an inspection whose body the test writes by hand."""
    address = urlsplit(running.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    lines = [f"POST {BASE}/pictures/inspect HTTP/1.1", "Host: test", *(f"{name}: {headers[name]}" for name in headers)]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    yield reader, writer
    writer.close()


async def answered(reader: asyncio.StreamReader) -> tuple[int, Any]:
    """Status and problem document of the answer."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = int(head.partition("content-length: ")[2].split("\r\n")[0])
    return int(head.split()[1]), json.loads(await reader.readexactly(length))


async def test_a_file_that_never_ends_is_refused_while_it_is_read(running: RunningApp, api: Api) -> None:
    headers = {
        "Authorization": api.http.headers["authorization"],
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Transfer-Encoding": "chunked",
    }
    chunk = bytes(64 * 1024)
    sent_bytes = 0
    async with connection(running, headers) as (reader, writer):
        start = part("file", b"", file_name="a.jpg")[:-2]
        writer.write(f"{len(start):x}\r\n".encode() + start + b"\r\n")
        answer = asyncio.create_task(answered(reader))
        while not answer.done() and sent_bytes < 200 * MIB:
            writer.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            await writer.drain()
            await asyncio.sleep(0)
            sent_bytes += len(chunk)
        status, problem = await answer
    assert (status, problem["slug"]) == (413, "file-too-large")
    assert sent_bytes < 24 * MIB, "10 of the file, the rest on its way"


async def test_a_file_that_says_it_is_too_large_is_not_read_at_all(running: RunningApp, api: Api) -> None:
    headers = {
        "Authorization": api.http.headers["authorization"],
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(11 * MIB),
    }
    async with connection(running, headers) as (reader, _), asyncio.timeout(5):
        status, problem = await answered(reader)
    assert (status, problem["slug"]) == (413, "file-too-large")


async def test_nothing_is_read_from_somebody_unknown(running: RunningApp) -> None:
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Content-Length": str(9 * MIB)}
    async with connection(running, headers) as (reader, _), asyncio.timeout(5):
        status, problem = await answered(reader)
    assert (status, problem["slug"]) == (401, "not-signed-in")


@pytest.mark.parametrize("size_bytes", [10 * MIB, 10 * MIB + 1])
async def test_the_limit_is_ten_mebibytes_to_the_byte(send: Send, size_bytes: int) -> None:
    answer = await send(PORTRAIT + bytes(size_bytes - len(PORTRAIT)))
    assert answer.status_code == (201 if size_bytes == 10 * MIB else 413)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (FILE + part("file", PORTRAIT, file_name="b.jpg") + END, None, 422),
        (FILE + part("name", b"x" * 70_000) + END, None, 422),
        (b"".join(part(f"field{number}", b"x") for number in range(40)) + FILE + END, None, 422),
        (FILE.replace(b'name="file"; ', b"") + END, None, 422),
        (part("file", PORTRAIT) + END, None, 422),
        (FILE, None, 422),
        (b"", None, 422),
        (END, None, 422),
        (b"\r\n" * MIB + END, None, 422),
        (f"--{BOUNDARY}\r\n".encode() + b"A: b\r\n" * 100_000 + b"\r\n", None, 422),
        (FILE + END, "multipart/form-data", 422),
        (FILE + END, "multipart/form-data; boundary=" + "x" * 5000, 422),
        (part("name", b"a9" * 30_000) + FILE + END, f"multipart/form-data; boundary={BOUNDARY}; charset=punycode", 422),
        (b"file=x", "application/x-www-form-urlencoded", 415),
        (PORTRAIT, "image/jpeg", 415),
    ],
    ids=[
        "two files", "a long field", "many fields", "no name", "a text named file", "cut off", "nothing",
        "only an end", "line ends alone", "many headers", "no boundary", "a long boundary", "a slow alphabet",
        "another form", "no form",
    ],
)  # fmt: skip
async def test_a_form_that_is_none_is_refused_with_a_reason(
    api: Api, body: bytes, content_type: str | None, status: int
) -> None:
    headers = {"Content-Type": content_type or f"multipart/form-data; boundary={BOUNDARY}"}
    answer = await api.http.post(f"{BASE}/pictures/inspect", content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]


async def test_neither_refused_pictures_nor_twins_leave_files(api: Api, project: Any, running: RunningApp) -> None:
    path, key = f"/projects/{project['id']}/avatars/upload", {"Idempotency-Key": "only once"}
    refused = [PORTRAIT[:900], jpeg(plain(10, 10)), b"no picture"]
    for content in refused:
        assert (await api.post(path, files={"file": ("a.jpg", content)})).status_code in (415, 422)
    await asyncio.gather(*(api.post(path, files={"file": ("a.jpg", PORTRAIT)}, headers=key) for _ in range(5)))
    await api.post("/pictures/inspect", files={"file": ("a.jpg", PORTRAIT)})
    assert len((await api.read("/avatars"))["items"]) == 1
    assert len(stored_files(running, api)) == 4


async def test_who_leaves_while_the_picture_is_made_leaves_no_files(
    api: Api, project: Any, running: RunningApp
) -> None:
    path = f"/projects/{project['id']}/avatars/upload"
    large = jpeg(photograph(4000, 3000))
    with pytest.raises(httpx.ReadTimeout):
        await api.post(path, files={"file": ("a.jpg", large)}, timeout=httpx.Timeout(10, read=0.05))
    async with asyncio.timeout(20):
        while len(stored_files(running, api)) != 4 * len((await api.read("/avatars"))["items"]):
            await asyncio.sleep(0.1)


def stored_files(running: RunningApp, api: Api) -> list[Path]:
    folder = Path(unquote(urlsplit(running.settings.object_storage_url).path)) / "avatar-creator" / api.user["id"]
    return [file for file in folder.glob("*") if file.is_file()]
