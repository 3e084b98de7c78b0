"""A picture that somebody sends becomes an avatar, or says why it cannot."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from running_app import Api
from sample_pictures import (
    animated_png,
    color_at,
    halves,
    is_near,
    jpeg,
    opened,
    photograph,
    plain,
    png,
    png_bomb,
    webp,
    with_camera_data,
)

Send = Callable[..., Awaitable[httpx.Response]]
PORTRAIT = jpeg(photograph(600, 800))


async def test_a_picture_becomes_an_avatar(api: Api, project: Any, send: Send) -> None:
    async with api.events() as events:
        answer = await send(PORTRAIT, name="Ada", persona={"age": 36}, attributes={"gender": "female"})
        assert answer.status_code == 201, answer.text
        avatar = answer.json()["avatar"]
        await events.wait_for("avatar:created", lambda data: data["avatarId"] == avatar["id"])
    assert (avatar["name"], avatar["sourceType"], avatar["persona"]["age"]) == ("Ada", "uploaded", 36)
    assert (avatar["widthPx"], avatar["heightPx"], avatar["attributes"]["gender"]) == (600, 800, "female")
    assert await api.read(f"/avatars/{avatar['id']}") == avatar
    assert (await api.read(f"/projects/{project['id']}"))["avatarCount"] == 1


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("ada-lovelace_2.jpeg", "ada lovelace 2"),
        ("C:\\pictures\\me.png", "me"),
        ("../../etc/passwd", "passwd"),
        (".jpg", "jpg"),
        ("\u202ex.jpg", "x"),
        ("x" * 300 + ".jpg", "x" * 120),
    ],
)
async def test_without_a_name_the_file_gives_it(send: Send, file_name: str, name: str) -> None:
    assert (await send(PORTRAIT, file_name=file_name)).json()["avatar"]["name"].strip(".") == name


async def test_all_sizes_are_ours_upright_and_say_nothing_of_the_camera(api: Api, send: Send) -> None:
    avatar = (await send(with_camera_data(halves(400, 300), orientation=6))).json()["avatar"]
    assert (avatar["widthPx"], avatar["heightPx"]) == (300, 400)
    for size in ("baseImageUrl", "largeImageUrl", "thumbnailUrl", "smallImageUrl"):
        content = (await api.get(avatar[size])).content
        fields = set(opened(content).get_fields())
        assert not {field for field in fields if field.startswith(("exif", "xmp", "iptc", "icc"))}, size
        assert content.endswith(b"\xff\xd9"), size
        assert is_near(color_at(content, 0.5, 0.1), color_at(content, 0.1, 0.1)), (
            "upright: its halves lie over each other"
        )


async def test_the_chosen_part_is_what_thumbnails_show(api: Api, send: Send) -> None:
    left = {"left": 0, "top": 0, "width": 0.5, "height": 1}
    avatar = (await send(jpeg(halves(600, 300)), crop=left)).json()["avatar"]
    thumbnail = (await api.get(avatar["thumbnailUrl"])).content
    assert is_near(color_at(thumbnail, 0.1, 0.5), color_at(thumbnail, 0.9, 0.5))


@pytest.mark.parametrize(
    ("content", "status", "slug"),
    [
        (b"", 415, "picture-format"),
        (b"%PDF-1.7 no picture", 415, "picture-format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "picture-format"),
        (PORTRAIT[: len(PORTRAIT) // 2], 422, "picture-damaged"),
        (jpeg(plain(63, 500)), 422, "picture-too-small"),
        (png(plain(1, 1)), 422, "picture-too-small"),
        (png_bomb(50_000), 422, "picture-too-large"),
        (jpeg(plain(65_000, 70)), 422, "picture-too-large"),
        (bytes(10 * 1024 * 1024 + 1), 413, "file-too-large"),
    ],
    ids=["empty", "pdf", "svg", "truncated", "thin", "pixel", "bomb", "endless", "heavy"],
)
async def test_what_cannot_be_used_says_why_and_leaves_nothing(
    api: Api, project: Any, send: Send, content: bytes, status: int, slug: str
) -> None:
    answer = await send(content)
    assert (answer.status_code, answer.json()["slug"]) == (status, slug)
    assert (await api.read(f"/projects/{project['id']}/avatars"))["items"] == []


@pytest.mark.parametrize(
    "content",
    [
        PORTRAIT + b"<script>alert(1)</script>",
        png(photograph(200, 200)),
        webp(photograph(200, 200)),
        animated_png((255, 0, 0), (0, 0, 255)),
        jpeg(photograph(200, 200).colourspace("cmyk")),
        png(photograph(200, 200).colourspace("rgb16")),
    ],
    ids=["polyglot", "png", "webp", "animated", "cmyk", "16 bit"],
)
async def test_odd_but_honest_pictures_are_taken_without_what_hangs_on_them(
    api: Api, send: Send, content: bytes
) -> None:
    answer = await send(content, file_name="renamed.txt")
    assert answer.status_code == 201, answer.text
    assert b"<script>" not in (await api.get(answer.json()["avatar"]["baseImageUrl"])).content


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"persona": "{"}, "#/persona"),
        ({"persona": {"age": 200}}, "#/persona/age"),
        ({"attributes": {"gender": "?"}}, "#/attributes/gender"),
        ({"crop": {"left": 0.9, "top": 0, "width": 0.5, "height": 1}}, "#/crop"),
        ({"crop": {"left": "NaN", "top": 0, "width": 0.5, "height": 1}}, "#/crop"),
        ({"name": "\x00"}, "#/name"),
        ({"owner": "me"}, "#/owner"),
    ],
    ids=["no JSON", "age", "gender", "outside", "no number", "NUL", "unknown"],
)
async def test_a_field_that_does_not_fit_is_named(send: Send, fields: dict[str, Any], pointer: str) -> None:
    answer = await send(PORTRAIT, **fields)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith(pointer)


async def test_a_form_without_a_file_and_no_form_at_all_are_told_apart(api: Api, project: Any) -> None:
    path = f"/projects/{project['id']}/avatars/upload"
    without = await api.post(path, files={"other": ("a.jpg", PORTRAIT)})
    assert (without.status_code, without.json()["errors"][0]["pointer"]) == (422, "#/file")
    assert (await api.post(path, {"file": "text"})).json()["slug"] == "not-a-form"


async def test_the_same_key_sends_once(api: Api, project: Any, send: Send) -> None:
    headers = {"Idempotency-Key": "upload-1"}
    first, again = await send(PORTRAIT, headers=headers), await send(PORTRAIT, headers=headers)
    assert again.json() == first.json()
    assert (await send(PNG_OTHER, headers=headers)).json()["slug"] == "idempotency-key-reused"
    assert (await api.read(f"/projects/{project['id']}"))["avatarCount"] == 1


async def test_twins_at_once_make_one_avatar_and_leave_no_files_behind(api: Api, project: Any, send: Send) -> None:
    headers = {"Idempotency-Key": "upload-2"}
    answers = await asyncio.gather(*[send(PORTRAIT, headers=headers) for _ in range(4)])
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert (await api.read(f"/projects/{project['id']}"))["avatarCount"] == 1


async def test_foreign_and_deleted_projects_take_nothing(
    api: Api, api_as: Callable[[], Awaitable[Api]], project: Any, send: Send
) -> None:
    foreign = await (await api_as()).new_project()
    assert (await send(PORTRAIT, project_id=foreign["id"])).json()["slug"] == "project-not-found"
    await api.delete(f"/projects/{project['id']}")
    assert (await send(PORTRAIT)).status_code == 404


async def test_a_reference_is_kept_without_becoming_an_avatar(api: Api, project: Any) -> None:
    answer = await api.post(f"/projects/{project['id']}/references", files={"file": ("me.jpg", PORTRAIT)})
    assert answer.status_code == 201, answer.text
    assert (await api.get(answer.json()["thumbnailUrl"])).status_code == 200
    assert (await api.read(f"/projects/{project['id']}"))["avatarCount"] == 0


async def test_the_same_key_keeps_one_reference(api: Api, project: Any) -> None:
    path, key = f"/projects/{project['id']}/references", {"Idempotency-Key": "reference-1"}
    first, again = [await api.post(path, files={"file": ("me.jpg", PORTRAIT)}, headers=key) for _ in range(2)]
    assert (first.status_code, again.json()) == (201, first.json())
    other = await api.post(path, files={"file": ("me.jpg", PNG_OTHER)}, headers=key)
    assert other.json()["slug"] == "idempotency-key-reused"


async def test_inspecting_tells_size_and_crop_and_keeps_nothing(api: Api, project: Any) -> None:
    sent = with_camera_data(halves(400, 300), orientation=6)
    answer = await api.post("/pictures/inspect", files={"file": ("me.jpg", sent)})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["widthPx"], told["heightPx"]) == (300, 400)
    crop = told["suggestedCrop"]
    assert crop["width"] * 300 == pytest.approx(crop["height"] * 400, rel=0.02)
    assert (await api.read("/avatars"))["items"] == []


PNG_OTHER = png(plain(100, 100))
