"""SQL of users, sessions, sign-in links and the tokens granted to programs.

A session is a family of refresh tokens, each spent once for the next. It lives as long as its tokens are
not revoked, and its user is neither disabled nor at a later epoch than the session's access tokens say.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from apphost.kit.database import Queries, Row


class Accounts:
    """Rows of all users: this room decides who is who, so it cannot have an owner in its queries."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def find_by_email(self, email: str) -> Row | None:
        return await self._queries.fetchrow(
            """
            SELECT id, email, display_name, role, password_hash, token_epoch
              FROM users
             WHERE email = $1 AND disabled_at IS NULL
            """,
            email,
        )

    async def find(self, user_id: str) -> Row | None:
        return await self._queries.fetchrow(
            """
            SELECT id, email, display_name, role, token_epoch
              FROM users
             WHERE id = $1 AND disabled_at IS NULL
            """,
            user_id,
        )

    async def find_owner(self) -> Row | None:
        """The first administrator."""
        return await self._queries.fetchrow(
            """
            SELECT id, email, display_name, role, token_epoch
              FROM users
             WHERE role = 'admin' AND disabled_at IS NULL
             ORDER BY created_at
             LIMIT 1
            """
        )

    async def add(
        self, user_id: str, email: str, display_name: str, role: str, password_hash: str | None
    ) -> Row | None:
        """The new row, or None when the address has an account already."""
        return await self._queries.fetchrow(
            """
            INSERT INTO users (id, email, display_name, role, password_hash)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (email) DO NOTHING
            RETURNING id, email, display_name, role, token_epoch
            """,
            user_id,
            email,
            display_name,
            role,
            password_hash,
        )

    async def set_password_hash(self, user_id: str, password_hash: str) -> None:
        await self._queries.execute(
            "UPDATE users SET password_hash = $2, updated_at = now() WHERE id = $1", user_id, password_hash
        )


class Sessions:
    """Refresh tokens, by fingerprint, and what they say about a session."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def add_token(
        self,
        token_id: str,
        user_id: str,
        session_id: str,
        token_hash: bytes,
        lifetime: timedelta,
        user_agent: str,
    ) -> None:
        await self._queries.execute(
            """
            INSERT INTO refresh_tokens (id, user_id, family, token_hash, expires_at, user_agent)
            VALUES ($1, $2, $3, $4, now() + $5, $6)
            """,
            token_id,
            user_id,
            session_id,
            token_hash,
            lifetime,
            user_agent,
        )

    async def spend_token(self, token_hash: bytes) -> Row | None:
        """Mark a living, unspent token as spent. One of two callers at once gets the row, the other None."""
        return await self._queries.fetchrow(
            """
            UPDATE refresh_tokens
               SET used_at = now()
             WHERE token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
            RETURNING user_id, family
            """,
            token_hash,
        )

    async def find_spent(self, token_hash: bytes, successor_hash: bytes, grace: timedelta) -> Row | None:
        """A token spent before and not revoked. `excusable`: within the grace, its successor not yet spent."""
        return await self._queries.fetchrow(
            """
            SELECT spent.user_id,
                   spent.family,
                   spent.used_at > now() - $3::interval
                   AND EXISTS (SELECT FROM refresh_tokens AS next
                                WHERE next.token_hash = $2 AND next.used_at IS NULL
                                  AND next.revoked_at IS NULL) AS excusable
              FROM refresh_tokens AS spent
             WHERE spent.token_hash = $1 AND spent.used_at IS NOT NULL AND spent.revoked_at IS NULL
            """,
            token_hash,
            successor_hash,
            grace,
        )

    async def find_session_of_token(self, token_hash: bytes) -> str | None:
        family: str | None = await self._queries.fetchval(
            "SELECT family FROM refresh_tokens WHERE token_hash = $1", token_hash
        )
        return family

    async def revoke(self, session_id: str) -> None:
        await self._queries.execute(
            "UPDATE refresh_tokens SET revoked_at = now() WHERE family = $1 AND revoked_at IS NULL", session_id
        )

    async def remove_expired(self, user_id: str) -> None:
        await self._queries.execute("DELETE FROM refresh_tokens WHERE user_id = $1 AND expires_at < now()", user_id)

    async def find_user_of(self, session_id: str, user_id: str, epoch: int) -> Row | None:
        """The user of a living session."""
        return await self._queries.fetchrow(
            """
            SELECT id, email, role
              FROM users
             WHERE id = $2 AND token_epoch = $3 AND disabled_at IS NULL
               AND EXISTS (SELECT FROM refresh_tokens WHERE family = $1 AND user_id = $2 AND revoked_at IS NULL)
            """,
            session_id,
            user_id,
            epoch,
        )

    async def list_ended(self, sessions: Iterable[tuple[str, str, int]]) -> Sequence[str]:
        """Which of these (session id, user id, epoch) live no longer."""
        ids, users, epochs = zip(*sessions, strict=True)
        rows: Sequence[Row] = await self._queries.fetch(
            """
            SELECT asked.id
              FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS asked (id, user_id, epoch)
             WHERE NOT EXISTS (SELECT FROM users
                                WHERE users.id = asked.user_id AND token_epoch = asked.epoch
                                  AND disabled_at IS NULL)
                OR (NOT EXISTS (SELECT FROM refresh_tokens
                                 WHERE family = asked.id AND revoked_at IS NULL)
                    AND NOT EXISTS (SELECT FROM api_tokens WHERE api_tokens.id = asked.id AND revoked_at IS NULL))
            """,
            ids,
            users,
            epochs,
        )
        return [row["id"] for row in rows]


class Links:
    """One-time sign-in links, by fingerprint."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def add(self, token_hash: bytes, user_id: str, lifetime: timedelta) -> None:
        await self._queries.execute(
            "INSERT INTO sign_in_links (token_hash, user_id, expires_at) VALUES ($1, $2, now() + $3)",
            token_hash,
            user_id,
            lifetime,
        )

    async def use(self, token_hash: bytes) -> Any:
        """The id of the user whom a living link signs in; None for any other."""
        return await self._queries.fetchval(
            """
            UPDATE sign_in_links
               SET used_at = now()
             WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now()
            RETURNING user_id
            """,
            token_hash,
        )

    async def remove_expired(self) -> None:
        await self._queries.execute("DELETE FROM sign_in_links WHERE expires_at < now()")


class ApiTokens:
    """Tokens that people granted to programs and apps, by fingerprint."""

    COLUMNS = "id, name, scopes, app_id, app_name, expires_at, last_used_at, created_at"

    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def add(
        self,
        token_id: str,
        user_id: str,
        name: str,
        token_hash: bytes,
        scopes: Sequence[str],
        app: tuple[str, str] | None,
        lifetime: timedelta | None,
    ) -> Row:
        """`app` is its id and its name."""
        app_id, app_name = app or (None, None)
        row = await self._queries.fetchrow(
            f"""
            INSERT INTO api_tokens (id, user_id, name, token_hash, scopes, app_id, app_name, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8::interval)
            RETURNING {self.COLUMNS}
            """,
            token_id,
            user_id,
            name,
            token_hash,
            list(scopes),
            app_id,
            app_name,
            lifetime,
        )
        assert row is not None
        return row

    async def list_of(self, user_id: str) -> Sequence[Row]:
        """Those that live, newest first; their number is capped when they are made."""
        return await self._queries.fetch(
            f"""
            SELECT {self.COLUMNS} FROM api_tokens
            WHERE user_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
            ORDER BY created_at DESC, id DESC
            """,
            user_id,
        )

    async def revoke(self, user_id: str, token_id: str) -> bool:
        revoked = await self._queries.execute(
            "UPDATE api_tokens SET revoked_at = now() WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL",
            token_id,
            user_id,
        )
        return revoked == 1

    async def use(self, token_hash: bytes) -> Row | None:
        """A living token with whom it acts for; that it is used is noted at most once a minute."""
        return await self._queries.fetchrow(
            """
            WITH living AS (
                SELECT api_tokens.id, user_id, scopes, app_id, app_name, expires_at, last_used_at,
                       email, role, token_epoch
                  FROM api_tokens JOIN users ON users.id = user_id
                 WHERE token_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
                   AND disabled_at IS NULL
            ), noted AS (
                UPDATE api_tokens SET last_used_at = now() FROM living
                 WHERE api_tokens.id = living.id
                   AND (living.last_used_at IS NULL OR living.last_used_at < now() - interval '1 minute')
            )
            SELECT id, user_id, scopes, app_id, app_name, expires_at, email, role, token_epoch FROM living
            """,
            token_hash,
        )
