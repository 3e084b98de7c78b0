"""What is no archive of ours, or has been tampered with, is refused whole: nothing of it is kept."""

import asyncio
import io
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from made_archives import ID, PICTURE, Made, imported, person, portrait_jpeg
from running_app import BASE, Api, RunningApp


def a_link(info: zipfile.ZipInfo) -> None:
    if info.filename == PICTURE:
        info.external_attr = (stat.S_IFLNK | 0o777) << 16


def twice(path: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(PICTURE, portrait_jpeg())
        archive.writestr("people.json", Made().told())
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(path, b"x")
    return packed.getvalue()


def with_end(content: bytes, **values: int) -> bytes:
    """The archive with another last record."""
    names = ("disk", "first_disk", "here", "entries", "length", "start", "comment")
    fields = dict(zip(names, struct.unpack("<4H2LH", content[-18:]), strict=True)) | values
    return content[:-18] + struct.pack("<4H2LH", *fields.values())


def claiming(content: bytes, size: int) -> bytes:
    """The archive whose directory says another size for its first entry."""
    start = content.index(b"PK\1\2")
    return content[: start + 20] + struct.pack("<2L", size, size) + content[start + 28 :]


GOOD = Made().packed()
HOSTILE: Mapping[str, bytes | Callable[[], bytes]] = {
    "nothing": b"",
    "no zip": b"\x89PNG\r\n\x1a\n" + b"x" * 100,
    "a picture": portrait_jpeg(),
    "truncated in the middle": GOOD[: len(GOOD) // 2],
    "truncated at the end": GOOD[:-1],
    "without its beginning": GOOD[100:],
    "something before": b"#!/bin/sh\n" + GOOD,
    "something behind": GOOD + b"x" * 30,
    "only an end": GOOD[-22:],
    "an end that lies about entries": with_end(GOOD, entries=65535, here=65535),
    "an end that lies about its length": with_end(GOOD, length=2**32 - 1),
    "an end that lies about the start": with_end(GOOD, start=0),
    "several disks": with_end(GOOD, disk=1),
    "a path upwards": Made(files={"pictures/../../../etc/cron.d/000001.jpg": b"x"}).packed(),
    "an absolute path": Made(files={"/etc/000001.jpg": b"x"}).packed(),
    "a windows path": Made(files={"pictures\\000001.jpg": b"x"}).packed(),
    "a drive": Made(files={"C:/000001.jpg": b"x"}).packed(),
    "a file too many": Made(files={PICTURE: portrait_jpeg(), "run.sh": b"x"}).packed(),
    "a picture nobody has": Made(files={PICTURE: portrait_jpeg(), "pictures/000002.jpg": portrait_jpeg()}).packed(),
    "a picture that is missing": Made(files={}).packed(),
    "a folder": Made(files={PICTURE: portrait_jpeg(), "pictures/": b""}).packed(),
    "a symlink": Made(entry=a_link).packed(),
    "two of one name": lambda: twice(PICTURE),
    "two of people.json": lambda: twice("people.json"),
    "deflated": Made(compression=zipfile.ZIP_DEFLATED).packed(),
    "a bomb by ratio": Made(files={PICTURE: b"\0" * 30_000_000}, compression=zipfile.ZIP_DEFLATED).packed(),
    "a bomb by claim": claiming(GOOD, 31_000_000),
    "a claim beyond all limits": claiming(GOOD, 2**32 - 2),
    "damaged picture bytes": GOOD.replace(portrait_jpeg()[500:520], b"\0" * 20, 1),
    "no people.json": Made().packed().replace(b"people.json", b"people.jsom"),
    "people.json is no JSON": Made().packed(told=b"{"),
    "people.json is a list": Made().packed(told=b"[]"),
    "people.json nests too deeply": Made().packed(told=b"[" * 100_000 + b"]" * 100_000),
    "another format": Made(more={"format": "other"}).packed(),
    "a newer version": Made(more={"version": 2}).packed(),
    "a download": Made(more={"project": None}).packed(),
    "unknown fields": Made(people=[person(userId="x")]).packed(),
    "a name too long": Made(people=[person(name="x" * 121)]).packed(),
    "a NUL in a name": Made(people=[person(name="a\0b")]).packed(),
    "a NUL deep in a recipe": Made(
        people=[person(recipe=person()["recipe"] | {"parameters": {"a": [{"b": "\0"}]}})]
    ).packed(),
    "half a surrogate": Made().packed(told=Made(name="\ud800").told()),
    "a thousand tags": Made(people=[person(tags=[str(number) for number in range(1000)])]).packed(),
    "somebody twice": Made(people=[person(), person()]).packed(),
    "two with one picture": Made(people=[person(), person(id=ID + "2")]).packed(),
    "an id that is none": Made(people=[person(id="../x")]).packed(),
    "a time before time": Made(people=[person(createdAt="0001-01-01T00:00:00+14:00")]).packed(),
    "a picture that is none": Made(files={PICTURE: b"GIF89a" + b"x" * 100}).packed(),
    "half a picture": Made(files={PICTURE: portrait_jpeg()[:2000]}).packed(),
    "a drawing that could run": Made(files={PICTURE: b"<svg xmlns='http://www.w3.org/2000/svg'/>"}).packed(),
    "the second picture is bad": Made(
        people=[person(), person(id=ID + "2", file="pictures/000002.jpg")],
        files={PICTURE: portrait_jpeg(), "pictures/000002.jpg": b"no"},
    ).packed(),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_is_refused_and_nothing_is_kept(api: Api, running: RunningApp, name: str) -> None:
    content = HOSTILE[name]
    answer = await imported(api, content() if callable(content) else content)
    assert (answer.status_code, answer.json()["slug"]) == (422, "import-refused"), answer.text
    assert answer.json()["detail"].endswith(".")
    assert (await api.read("/projects"))["items"] == []
    assert (await api.read("/avatars"))["items"] == []
    await files_are_swept(running, api)


async def test_a_good_one_is_taken_and_ids_of_others_mean_nothing(api: Api, api_as: Any) -> None:
    theirs = await (await api_as()).new_avatar()
    hostile = person(id=theirs["id"], parentAvatarId=theirs["id"], createdAt="9999-12-31T23:59:59Z")
    project = {"name": "Mine", "description": None, "coverAvatarId": theirs["id"]}
    answer = await imported(api, Made(people=[hostile], more={"project": project}).packed())
    assert answer.status_code == 201, answer.text
    [mine] = (await api.read("/avatars"))["items"]
    assert mine["id"] != theirs["id"]
    assert mine["parentAvatarId"] is None
    assert mine["createdAt"] < "2100"
    assert answer.json()["project"]["coverAvatarId"] == mine["id"]


async def test_parents_that_go_in_circles_are_nobodys(api: Api) -> None:
    people = [
        person(id=ID + "1", parentAvatarId=ID + "2"),
        person(id=ID + "2", parentAvatarId=ID + "1", file="pictures/000002.jpg"),
    ]
    files = {PICTURE: portrait_jpeg(), "pictures/000002.jpg": portrait_jpeg()}
    assert (await imported(api, Made(people=people, files=files).packed())).status_code == 201
    first, second = sorted((await api.read("/avatars"))["items"], key=lambda item: item["id"])
    assert (first["parentAvatarId"], second["parentAvatarId"]) == (None, first["id"])


async def test_what_is_no_form_or_too_large_is_told_so(api: Api, running: RunningApp) -> None:
    assert (await api.http.post(f"{BASE}/projects/import", content=GOOD)).status_code == 415
    head = (
        f"POST {BASE}/projects/import HTTP/1.1\r\nHost: x\r\nAuthorization: {api.http.headers['authorization']}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000000000\r\n\r\n"
    )
    address = urlsplit(running.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(head.encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 413 ")
    writer.close()
    await writer.wait_closed()


async def files_are_swept(running: RunningApp, api: Api) -> None:
    """Nothing of this person is left in storage."""
    folder = Path(running.settings.object_storage_url.removeprefix("file://")) / "avatar-creator" / api.user["id"]
    async with asyncio.timeout(10):
        while folder.is_dir() and any(folder.iterdir()):
            await asyncio.sleep(0.1)
