"""Sessions: refresh tokens spent once, stolen ones noticed, ended ones dead at once everywhere."""

import asyncio

import httpx
from platform_rooms import PASSWORD, Person, Platform, eventually, serving


async def refresh(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post("/api/auth/refresh", json={"refreshToken": token})


async def _let_the_grace_pass(platform: Platform) -> None:
    await platform.resources.db.execute("UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds'")


async def test_a_refresh_gives_a_new_pair(ada: Person) -> None:
    answer = await refresh(ada.api, ada.refresh_token)
    body = answer.json()
    assert body["user"] == ada.user
    assert body["refreshToken"] != ada.refresh_token
    assert body["accessTokenExpiresInSeconds"] == 900
    ada.access_token = body["accessToken"]
    assert (await ada.me()).status_code == 200


async def test_a_chain_of_refreshes_goes_on(ada: Person) -> None:
    token, seen = ada.refresh_token, {ada.refresh_token}
    for _ in range(5):
        token = (await refresh(ada.api, token)).json()["refreshToken"]
        seen.add(token)
    assert len(seen) == 6


async def test_two_tabs_that_refresh_at_once_get_the_same_successor(ada: Person) -> None:
    answers = await asyncio.gather(*(refresh(ada.api, ada.refresh_token) for _ in range(6)))
    successors = {answer.json()["refreshToken"] for answer in answers}
    assert [answer.status_code for answer in answers] == [200] * 6
    assert len(successors) == 1
    assert (await refresh(ada.api, successors.pop())).status_code == 200


async def test_a_token_that_comes_back_late_ends_the_session_of_both_holders(platform: Platform, ada: Person) -> None:
    successor = (await refresh(ada.api, ada.refresh_token)).json()["refreshToken"]
    await _let_the_grace_pass(platform)
    assert (await refresh(ada.api, ada.refresh_token)).json()["slug"] == "session-ended"
    assert (await refresh(ada.api, successor)).status_code == 401
    assert (await ada.me()).status_code == 401


async def test_a_token_whose_successor_was_spent_ends_the_session_even_within_the_grace(ada: Person) -> None:
    successor = (await refresh(ada.api, ada.refresh_token)).json()["refreshToken"]
    after = (await refresh(ada.api, successor)).json()["refreshToken"]
    assert (await refresh(ada.api, ada.refresh_token)).status_code == 401
    assert (await refresh(ada.api, after)).status_code == 401
    assert (await ada.me()).status_code == 401


async def test_an_expired_or_invented_refresh_token_is_refused(platform: Platform, ada: Person) -> None:
    assert (await refresh(ada.api, "invented")).json()["slug"] == "session-ended"
    await platform.resources.db.execute(
        "UPDATE refresh_tokens SET expires_at = now() - interval '1 second' WHERE user_id = $1", ada.user["id"]
    )
    assert (await refresh(ada.api, ada.refresh_token)).json()["slug"] == "session-ended"


async def test_only_fingerprints_of_tokens_are_stored(platform: Platform, ada: Person) -> None:
    rows = await platform.resources.db.fetch(
        "SELECT refresh_tokens::text AS tokens, users::text AS people FROM refresh_tokens JOIN users ON true"
    )
    stored = "".join(row["tokens"] + row["people"] for row in rows)
    assert ada.refresh_token not in stored
    assert PASSWORD not in stored


async def test_signing_out_ends_this_session_and_no_other(ada: Person) -> None:
    other = await ada.api.post("/api/auth/login", json={"email": ada.email, "password": PASSWORD})
    await ada.log_out()
    assert (await ada.me()).status_code == 401
    assert (await refresh(ada.api, ada.refresh_token)).status_code == 401
    ada.access_token = other.json()["accessToken"]
    assert (await ada.me()).status_code == 200


async def test_signing_out_is_heard_within_a_second_by_another_process(platform: Platform, ada: Person) -> None:
    async with serving(platform.resources.settings, platform.gate) as other, other.client() as client:
        assert (await client.get("/api/me", headers=ada.bearer)).status_code == 200  # now in its cache too
        await ada.log_out()
        ada.api = client
        await eventually(ada.is_signed_out, 1)


async def test_a_session_that_ended_unheard_dies_within_five_seconds(platform: Platform, ada: Person) -> None:
    assert (await ada.me()).status_code == 200
    await platform.resources.db.execute("UPDATE users SET token_epoch = token_epoch + 1 WHERE id = $1", ada.user["id"])
    await eventually(ada.is_signed_out, 5.5)


async def test_signing_out_works_while_redis_is_away(platform: Platform, ada: Person) -> None:
    platform.gate.shut()
    try:
        await ada.log_out()
        assert (await ada.me()).status_code == 401
    finally:
        platform.gate.reopen()
