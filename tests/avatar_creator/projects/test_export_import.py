"""A project leaves one installation as a file and enters another whole, or, when anything is wrong, not at all."""

import asyncio
import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from apphost.kit.images import encode_jpeg, rasterise_svg
from avatar_creator.person import Attributes
from avatar_creator.providers.illustrated import draw
from inserted_avatars import database_of, insert_avatars
from running_app import BASE, Api, RunningApp

ID = "01990000-0000-7000-8000-00000000000"
PICTURE = "pictures/000001.jpg"


@cache
def portrait_jpeg() -> bytes:
    return encode_jpeg(rasterise_svg(draw(Attributes(), 1, "studio").svg, 128, 128))


async def test_everything_comes_with_it_but_ids_and_uses(api: Api, api_as: Any) -> None:
    project = await api.made("/projects", {"name": "Été", "description": "for the catalogue"})
    parent = await api.new_avatar(project["id"], prompt="a woman with red hair", persona={"name": "Ruth", "age": 50})
    look = await api.made(f"/avatars/{parent['id']}/copy", {"name": "Ruth again"})
    await api.put(f"/avatars/{look['id']}", {"tags": ["autumn"], "isFavorite": True})
    await api.put(f"/projects/{project['id']}", {"coverAvatarId": parent["id"]})
    exported = await api.get(f"/projects/{project['id']}/export")
    assert exported.headers["content-disposition"].endswith("filename*=UTF-8''%C3%89t%C3%A9.zip")
    stranger = await api_as()
    async with stranger.events() as events:
        answer = await imported(stranger, exported.content)
        assert answer.status_code == 201, answer.text
        told = await events.wait_for("project:updated")
    made = answer.json()
    assert (made["avatars"], made["project"]["name"], made["project"]["avatarCount"]) == (2, "Été", 2)
    assert told["project"] == made["project"]
    assert made["project"]["description"] == "for the catalogue"
    new_look, new_parent = (await stranger.read(f"/projects/{made['project']['id']}"))["avatars"]["items"]
    assert made["project"]["coverAvatarId"] == new_parent["id"]
    for new, old in ((new_parent, parent), (new_look, await api.read(f"/avatars/{look['id']}"))):
        assert new["id"] != old["id"]
        for kept in ("name", "persona", "attributes", "recipe", "tags", "isFavorite", "sourceType", "createdAt"):
            assert new[kept] == old[kept], kept
        picture = await stranger.get(new["baseImageUrl"])
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")


async def test_whose_look_is_whose_stays(api: Api, running: RunningApp) -> None:
    project = await api.new_project()
    first = await api.new_avatar(project["id"])
    second, third = [await api.made(f"/avatars/{first['id']}/copy", {"name": name}) for name in ("two", "three")]
    async with database_of(running) as db:
        await db.execute("UPDATE avatars SET parent_avatar_id = $1 WHERE id = $2", first["id"], second["id"])
        await db.execute("UPDATE avatars SET parent_avatar_id = $1 WHERE id = $2", second["id"], third["id"])
    made = (await imported(api, (await api.get(f"/projects/{project['id']}/export")).content)).json()
    people = (await api.read(f"/projects/{made['project']['id']}"))["avatars"]["items"]
    new = {person["name"]: person for person in people}
    assert new["three"]["parentAvatarId"] == new["two"]["id"]
    assert new["two"]["parentAvatarId"] == new[first["name"]]["id"]
    assert new[first["name"]]["parentAvatarId"] is None


async def test_the_same_key_imports_once(api: Api) -> None:
    content = Made().packed()
    answers = [await imported(api, content, key="once") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len((await api.read("/projects"))["items"]) == 1
    assert (await imported(api, Made(name="Other").packed(), key="once")).json()["slug"] == "idempotency-key-reused"


async def test_an_empty_project_goes_both_ways(api: Api) -> None:
    project = await api.new_project("Nobody yet")
    answer = await imported(api, (await api.get(f"/projects/{project['id']}/export")).content)
    assert (answer.status_code, answer.json()["avatars"]) == (201, 0)


async def test_many_people_are_exported_in_their_order(api: Api, running: RunningApp) -> None:
    """More than one page of rows; those whose file is gone are left out."""
    project = await api.new_project()
    async with database_of(running) as db:
        ids = await insert_avatars(db, api.user["id"], project["id"], [{"name": str(n)} for n in range(450)])
    stored = [avatar_id for number, avatar_id in enumerate(ids) if number % 5]
    files = {f"avatar-creator/{api.user['id']}/{avatar_id}.jpg": avatar_id.encode() for avatar_id in stored}
    await running.app.state.resources.storage.put_many(files)
    exported = await api.get(f"/projects/{project['id']}/export")
    archive = zipfile.ZipFile(io.BytesIO(exported.content))
    people = json.loads(archive.read("people.json"))["people"]
    assert [person["id"] for person in people] == stored
    assert all(archive.read(person["file"]).decode() == person["id"] for person in people)


def person(**changes: Any) -> dict[str, Any]:
    return {
        "id": ID + "1",
        "parentAvatarId": None,
        "file": PICTURE,
        "name": "Ada",
        "persona": {"name": "Ada", "age": 36, "personality": ["calm"], "background": "Counts."},
        "attributes": {"gender": "female"},
        "sourceType": "uploaded",
        "recipe": {
            "prompt": None,
            "generationPrompt": None,
            "negativePrompt": None,
            "provider": None,
            "model": None,
            "seed": None,
            "parameters": {},
            "ignored": [],
        },
        "tags": [],
        "isFavorite": False,
        "createdAt": "2026-01-01T00:00:00Z",
        "contentHash": None,
        **changes,
    }


@dataclass
class Made:
    """An archive as an export writes it, until a test spoils something."""

    name: str = "Made"
    people: list[dict[str, Any]] = field(default_factory=lambda: [person()])
    files: dict[str, bytes] = field(default_factory=lambda: {PICTURE: portrait_jpeg()})
    more: dict[str, Any] = field(default_factory=dict)
    entry: Callable[[zipfile.ZipInfo], None] = lambda info: None
    compression: int = zipfile.ZIP_STORED

    def told(self) -> bytes:
        return json.dumps(
            {
                "format": "avatar-creator/people",
                "version": 1,
                "exportedAt": "2026-01-01T00:00:00Z",
                "project": {"name": self.name, "description": None, "coverAvatarId": None},
                "people": self.people,
                **self.more,
            }
        ).encode()

    def packed(self, told: bytes | None = None) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", self.compression) as archive:
            for path, content in {**self.files, "people.json": self.told() if told is None else told}.items():
                info = zipfile.ZipInfo(path)
                info.compress_type = self.compression
                self.entry(info)
                archive.writestr(info, content)
        return packed.getvalue()


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


async def imported(api: Api, content: bytes, key: str | None = None) -> httpx.Response:
    headers = {"idempotency-key": key} if key else {}
    return await api.http.post(
        f"{BASE}/projects/import", files={"file": ("project.zip", content, "application/zip")}, headers=headers
    )


async def files_are_swept(running: RunningApp, api: Api) -> None:
    """Nothing of this person is left in storage."""
    folder = Path(running.settings.object_storage_url.removeprefix("file://")) / "avatar-creator" / api.user["id"]
    async with asyncio.timeout(10):
        while folder.is_dir() and any(folder.iterdir()):
            await asyncio.sleep(0.1)
