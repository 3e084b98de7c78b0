"""Who is let in: forged and foreign tokens, cookies, and the rule of the same origin."""

import base64
import hmac
import json
from typing import Any

import httpx
import pytest
from platform_rooms import PASSWORD, SECRET, Person, Platform, serving, settings_for

from apphost.accounts.tokens import Tokens


def _encoded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def _parts(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    header, claims, _ = token.split(".")
    first, second = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in (header, claims))
    return first, second


def _signed(header: dict[str, Any], claims: dict[str, Any], key: bytes, digest: str = "sha256") -> str:
    content = f"{_encoded(header)}.{_encoded(claims)}"
    signature = base64.urlsafe_b64encode(hmac.digest(key, content.encode(), digest)).decode().rstrip("=")
    return f"{content}.{signature}"


def _our_key() -> bytes:
    """The right key: what is refused with it is refused for another reason than the signature."""
    return hmac.digest(SECRET.encode(), b"access token", "sha256")


async def _status(client: httpx.AsyncClient, token: str) -> int:
    return (await client.get("/api/me", headers={"authorization": f"Bearer {token}"})).status_code


async def test_the_right_key_is_what_makes_a_token_ours(ada: Person) -> None:
    header, claims = _parts(ada.access_token)
    assert await _status(ada.api, _signed(header, claims, _our_key())) == 200
    assert await _status(ada.api, _signed(header, claims, b"another key" * 4)) == 401
    assert await _status(ada.api, _signed(header, claims, SECRET.encode())) == 401


@pytest.mark.parametrize("algorithm", ["none", "None", "", "RS256", "HS384", "ES256"])
async def test_the_header_cannot_choose_the_algorithm(ada: Person, algorithm: str) -> None:
    header, claims = _parts(ada.access_token)
    unsigned = f"{_encoded(header | {'alg': algorithm})}.{_encoded(claims)}."
    assert await _status(ada.api, unsigned) == 401
    assert await _status(ada.api, _signed(header | {"alg": algorithm}, claims, _our_key())) == 401


async def test_the_header_cannot_bring_its_own_key(ada: Person) -> None:
    header, claims = _parts(ada.access_token)
    own = b"my own key, thirty-two bytes long"
    jwk = {"kty": "oct", "k": base64.urlsafe_b64encode(own).decode().rstrip("=")}
    for extra in ({"jwk": jwk}, {"jku": "https://example.org/keys"}, {"kid": "../../dev/null"}):
        assert await _status(ada.api, _signed(header | extra, claims, own)) == 401
    assert await _status(ada.api, _signed(header | {"crit": ["exp"]}, claims, _our_key())) == 401


@pytest.mark.parametrize(
    "change",
    [
        {"exp": 1_700_000_000},
        {"exp": None},
        {"exp": "tomorrow"},
        {"aud": "another-api"},
        {"aud": None},
        {"iss": "somebody else"},
        {"iss": None},
        {"sub": None},
        {"sub": "018f0000-0000-7000-8000-000000000000"},
        {"sid": "018f0000-0000-7000-8000-000000000000"},
        {"epoch": 7},
        {"iat": None},
        {"jti": None},
    ],
    ids=str,
)
async def test_each_claim_must_be_there_and_right(ada: Person, change: dict[str, Any]) -> None:
    header, claims = _parts(ada.access_token)
    changed = {name: value for name, value in (claims | change).items() if value is not None}
    assert await _status(ada.api, _signed(header, changed, _our_key())) == 401


async def test_a_token_of_another_type_is_refused(ada: Person) -> None:
    header, claims = _parts(ada.access_token)
    assert await _status(ada.api, _signed(header | {"typ": "JWT"}, claims, _our_key())) == 401


@pytest.mark.parametrize("token", [".", "..", "a.b.c", "é", "eyJhbGciOiJub25lIn0.e30.", "x" * 5000])
async def test_garbage_is_refused(client: httpx.AsyncClient, token: str) -> None:
    answer = await client.get("/api/me", headers={b"authorization": f"Bearer {token}".encode()})
    assert (answer.status_code, answer.json()["slug"]) == (401, "not-signed-in")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_an_access_token_lives_a_quarter_of_an_hour(ada: Person) -> None:
    _, claims = _parts(ada.access_token)
    assert claims["exp"] - claims["iat"] == 900


async def test_another_deployment_with_another_secret_refuses_our_tokens() -> None:
    token = Tokens(SECRET.encode()).access(
        "018f0000-0000-7000-8000-000000000000", "018f0000-0000-7000-8000-000000000001", 0
    )
    assert Tokens(SECRET.encode()).read_access(token) is not None
    assert Tokens(b"o" * 40).read_access(token) is None


async def test_a_browser_gets_cookies_that_no_script_can_read(platform: Platform, ada: Person) -> None:
    async with httpx.AsyncClient(base_url=platform.url) as browser:
        answer = await browser.post(
            "/api/auth/login",
            json={"email": ada.email, "password": PASSWORD},
            headers={"origin": platform.url, "sec-fetch-site": "same-origin"},
        )
        assert answer.json()["refreshToken"] is None
        session, renewal = sorted(answer.headers.get_list("set-cookie"), key=lambda cookie: "refresh=" in cookie)
        for cookie in (session, renewal):
            assert "HttpOnly" in cookie
            assert "samesite=strict" in cookie.lower()
            assert "Secure" not in cookie
        assert "Path=/;" in session
        assert "Path=/api/auth;" in renewal
        assert (await browser.get("/api/me")).json() == ada.user


async def test_behind_https_cookies_are_bound_to_host_and_transport(platform: Platform, ada: Person) -> None:
    settings = platform.resources.settings
    public = settings_for(str(settings.database_url), str(settings.redis_url), public_url="https://avatars.example.org")
    async with serving(public, platform.gate) as https, https.client() as browser:
        answer = await browser.post(
            "/api/auth/login",
            json={"email": ada.email, "password": PASSWORD},
            headers={"origin": "https://avatars.example.org"},
        )
        assert answer.status_code == 200
        session, renewal = sorted(answer.headers.get_list("set-cookie"), key=lambda cookie: "refresh=" in cookie)
        assert session.startswith("__Host-session=")
        assert renewal.startswith("__Secure-refresh=")
        assert all("Secure" in cookie for cookie in (session, renewal))


def _cookie(person: Person) -> dict[str, str]:
    return {"cookie": f"theme=dark; session={person.access_token}; refresh={person.refresh_token}"}


FOREIGN = [
    {},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:1"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": "cross-site", "origin": "{own}"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_a_cookie_does_not_let_another_page_sign_out_or_refresh(
    platform: Platform, ada: Person, headers: dict[str, str]
) -> None:
    sent = _cookie(ada) | {name: value.replace("{own}", platform.url) for name, value in headers.items()}
    for path in ("/api/auth/logout", "/api/auth/refresh"):
        answer = await ada.api.post(path, headers=sent)
        assert (answer.status_code, answer.json()["slug"]) == (403, "cross-origin")
    assert (await ada.me()).status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "{own}"}, {"sec-fetch-site": "same-origin"}], ids=str)
async def test_a_cookie_lets_our_own_page_refresh_and_sign_out(
    platform: Platform, ada: Person, headers: dict[str, str]
) -> None:
    sent = _cookie(ada) | {name: value.replace("{own}", platform.url) for name, value in headers.items()}
    assert (await ada.api.post("/api/auth/refresh", headers=sent)).status_code == 200
    assert (await ada.api.post("/api/auth/logout", headers=sent)).status_code == 204
    assert (await ada.me()).status_code == 401


async def test_another_page_cannot_sign_a_visitor_in(platform: Platform, ada: Person) -> None:
    for path, body in (
        ("login", {"email": ada.email, "password": PASSWORD}),
        ("register", {"email": "new@example.org", "password": PASSWORD}),
        ("link", {"token": "any"}),
    ):
        answer = await ada.api.post(f"/api/auth/{path}", json=body, headers={"origin": "https://evil.example"})
        assert answer.json()["slug"] == "cross-origin"
        assert "set-cookie" not in answer.headers


async def test_a_bearer_token_needs_no_origin_and_wins_over_a_cookie(ada: Person, ben: Person) -> None:
    answer = await ada.api.get("/api/me", headers=ben.bearer | _cookie(ada))
    assert answer.json() == ben.user
    broken = await ada.api.get("/api/me", headers={"authorization": "Bearer broken"} | _cookie(ada))
    assert broken.status_code == 401
