"""Lists of avatars: every page once and in order under every sort, filters that hold, and searches for any text."""

import base64
import itertools
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from inserted_avatars import EPOCH, database_of, insert_avatars
from running_app import Api, ApiAs, RunningApp

SORTS = ("newest", "recently-used", "most-used", "name")

moments = st.integers(0, 3).map(lambda minutes: EPOCH + timedelta(minutes=minutes))
people = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            ["Ana", "ana", "ÁNA", "Zoë", "bo", "張", "🙂", "a'b", '"', "\\", "x" * 120, "🙂" * 120]
        ),
        "created_at": moments,
        "last_used_at": st.none() | moments,
        "usage_count": st.integers(0, 3),
        "is_favorite": st.booleans(),
        "gender": st.sampled_from([None, "female", "male"]),
    }
)


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    avatars=st.lists(people, max_size=12),
    sort=st.sampled_from(SORTS),
    limit=st.integers(1, 5),
    filters=st.sampled_from([{}, {"favorite": True}, {"favorite": False, "gender": "female"}]),
    of_project=st.booleans(),
)
async def test_all_pages_together_are_the_whole_list_in_order(
    running: RunningApp,
    avatars: list[dict[str, Any]],
    sort: str,
    limit: int,
    filters: Mapping[str, Any],
    of_project: bool,
) -> None:
    async with running.signed_in() as api, database_of(running) as db:
        project = await api.new_project()
        ids = await insert_avatars(db, api.user["id"], project["id"], avatars)
        path = f"/projects/{project['id']}/avatars" if of_project else "/avatars"
        whole = (await api.read(path, params={"sort": sort, "limit": 100, **filters}))["items"]
        walked, cursor = [], None
        while True:
            place = {"cursor": cursor} if cursor else filters
            page = await api.read(path, params={"sort": sort, "limit": limit, **filters, **place})
            walked += page["items"]
            if (cursor := page["nextCursor"]) is None:
                break
    expected = {
        avatar_id
        for avatar_id, avatar in zip(ids, avatars, strict=True)
        if all(avatar["is_favorite" if name == "favorite" else name] == value for name, value in filters.items())
    }
    assert [item["id"] for item in walked] == [item["id"] for item in whole]
    assert {item["id"] for item in whole} == expected
    assert len(whole) == len(expected)
    assert_ordered(sort, whole)


def assert_ordered(sort: str, items: list[Any]) -> None:
    """Names are ordered as the database's collation says; those that it holds equal, by id."""
    if sort == "name":
        pairs = itertools.pairwise(items)
        assert all(one["id"] < other["id"] for one, other in pairs if one["name"].lower() == other["name"].lower())
        return
    key = {"newest": "createdAt", "recently-used": "lastUsedAt", "most-used": "usageCount"}[sort]
    keys = [(item[key] is not None, item[key] or 0, item["id"]) for item in items]
    assert keys == sorted(keys, reverse=True)


async def test_a_cursor_of_another_order_or_of_nobody_is_a_wrong_field(api: Api, running: RunningApp) -> None:
    project = await api.new_project()
    async with database_of(running) as db:
        await insert_avatars(db, api.user["id"], project["id"], [{}, {"last_used_at": EPOCH}, {}])
    cursors = {sort: (await api.read("/avatars", params={"sort": sort, "limit": 1}))["nextCursor"] for sort in SORTS}
    for sort in SORTS:
        for other, cursor in cursors.items():
            answer = await api.get("/avatars", params={"sort": sort, "cursor": cursor})
            assert answer.status_code == (200 if sort == other else 422), (sort, other)
            if sort != other:
                assert answer.json()["errors"][0]["pointer"] == "cursor"


@pytest.mark.parametrize(
    "place",
    [
        "[]",
        '["newest"]',
        '["newest","2026-01-01T00:00:00Z","no id"]',
        '["newest","0001-01-01T00:00:00+14:00","01990000-0000-7000-8000-000000000000"]',
        '["newest",{"a":1},"01990000-0000-7000-8000-000000000000"]',
        '["newest",1e999,"01990000-0000-7000-8000-000000000000"]',
        '["newest",null,"01990000-0000-7000-8000-000000000000"]',
        '["newest","2026-01-01T00:00:00Z",7]',
        "\x00",
    ],
)
async def test_forged_places_are_wrong_fields(api: Api, place: str) -> None:
    cursor = base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")
    assert (await api.get("/avatars", params={"cursor": cursor})).status_code == 422


@pytest.mark.parametrize("key", ['"a\\u0000b"', '"\\ud800"', "7", "null"])
async def test_forged_names_are_wrong_fields(api: Api, key: str) -> None:
    place = f'["name",{key},"01990000-0000-7000-8000-000000000000"]'
    cursor = base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")
    assert (await api.get("/avatars", params={"sort": "name", "cursor": cursor})).status_code == 422


async def test_each_filter_holds(api: Api, running: RunningApp) -> None:
    project = await api.new_project()
    wanted = {
        "name": "Sari Dewi",
        "source_type": "uploaded",
        "gender": "female",
        "age_range": "adult",
        "style": "traditional",
        "provider": "huggingface",
        "is_favorite": True,
        "tags": ["autumn", "shop"],
        "created_at": EPOCH + timedelta(days=10),
    }
    async with database_of(running) as db:
        [avatar_id, _] = await insert_avatars(db, api.user["id"], project["id"], [wanted, {"name": "Other"}])
    for params in (
        {"q": "sari"},
        {"source": "uploaded"},
        {"gender": "female"},
        {"ageRange": "adult"},
        {"style": "traditional"},
        {"provider": "huggingface"},
        {"favorite": "true"},
        {"tag": "shop"},
        {"since": "2026-01-11"},
        {"since": "2026-01-11", "until": "2026-01-11", "q": "dew SAR", "tag": "autumn", "favorite": "1"},
    ):
        assert [item["id"] for item in (await api.read("/avatars", params=params))["items"]] == [avatar_id], params
    for params in ({"until": "2026-01-10", "q": "sari"}, {"tag": "Shop"}, {"q": "sari other"}, {"since": "9999-12-31"}):
        assert (await api.read("/avatars", params=params))["items"] == [], params


@pytest.mark.parametrize(
    "params",
    [{"sort": "oldest"}, {"since": "yesterday"}, {"q": "x" * 201}, {"q": "a\x00b"}, {"limit": "0"}, {"sorted": "name"}],
)
async def test_what_a_list_cannot_be_asked_is_a_wrong_field(api: Api, params: Mapping[str, str]) -> None:
    assert (await api.get("/avatars", params=params)).status_code == 422


async def test_a_word_is_found_by_its_beginning_wherever_it_stands(api: Api, running: RunningApp) -> None:
    project = await api.new_project()
    avatar = {
        "name": "Café d'Or",
        "persona_name": "Muḥammad",
        "persona_personality": ["warm-hearted"],
        "persona_background": "أحمد من القاهرة sells C++ books",
        "prompt": "a man in a batik shirt",
        "tags": ["autumn 2026"],
    }
    async with database_of(running) as db:
        await insert_avatars(db, api.user["id"], project["id"], [avatar, {"name": "Nobody"}])
    for text in (
        "caf",
        "d'or",
        "Muḥ",
        "warm-h",
        "hearted",
        "القا",
        "c++",
        "bat shi",
        "autumn 20",
        "BOOKS sells",
        "or'",
    ):
        found = (await api.read("/avatars", params={"q": text}))["items"]
        assert [item["name"] for item in found] == ["Café d'Or"], text
    for text in ("atik", "batik nobody"):
        assert (await api.read("/avatars", params={"q": text}))["items"] == [], text


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.text(alphabet="'\"\\&|!()<->:*% \t🙂\u202eא", max_size=60),
        st.sampled_from(
            ["' OR 1=1 --", "a:*", "!!a", "a <-> b", "'':*", "\\", "a\\", "(", "🙂", "\u202eabc", "a & ", "''"]
        ),
    )
)
async def test_no_text_breaks_a_search(api: Api, text: str) -> None:
    for path in ("/avatars", "/projects"):
        try:
            answer = await api.get(path, params={"q": text})
        except UnicodeEncodeError:
            return  # the client cannot even send it
        assert answer.status_code == (422 if "\x00" in text else 200), (text, answer.text)


async def test_tags_are_counted_and_the_most_used_come_first(api: Api, api_as: ApiAs, running: RunningApp) -> None:
    one, two = await api.new_project(), await api.new_project()
    async with database_of(running) as db:
        [gone, *_] = await insert_avatars(
            db, api.user["id"], one["id"], [{"tags": ["gone", "b"]}, {"tags": ["b", "a"]}, {"tags": ["b"]}]
        )
        await insert_avatars(db, api.user["id"], two["id"], [{"tags": ["a"]}, {"tags": ["c"]}])
    await api.delete(f"/avatars/{gone}")
    assert (await api.read("/tags"))["items"] == [
        {"tag": "a", "count": 2},
        {"tag": "b", "count": 2},
        {"tag": "c", "count": 1},
    ]
    assert [item["tag"] for item in (await api.read("/tags", params={"projectId": two["id"]}))["items"]] == ["a", "c"]
    assert (await (await api_as()).read("/tags", params={"projectId": two["id"]}))["items"] == []


async def test_a_thousand_tags_are_too_many_for_one_and_fine_for_a_library(api: Api, running: RunningApp) -> None:
    project = await api.new_project()
    tags = [f"tag {number:04}" for number in range(1200)]
    async with database_of(running) as db:
        ids = await insert_avatars(
            db, api.user["id"], project["id"], [{"tags": tags[start : start + 30]} for start in range(0, 1200, 30)]
        )
    assert len((await api.read("/tags"))["items"]) == 1000
    refused: httpx.Response = await api.put(f"/avatars/{ids[0]}", {"tags": tags[:1000]})
    assert refused.status_code == 422
    assert (await api.post("/avatars/bulk/tag", {"avatarIds": ids, "add": tags[:1000]})).status_code == 422
    done = await api.made("/avatars/bulk/tag", {"avatarIds": ids[:2], "add": ["x", "y", "z"]})
    assert done["avatarIds"] == []
    assert len((await api.read(f"/avatars/{ids[0]}"))["tags"]) == 30
