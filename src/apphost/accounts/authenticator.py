"""Who calls: one function for lean reads, writes, files and events alike.

Owns the cache of verified tokens and the list of open streams, and lets neither outlive its session: the
word of an end (see `endings.py`) takes effect at once, the database is asked again every few seconds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from time import monotonic, time

from starlette.requests import HTTPConnection

from apphost.accounts.repository import ApiTokens, Sessions
from apphost.accounts.same_origin import OwnOrigin
from apphost.accounts.tokens import AccessClaims, Tokens, fingerprint, is_api_token
from apphost.kit.database import Database
from apphost.kit.dependencies import ActingApp, CurrentUser

RECHECK_SECONDS = 5.0
_CACHE_SIZE = 4096
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Session:
    """A living session as one access token shows it, or what a person granted to a token of a program; `id` is the
    session's or the token's. `expires_at` is on the monotonic clock."""

    id: str
    user: CurrentUser
    epoch: int
    expires_at: float


@dataclass(frozen=True, slots=True)
class _Verified:
    session: Session
    fresh_until: float
    """Until the token expires or the database must be asked again; on the monotonic clock."""


@dataclass(frozen=True, slots=True, eq=False)
class _Watch:
    session: Session
    end: Callable[[], None]


class Authenticator:
    """One per process. A hit in the cache costs about a microsecond and never awaits."""

    def __init__(self, db: Database, tokens: Tokens, access_cookie: str, own_origin: OwnOrigin) -> None:
        self._db = db
        self._tokens = tokens
        self._cookie_prefix = f"{access_cookie}=".encode()
        self._own_origin = own_origin
        self._verified: dict[bytes, _Verified] = {}
        self._watches: set[_Watch] = set()
        self._endings_seen = 0

    async def authenticate(self, connection: HTTPConnection) -> CurrentUser | None:
        """The caller; None without a token, or with one that is forged, expired or of an ended session.

        Raises:
            CrossOrigin: a cookie would let another page change something.
        """
        session = await self.session(connection)
        return None if session is None else session.user

    async def session(self, connection: HTTPConnection) -> Session | None:
        """As `authenticate`, with what a stream must know to end in time."""
        token = self._token_of(connection)
        if token is None:
            return None
        verified = self._verified.get(token)
        if verified is not None and monotonic() < verified.fresh_until:
            return verified.session
        return await self._verify(token)

    @contextmanager
    def watch(self, session: Session, end: Callable[[], None]) -> Iterator[None]:
        """Call `end` as soon as the session is known to have ended, while the block runs."""
        watch = _Watch(session, end)
        self._watches.add(watch)
        try:
            yield
        finally:
            self._watches.discard(watch)

    def forget(self, ended_id: str) -> None:
        """Drop what rests on an ended session, or on any session of a user."""
        self._endings_seen += 1
        for token in [t for t, found in self._verified.items() if _belongs(found.session, ended_id)]:
            del self._verified[token]
        for watch in [watch for watch in self._watches if _belongs(watch.session, ended_id)]:
            watch.end()

    async def recheck_watched(self) -> None:
        """Ask the database, in one query, which sessions with open streams have ended unheard."""
        watched = {(watch.session.id, watch.session.user.id, watch.session.epoch) for watch in self._watches}
        if watched:
            for session_id in await Sessions(self._db).list_ended(watched):
                self.forget(session_id)

    def _token_of(self, connection: HTTPConnection) -> bytes | None:
        """The bearer token, else the cookie, which other pages may not use to change anything."""
        from_cookie = None
        for name, value in connection.scope["headers"]:
            if name == b"authorization" and value[:7].lower() == b"bearer ":
                return bytes(value[7:])
            if name == b"cookie" and from_cookie is None:
                from_cookie = self._token_in(value)
        if from_cookie is not None and connection.scope.get("method") not in _SAFE_METHODS:
            self._own_origin.require(connection)
        return from_cookie

    def _token_in(self, cookies: bytes) -> bytes | None:
        for cookie in cookies.split(b"; "):
            if cookie.startswith(self._cookie_prefix):
                return cookie[len(self._cookie_prefix) :]
        return None

    async def _verify(self, token: bytes) -> Session | None:
        self._verified.pop(token, None)
        endings_seen = self._endings_seen
        text = token.decode("latin-1")
        session = await (self._granted(text) if is_api_token(text) else self._signed_in(text))
        if session is None:
            return None
        if endings_seen == self._endings_seen:  # else the answer may be older than the end just heard of
            self._remember(token, session)
        return session

    async def _signed_in(self, token: str) -> Session | None:
        claims = self._tokens.read_access(token)
        if claims is None:
            return None
        row = await Sessions(self._db).find_user_of(claims.session_id, claims.user_id, claims.epoch)
        return None if row is None else _session(claims, CurrentUser(row["id"], row["email"], row["role"]))

    async def _granted(self, token: str) -> Session | None:
        row = await ApiTokens(self._db).use(fingerprint(token))
        if row is None:
            return None
        app = ActingApp(row["app_id"], row["app_name"]) if row["app_id"] else None
        user = CurrentUser(row["user_id"], row["email"], row["role"], frozenset(row["scopes"]), app)
        expires_at = inf if row["expires_at"] is None else monotonic() + row["expires_at"].timestamp() - time()
        return Session(row["id"], user, row["token_epoch"], expires_at)

    def _remember(self, token: bytes, session: Session) -> None:
        if len(self._verified) >= _CACHE_SIZE:
            del self._verified[next(iter(self._verified))]
        fresh_until = min(session.expires_at, monotonic() + RECHECK_SECONDS)
        self._verified[token] = _Verified(session, fresh_until)


def _session(claims: AccessClaims, user: CurrentUser) -> Session:
    return Session(claims.session_id, user, claims.epoch, monotonic() + claims.expires_at - time())


def _belongs(session: Session, ended_id: str) -> bool:
    return ended_id in (session.id, session.user.id)
