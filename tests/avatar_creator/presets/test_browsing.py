"""Looking for somebody ready: filters, words, orders, pages, and the pictures of the catalogue."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from apphost.kit.database import Database
from avatar_creator.presets.catalogue import catalogue, picture_of
from avatar_creator.presets.service import count_use
from running_app import Api, RunningApp

pytestmark = pytest.mark.usefixtures("db")
ApiAs = Callable[[], Awaitable[Api]]


async def found(api: Api, **asked: Any) -> list[Any]:
    """Everything, page by page."""
    items: list[Any] = []
    cursor: str | None = None
    while True:
        params = {**asked, **({"cursor": cursor} if cursor else {})}
        answer = await api.read("/presets", params=params)
        items += answer["items"]
        cursor = answer["nextCursor"]
        if cursor is None:
            return items


async def test_everybody_of_the_catalogue_is_there(api: Api) -> None:
    items = await found(api, limit=100)
    assert {preset.name for preset in catalogue()} <= {item["name"] for item in items}
    rina = next(item for item in items if item["name"] == "Rina Wulandari")
    assert (rina["category"], rina["isPublic"], rina["isOwn"]) == ("business", True, False)
    assert rina["persona"]["age"] == 34
    assert rina["attributes"]["hairStyle"] == "bob"
    # Whoever else uses her meanwhile counts.
    assert await api.read(f"/presets/{rina['id']}") | {"usageCount": 0} == rina | {"usageCount": 0}


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("category", "traditional", lambda item: item["category"]),
        ("gender", "unisex", lambda item: item["attributes"]["gender"]),
        ("ageRange", "mature", lambda item: item["attributes"]["ageRange"]),
        ("ethnicity", "javanese", lambda item: item["attributes"]["ethnicity"]),
    ],
)
async def test_a_filter_leaves_those_alone_that_match(api: Api, name: str, value: str, read: Any) -> None:
    items = await found(api, **{name: value})
    assert items
    assert {read(item) for item in items} == {value}
    every = await found(api, limit=100)
    assert len(items) == sum(read(item) == value for item in every)


async def test_filters_hold_together(api: Api) -> None:
    items = await found(api, category="traditional", gender="female", ethnicity="balinese")
    assert [item["name"] for item in items] == ["Ni Luh Sekar Ayuni"]
    assert await found(api, category="business", ethnicity="balinese") == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("songket weav", "Maryam Zainuddin"),  # of the title and the tags
        ("anaesthetist", "Ingrid Solberg"),  # of the background
        ("PARK hye", "Park Hye-jin"),  # of the name, whatever the case
        ("ulos", "Tiurma Simanjuntak"),
    ],
)
async def test_words_find_somebody(api: Api, words: str, name: str) -> None:
    assert [item["name"] for item in await found(api, q=words)] == [name]


@pytest.mark.parametrize("words", ["' & | ! :*", "\\", "') --", "<->", "(", "🦊", "x" * 200])
async def test_words_that_look_like_code_find_nothing_and_break_nothing(api: Api, words: str) -> None:
    assert (await api.get("/presets", params={"q": words})).status_code == 200


async def test_the_most_used_come_first(api: Api, db: Database) -> None:
    target = (await found(api, q="Owen Byrne"))[0]
    async with db.transaction() as tx:
        for _ in range(50):
            await count_use(tx, target["id"])
    first = (await found(api))[0]
    assert (first["id"], first["usageCount"]) == (target["id"], target["usageCount"] + 50)
    assert first["version"] == target["version"], "counting is no edit"


@pytest.mark.parametrize(
    ("sort", "key", "falls"),
    [
        ("popular", lambda item: item["usageCount"], True),
        ("newest", lambda item: item["createdAt"], True),
        ("name", lambda item: item["name"].lower(), None),  # the database's own alphabet decides
    ],
)
async def test_pages_continue_where_the_one_before_ended(api: Api, sort: str, key: Any, falls: bool | None) -> None:
    whole = (await api.read("/presets", params={"sort": sort, "limit": 100}))["items"]
    pages = await found(api, sort=sort, limit=7)
    assert [item["id"] for item in pages[: len(whole)]] == [item["id"] for item in whole]
    assert len({item["id"] for item in pages}) == len(pages)
    if falls:
        assert [key(item) for item in whole] == sorted((key(item) for item in whole), reverse=True)


async def test_a_cursor_of_another_order_is_refused(api: Api) -> None:
    cursor = (await api.read("/presets", params={"sort": "name", "limit": 2}))["nextCursor"]
    for wrong in (cursor, "nonsense", "A" * 300):
        answer = await api.get("/presets", params={"sort": "popular", "cursor": wrong})
        assert answer.status_code == 422


@pytest.mark.parametrize(
    "wrong", [{"category": "royal"}, {"gender": "x"}, {"sort": "random"}, {"limit": 0}, {"limit": 101}, {"own": "?"}]
)
async def test_a_question_that_makes_no_sense_is_refused(api: Api, wrong: dict[str, object]) -> None:
    assert (await api.get("/presets", params=wrong)).status_code == 422


async def test_a_picture_of_the_catalogue_is_there_for_everybody_for_ever(api: Api, running: RunningApp) -> None:
    item = (await found(api, q="Rina Wulandari"))[0]
    async with running.client() as anybody:
        answer = await anybody.get(item["previewUrl"])
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/webp"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.content == picture_of("rina-wulandari").read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "rina-wulandari.webp",
        "nobody-000000000000.webp",
        "..%2Fpictures.toml",
        "%2e%2e%2f%2e%2e%2fplugin.py",
        "pictures.toml",
        "rina-wulandari-000000000000.webp%00",
        "x" * 300 + "-000000000000.webp",
    ],
)
async def test_no_other_file_is_served_in_their_place(api: Api, name: str) -> None:
    assert (await api.get(f"/presets/previews/{name}")).status_code == 404


async def test_the_list_is_for_those_who_are_signed_in(running: RunningApp) -> None:
    async with running.client() as anybody:
        assert (await anybody.get("/api/apps/avatar-creator/presets")).status_code == 401


async def test_only_admins_change_the_catalogue(api: Api, admin: Api) -> None:
    preset = (await found(api, q="Claire Fontaine"))[0]
    address = f"/presets/{preset['id']}"
    assert (await api.put(address, {"title": "Mine now"})).json()["type"] == "/problems/preset-not-found"
    assert (await api.delete(address)).status_code == 404
    edited = await admin.put(address, {"title": "Head of people at a ferry line", "attributes": {"glasses": "round"}})
    assert edited.status_code == 200, edited.text
    seen = await api.read(address)
    assert (seen["title"], seen["attributes"]["glasses"]) == ("Head of people at a ferry line", "round")
    assert (seen["attributes"]["hairColor"], seen["isOwn"]) == ("auburn", False)


async def test_an_admin_takes_somebody_out_of_the_catalogue(api: Api, admin: Api, db: Database) -> None:
    preset = (await found(api, q="Anton Voss"))[0]
    assert (await admin.delete(f"/presets/{preset['id']}")).status_code == 204
    assert (await api.get(f"/presets/{preset['id']}")).status_code == 404
    assert await found(api, q="Anton Voss") == []
    await db.execute("UPDATE avatar_presets SET deleted_at = NULL WHERE id = $1", preset["id"])
