"""When streams end: with the session, with the token, with the process; each time the client can resume."""

import asyncio
import base64
import hmac
import json
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx
from platform_rooms import PASSWORD, SECRET, Person, Platform, eventually, serving, sign_up

from apphost.kit.settings import Settings


async def test_signing_out_ends_the_streams_of_that_session_within_a_second(platform: Platform, ada: Person) -> None:
    elsewhere = (await ada.api.post("/api/auth/login", json={"email": ada.email, "password": PASSWORD})).json()
    other_session = Person(ada.api, ada.email, ada.user, elsewhere["accessToken"], elsewhere["refreshToken"])
    async with ada.stream() as ended, other_session.stream() as kept:
        await ended.next(), await kept.next()
        await ada.log_out()
        assert await ended.until_end(1) == []
        await platform.publish(ada, 1)
        assert (await kept.next()).event == "note:added"


async def test_signing_out_at_one_process_ends_streams_at_another(platform: Platform, ada: Person) -> None:
    async with serving(platform.resources.settings, platform.gate) as other, other.client() as client:
        here = ada.api
        ada.api = client
        async with ada.stream() as stream:
            await stream.next()
            ada.api = here
            await ada.log_out()
            assert await stream.until_end(1) == []


async def test_a_stream_whose_session_ended_unheard_ends_within_five_seconds(platform: Platform, ada: Person) -> None:
    async with ada.stream() as stream:
        await stream.next()
        await platform.resources.db.execute("UPDATE users SET disabled_at = now() WHERE id = $1", ada.user["id"])
        assert await stream.until_end(5.5) == []


async def test_a_stream_ends_when_its_token_expires(platform: Platform, ada: Person) -> None:
    """With a token that has two seconds left, as after fourteen minutes and fifty-eight seconds."""
    ada.access_token = _nearly_expired(ada)
    async with ada.stream() as stream:
        await stream.next()
        await asyncio.sleep(0.5)
        assert await stream.until_end(2) == []
    assert await ada.is_signed_out()


async def test_a_stopping_process_ends_its_streams_and_lets_no_new_one_linger(platform: Platform, ada: Person) -> None:
    async with serving(platform.resources.settings, platform.gate) as other, other.client() as client:
        ada.api = client
        async with ada.stream() as stream:
            await stream.next()
            other.hub.stop()
            assert await stream.until_end(1) == []
        async with ada.stream() as stream:
            assert await stream.until_end(1) == []


async def test_a_client_that_goes_away_leaves_nothing_running(platform: Platform, ada: Person) -> None:
    async with serving(platform.resources.settings, platform.gate) as other, other.client() as client:
        ada.api = client
        async with ada.stream() as stream:
            await stream.next()
            assert other.requests_in_flight == 1
        await eventually(lambda: other.requests_in_flight == 0, 1)


async def test_sigterm_ends_a_server_with_open_streams_at_once(settings: Settings) -> None:
    async with _serve(settings) as (process, client):
        person = await sign_up(client)
        async with person.stream() as stream, person.stream() as another:
            assert (await stream.next()).event == (await another.next()).event == "snapshot"
            process.send_signal(signal.SIGTERM)
            assert await stream.until_end(2) == await another.until_end(2) == []
        async with asyncio.timeout(2):
            assert await process.wait() in (0, -signal.SIGTERM)


@asynccontextmanager
async def _serve(settings: Settings) -> AsyncIterator[tuple[asyncio.subprocess.Process, httpx.AsyncClient]]:
    """`avatar-creator serve`, as a process of its own."""
    assert settings.secret_key is not None
    environment = os.environ | {
        "DATABASE_URL": settings.required("database_url"),
        "REDIS_URL": settings.required("redis_url"),
        "SECRET_KEY": settings.secret_key.get_secret_value(),
    }
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "apphost.cli", "serve", "--port", str(port), env=environment
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10) as client:
            await eventually(lambda: _answers(client), 15)
            yield process, client
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _answers(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/healthz")).status_code == 200
    except httpx.TransportError:
        return False


def _nearly_expired(person: Person) -> str:
    """Her access token as it will be two seconds before its end."""
    header, claims, _ = person.access_token.split(".")
    decoded = json.loads(base64.urlsafe_b64decode(claims + "=="))
    decoded["exp"] = int(time.time()) + 2
    content = header + "." + base64.urlsafe_b64encode(json.dumps(decoded).encode()).decode().rstrip("=")
    key = hmac.digest(SECRET.encode(), b"access token", "sha256")
    return content + "." + base64.urlsafe_b64encode(hmac.digest(key, content.encode(), "sha256")).decode().rstrip("=")
