"""Signing in and out: registration, passwords, the chain of refresh tokens, one-time links.

Unlike other services this one opens its transactions itself, for two reasons: no connection may be held
while a password is hashed, and a refusal (a refresh token used twice) must be kept, not rolled back.
"""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from apphost.accounts.authenticator import Authenticator
from apphost.accounts.endings import Endings
from apphost.accounts.passwords import Passwords
from apphost.accounts.repository import Accounts, Links, Sessions
from apphost.accounts.schemas import User
from apphost.accounts.tokens import REFRESH_LIFETIME, Tokens, fingerprint, new_opaque_token
from apphost.kit.database import Database, Row, Transaction
from apphost.kit.ids import new_id
from apphost.kit.problems import Conflict, Forbidden, NotSignedIn

log = structlog.get_logger(__name__)

_REUSE_GRACE = timedelta(seconds=10)


class RegistrationClosed(Forbidden):
    slug = "registration-closed"
    title = "Nobody can register here"

    def __init__(self) -> None:
        super().__init__("Registration is closed. Ask the person who runs this server for a sign-in link.")


class EmailTaken(Conflict):
    slug = "email-taken"
    title = "This address has an account already"

    def __init__(self) -> None:
        super().__init__("There is an account with this address. Sign in instead.")


class WrongCredentials(NotSignedIn):
    slug = "wrong-credentials"
    title = "That did not match"

    def __init__(self) -> None:
        super().__init__("Address and password do not belong together. Check both and try again.")


class SessionEnded(NotSignedIn):
    slug = "session-ended"
    title = "The session has ended"

    def __init__(self) -> None:
        super().__init__("This session has ended. Please sign in again.")


class LinkUsed(NotSignedIn):
    slug = "link-used"
    title = "This sign-in link no longer works"

    def __init__(self) -> None:
        super().__init__("A sign-in link works once and for a day. Ask for a new one, or sign in with your password.")


@dataclass(frozen=True, slots=True)
class OpenSession:
    """What a browser or program is given."""

    access_token: str
    refresh_token: str
    user: User


class AccountsService:
    """The room's one service. Every session it ends is ended in all processes within a second."""

    def __init__(
        self,
        db: Database,
        registration: str,
        passwords: Passwords,
        tokens: Tokens,
        endings: Endings,
        authenticator: Authenticator,
    ) -> None:
        self._db = db
        self._registration = registration
        self._passwords = passwords
        self._tokens = tokens
        self._endings = endings
        self._authenticator = authenticator

    async def register(self, email: str, password: str, display_name: str | None, user_agent: str) -> OpenSession:
        """Raises: RegistrationClosed, EmailTaken."""
        if self._registration != "open":
            raise RegistrationClosed
        password_hash = await self._passwords.hash(password)
        name = display_name or email.partition("@")[0][:120]
        async with self._db.transaction() as tx:
            user = await Accounts(tx).add(new_id(), email, name, "user", password_hash)
            if user is None:
                raise EmailTaken
            log.info("registered", user_id=user["id"])
            return await self._begin(tx, user, user_agent)

    async def log_in(self, email: str, password: str, user_agent: str) -> OpenSession:
        """The answer and its duration are the same for an unknown address and a wrong password.

        Raises:
            WrongCredentials: they do not match, or the account is disabled.
        """
        user = await Accounts(self._db).find_by_email(email)
        stored: str | None = user["password_hash"] if user else None
        matches = await self._passwords.verify(password, stored)
        if user is None or stored is None or not matches:
            log.info("sign-in refused", user_id=user["id"] if user else None)
            raise WrongCredentials
        new_hash = await self._passwords.hash(password) if self._passwords.is_outdated(stored) else None
        async with self._db.transaction() as tx:
            if new_hash:
                await Accounts(tx).set_password_hash(user["id"], new_hash)
            log.info("signed in", user_id=user["id"], by="password")
            return await self._begin(tx, user, user_agent)

    async def use_link(self, token: str, user_agent: str) -> OpenSession:
        """Raises: LinkUsed."""
        async with self._db.transaction() as tx:
            user_id = await Links(tx).use(fingerprint(token))
            user = await Accounts(tx).find(user_id) if user_id else None
            if user is None:
                raise LinkUsed
            log.info("signed in", user_id=user["id"], by="link")
            return await self._begin(tx, user, user_agent)

    async def refresh(self, refresh_token: str, user_agent: str) -> OpenSession:
        """Spend a refresh token for the next one.

        A token that comes back within ten seconds, its successor still unspent, is two tabs or a lost
        answer: it gets the same successor once more, so the chain never forks. Any other return means
        that two parties hold it: the whole session ends.

        Raises:
            SessionEnded: unknown, expired, revoked or stolen.
        """
        token_hash, successor = fingerprint(refresh_token), self._tokens.successor(refresh_token)
        async with self._db.transaction() as tx:
            sessions = Sessions(tx)
            spent = await sessions.spend_token(token_hash)
            if spent:
                await self._keep_token(sessions, spent["user_id"], spent["family"], successor, user_agent)
            else:
                spent = await sessions.find_spent(token_hash, fingerprint(successor), _REUSE_GRACE)
            user = await Accounts(tx).find(spent["user_id"]) if spent else None
        if spent is None or user is None:
            raise SessionEnded
        if not spent.get("excusable", True):
            log.warning("a refresh token was used twice; its session has ended", user_id=spent["user_id"])
            await self._end(spent["family"])
            raise SessionEnded
        return self._opened(user, spent["family"], successor)

    async def log_out(self, session_id: str | None, refresh_token: str | None) -> None:
        """End the session that either of these names; nothing to end is no error."""
        if session_id is None and refresh_token:
            session_id = await Sessions(self._db).find_session_of_token(fingerprint(refresh_token))
        if session_id:
            await self._end(session_id)

    async def profile(self, user_id: str) -> User:
        """Raises: NotSignedIn, when the account went away just now."""
        user = await Accounts(self._db).find(user_id)
        if user is None:
            raise NotSignedIn("This account is no longer there.")
        return _user(user)

    async def _begin(self, tx: Transaction, user: Row, user_agent: str) -> OpenSession:
        sessions, session_id, refresh_token = Sessions(tx), new_id(), new_opaque_token()
        await sessions.remove_expired(user["id"])
        await self._keep_token(sessions, user["id"], session_id, refresh_token, user_agent)
        return self._opened(user, session_id, refresh_token)

    async def _keep_token(
        self, sessions: Sessions, user_id: str, session_id: str, refresh_token: str, user_agent: str
    ) -> None:
        await sessions.add_token(
            new_id(), user_id, session_id, fingerprint(refresh_token), REFRESH_LIFETIME, user_agent[:200]
        )

    def _opened(self, user: Row, session_id: str, refresh_token: str) -> OpenSession:
        access_token = self._tokens.access(user["id"], session_id, user["token_epoch"])
        return OpenSession(access_token, refresh_token, _user(user))

    async def _end(self, session_id: str) -> None:
        await Sessions(self._db).revoke(session_id)
        self._authenticator.forget(session_id)
        await self._endings.tell(session_id)


def _user(row: Row) -> User:
    return User(id=row["id"], email=row["email"], display_name=row["display_name"], role=row["role"])
