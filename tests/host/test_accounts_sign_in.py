"""Registering, signing in by password or link, signing out."""

import asyncio
import time
from statistics import median

import httpx
import pytest
from platform_rooms import PASSWORD, Person, Platform, serving, settings_for, sign_up

from apphost.accounts import NoSuchAccount, create_sign_in_link, sign_in_url


async def test_whoever_registers_is_signed_in(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/api/auth/register", json={"email": " Grace@Example.org ", "password": PASSWORD, "displayName": "Grace"}
    )
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert body["user"] | {"id": ""} == {"id": "", "email": "grace@example.org", "displayName": "Grace", "role": "user"}
    me = await client.get("/api/me", headers={"authorization": f"Bearer {body['accessToken']}"})
    assert me.json() == body["user"]


async def test_a_name_is_made_from_the_address_when_none_is_given(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    assert person.user["displayName"] == person.email.partition("@")[0]


async def test_an_address_has_one_account_however_it_is_written(client: httpx.AsyncClient, ada: Person) -> None:
    answer = await client.post("/api/auth/register", json={"email": ada.email.upper(), "password": PASSWORD})
    assert (answer.status_code, answer.json()["slug"]) == (409, "email-taken")


@pytest.mark.parametrize("password", ["", "123456789", "x" * 129, "with a \x00 inside"])
async def test_a_password_that_cannot_be_kept_is_refused_and_not_repeated(
    client: httpx.AsyncClient, password: str
) -> None:
    answer = await client.post("/api/auth/register", json={"email": "short@example.org", "password": password})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/password"
    assert not password or password not in answer.text


@pytest.mark.parametrize("email", ["", "nobody", "two@at@signs", "a b@example.org", "x" * 250 + "@example.org"])
async def test_what_is_no_address_is_refused(client: httpx.AsyncClient, email: str) -> None:
    answer = await client.post("/api/auth/register", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 422


async def test_nobody_can_make_themselves_admin(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        "/api/auth/register", json={"email": "eve@example.org", "password": PASSWORD, "role": "admin"}
    )
    assert answer.status_code == 422


async def test_a_password_signs_in_on_every_keyboard(client: httpx.AsyncClient) -> None:
    composed, decomposed = "caf\u00e9 au lait 1", "cafe\u0301 au lait 1"
    person = await sign_up(client, password=composed)
    answer = await client.post("/api/auth/login", json={"email": person.email, "password": decomposed})
    assert answer.status_code == 200


async def test_unknown_address_and_wrong_password_cannot_be_told_apart(client: httpx.AsyncClient, ada: Person) -> None:
    async def refusal(email: str) -> tuple[object, float]:
        started = time.perf_counter()
        answer = await client.post("/api/auth/login", json={"email": email, "password": "not the password"})
        document = answer.json()
        return (answer.status_code, document | {"requestId": None}), time.perf_counter() - started

    known = [await refusal(ada.email) for _ in range(7)]
    unknown = [await refusal("nobody@example.org") for _ in range(7)]
    assert {str(answer) for answer, _ in known + unknown} == {str(known[0][0])}
    assert known[0][0][0] == 401  # type: ignore[index]
    assert median(took for _, took in unknown) > 0.5 * median(took for _, took in known)


async def test_an_account_without_password_cannot_be_entered_by_one(platform: Platform) -> None:
    async with platform.resources.db.transaction() as tx:
        await create_sign_in_link(tx)
    async with platform.client() as client:
        answer = await client.post("/api/auth/login", json={"email": "owner@localhost", "password": "anything at all"})
    assert answer.json()["slug"] == "wrong-credentials"


async def test_the_owner_enters_by_a_link_that_works_once(platform: Platform, client: httpx.AsyncClient) -> None:
    async with platform.resources.db.transaction() as tx:
        token = await create_sign_in_link(tx)
    assert sign_in_url("http://localhost:8000", token) == f"http://localhost:8000/sign-in#token={token}"
    uses = await asyncio.gather(*(client.post("/api/auth/link", json={"token": token}) for _ in range(5)))
    assert sorted(use.status_code for use in uses) == [200, 401, 401, 401, 401]
    owner = next(use for use in uses if use.status_code == 200).json()["user"]
    assert (owner["email"], owner["role"]) == ("owner@localhost", "admin")
    assert {use.json().get("slug") for use in uses} == {None, "link-used"}


async def test_each_start_makes_a_link_for_the_same_owner(platform: Platform, client: httpx.AsyncClient) -> None:
    seen = set()
    for _ in range(2):
        async with platform.resources.db.transaction() as tx:
            token = await create_sign_in_link(tx)
        seen.add((await client.post("/api/auth/link", json={"token": token})).json()["user"]["id"])
    assert len(seen) == 1


async def test_a_link_for_an_address_signs_that_person_in(platform: Platform, ada: Person) -> None:
    async with platform.resources.db.transaction() as tx:
        token = await create_sign_in_link(tx, ada.email.upper())
    answer = await ada.api.post("/api/auth/link", json={"token": token})
    assert answer.json()["user"] == ada.user


async def test_a_link_for_an_unknown_address_is_refused(platform: Platform) -> None:
    async with platform.resources.db.transaction() as tx:
        with pytest.raises(NoSuchAccount, match=r"nobody@example\.org"):
            await create_sign_in_link(tx, "nobody@example.org")


async def test_a_link_expires(platform: Platform, client: httpx.AsyncClient) -> None:
    async with platform.resources.db.transaction() as tx:
        token = await create_sign_in_link(tx)
    await platform.resources.db.execute("UPDATE sign_in_links SET expires_at = now() - interval '1 second'")
    assert (await client.post("/api/auth/link", json={"token": token})).json()["slug"] == "link-used"


async def test_nobody_registers_where_registration_is_closed(platform: Platform) -> None:
    settings = platform.resources.settings
    closed = settings_for(str(settings.database_url), str(settings.redis_url), registration="closed")
    async with serving(closed, platform.gate) as strict, strict.client() as client:
        assert (await client.get("/api/auth/options")).json() == {"registration": "closed"}
        answer = await client.post("/api/auth/register", json={"email": "x@example.org", "password": PASSWORD})
        assert (answer.status_code, answer.json()["slug"]) == (403, "registration-closed")


async def test_a_disabled_account_cannot_sign_in(platform: Platform, ada: Person) -> None:
    await platform.resources.db.execute("UPDATE users SET disabled_at = now() WHERE id = $1", ada.user["id"])
    by_password = await ada.api.post("/api/auth/login", json={"email": ada.email, "password": PASSWORD})
    by_refresh = await ada.api.post("/api/auth/refresh", json={"refreshToken": ada.refresh_token})
    assert by_password.json()["slug"] == "wrong-credentials"
    assert by_refresh.json()["slug"] == "session-ended"


async def test_signing_out_twice_is_no_error(ada: Person) -> None:
    await ada.log_out()
    await ada.log_out()
