"""Structured logs and the request id that ties them to an answer.

The middleware is plain ASGI and costs microseconds on reads: they are logged at debug, writes and
failures at info. Never logged: headers, bodies, query strings (they carry signatures).
"""

import itertools
import logging
import secrets
import sys
import time
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from apphost.kit.settings import Settings

log = structlog.get_logger("apphost.requests")

_HEADERS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"))
_NO_STORE = (b"cache-control", b"no-store")
_PROCESS = secrets.token_hex(5)
_NUMBERS = itertools.count(1)
_reads_are_logged = False


def configure_logs(settings: Settings) -> None:
    """Send structlog and the standard library's loggers to standard error in one format."""
    global _reads_are_logged
    _reads_are_logged = settings.log_level == "debug"
    as_text = settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: Any = structlog.dev.ConsoleRenderer() if as_text else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                renderer,
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)


def new_request_id() -> str:
    """Unique among processes, and in order within one."""
    return f"{_PROCESS}-{next(_NUMBERS):x}"


def common_headers(request_id: str) -> tuple[tuple[bytes, bytes], ...]:
    """The headers every answer carries."""
    return ((b"x-request-id", request_id.encode()), *_HEADERS)


def log_request(scope: Scope, status: int, request_id: str, started: float) -> None:
    """One line for a write or a failure; reads are logged at debug alone."""
    quiet = scope["method"] in {"GET", "HEAD"} and status < 500
    if quiet and not _reads_are_logged:
        return
    (log.debug if quiet else log.info)(
        "request",
        method=scope["method"],
        path=scope["path"],
        status=status,
        request_id=request_id,
        duration_ms=round((time.perf_counter() - started) * 1000, 1),
    )


class RequestTelemetry:
    """Gives each request an id, each answer the common headers, and each write or failure a log line."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = new_request_id()
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                headers.extend(common_headers(request_id))
                if scope["path"].startswith("/api/") and not any(name == b"cache-control" for name, _ in headers):
                    headers.append(_NO_STORE)
                log_request(scope, message["status"], request_id, started)
            await send(message)

        await self._app(scope, receive, send_with_headers)
