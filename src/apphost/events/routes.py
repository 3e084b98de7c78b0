"""`GET /api/events`: one address, as Server-Sent Events or, when the request upgrades, over a WebSocket."""

from contextlib import suppress
from typing import Annotated, cast

from fastapi import APIRouter, Header, Query, Request
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket, WebSocketDisconnect

from apphost.accounts import Authenticator
from apphost.events.delivery import Carrier, EventStream, SocketWire
from apphost.events.event import EventId
from apphost.events.hub import EventHub
from apphost.kit.problem_responses import problems, render
from apphost.kit.problems import NotSignedIn, Problem
from apphost.kit.scopes import ScopeMissing

router = APIRouter(prefix="/api", tags=["events"])


@router.get("/events", status_code=200, response_class=EventStream, responses=problems(NotSignedIn, ScopeMissing))
async def stream_events(
    request: Request,
    after: Annotated[str | None, Query(description="Id of the last event seen, where headers cannot be set.")] = None,
    last_event_id: Annotated[str | None, Header(description="Id of the last event seen.")] = None,
) -> EventStream:
    """Everything that happens to what is yours, as it happens.

    Without an id, or with one that is no longer known, the stream begins with a `snapshot`. It ends when
    the token expires; connect again with the last id and nothing is lost.
    """
    return EventStream(await _carrier(request, last_event_id or after))


@router.websocket("/events")
async def stream_events_by_socket(socket: WebSocket) -> None:
    """The same frames, each a text message `{id, event, data}`."""
    after = socket.headers.get("last-event-id") or socket.query_params.get("after")
    try:
        carrier = await _carrier(socket, after)
    except Problem as problem:
        await _refuse(socket, problem)
        return
    with suppress(WebSocketDisconnect):
        await carrier.carry(SocketWire(socket))


async def _carrier(connection: HTTPConnection, after: str | None) -> Carrier:
    """Raises: NotSignedIn; ScopeMissing; CrossOrigin, for a socket of another page that rides on a cookie."""
    authenticator: Authenticator = connection.app.state.accounts.authenticator
    hub: EventHub = connection.app.state.events
    session = await authenticator.session(connection)
    if session is None:
        raise NotSignedIn("This needs you to be signed in. Sign in, or send a valid bearer token.")
    apps = None
    if (granted := session.user.scopes) is not None:
        connection.app.state.scopes.check(granted, "GET", connection.url.path)
        apps = connection.app.state.scopes.readable_apps(granted)
    return Carrier(hub, authenticator, session, EventId.parse(after) if after else None, apps)


async def _refuse(socket: WebSocket, problem: Problem) -> None:
    """Answer the handshake with the problem document instead of an upgrade."""
    request = cast(Request, socket)  # only its scope is looked at
    await socket.send_denial_response(
        render(request, problem.status, problem.slug, problem.title, problem.detail, problem.extras)
    )
