"""Answers as they travel: what a client reads from its socket."""

import asyncio
from urllib.parse import urlsplit

from running_app import RunningApp


async def test_head_and_body_of_an_answer_arrive_in_one_segment(running: RunningApp) -> None:
    url = urlsplit(running.url)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    for _ in range(20):
        writer.write(b"GET /api/auth/options HTTP/1.1\r\nhost: localhost\r\n\r\n")
        head, _, body = (await reader.read(65_536)).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 OK")
        assert body.endswith(b"}")
    writer.close()
    await writer.wait_closed()


async def test_requests_sent_without_waiting_are_answered_in_order(running: RunningApp) -> None:
    url = urlsplit(running.url)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    writer.write(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
    writer.write(b"GET /api/nothing HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
    answers = (await reader.read()).split(b"HTTP/1.1 ")
    assert [answer[:3] for answer in answers] == [b"", b"200", b"404"]
    writer.close()
    await writer.wait_closed()
