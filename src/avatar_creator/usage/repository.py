"""SQL of uses. Built for one owner, who is in every WHERE clause."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from apphost.kit.database import Queries, Row

COLUMNS = "id, avatar_id, app_id, app_name, action, reference_type, reference_id, metadata, created_at"

_MONTHS = 12


class UsageRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def add(
        self,
        usage_id: str,
        avatar_id: str,
        app: tuple[str, str],
        action: str,
        reference_type: str | None,
        reference_id: str | None,
        metadata: Mapping[str, object],
    ) -> Row | None:
        """`app` is its id and name. None when this use was told before."""
        return await self._queries.fetchrow(
            f"""
            INSERT INTO avatar_usage_history (
                id, user_id, avatar_id, app_id, app_name, action, reference_type, reference_id, metadata
            ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (user_id, avatar_id, app_id, action, reference_type, reference_id)
                WHERE reference_id IS NOT NULL DO NOTHING
            RETURNING {COLUMNS}
            """,
            usage_id,
            self._user_id,
            avatar_id,
            *app,
            action,
            reference_type,
            reference_id,
            metadata,
        )

    async def find_told(
        self, avatar_id: str, app_id: str, action: str, reference_type: str | None, reference_id: str
    ) -> Row | None:
        return await self._queries.fetchrow(
            f"""
            SELECT {COLUMNS} FROM avatar_usage_history
            WHERE user_id = $1 AND avatar_id = $2 AND app_id = $3 AND action = $4
              AND reference_type IS NOT DISTINCT FROM $5 AND reference_id = $6
            """,
            self._user_id,
            avatar_id,
            app_id,
            action,
            reference_type,
            reference_id,
        )

    async def list_of(self, avatar_id: str, limit: int, after: tuple[datetime, str] | None) -> Sequence[Row]:
        """Newest first, at most `limit`, those that come after the given place."""
        at, row_id = after or (None, None)
        return await self._queries.fetch(
            f"""
            SELECT {COLUMNS} FROM avatar_usage_history
            WHERE avatar_id = $1 AND user_id = $2
              AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
            ORDER BY created_at DESC, id DESC LIMIT $3
            """,
            avatar_id,
            self._user_id,
            limit,
            at,
            row_id,
        )

    async def by_app(self, avatar_id: str) -> Sequence[Row]:
        """Each app that used it, the busiest first, under the name it had last."""
        return await self._queries.fetch(
            """
            SELECT app_id, (array_agg(app_name ORDER BY created_at DESC))[1] AS app_name,
                   count(*) AS count, max(created_at) AS last_used_at
            FROM avatar_usage_history WHERE avatar_id = $1 AND user_id = $2
            GROUP BY app_id ORDER BY count DESC, app_id
            """,
            avatar_id,
            self._user_id,
        )

    async def by_month(self, avatar_id: str) -> Sequence[Row]:
        """The last months with uses, the oldest first."""
        return await self._queries.fetch(
            """
            SELECT month, count FROM (
                SELECT to_char(created_at, 'YYYY-MM') AS month, count(*) AS count
                FROM avatar_usage_history WHERE avatar_id = $1 AND user_id = $2
                GROUP BY 1 ORDER BY 1 DESC LIMIT $3
            ) AS latest ORDER BY month
            """,
            avatar_id,
            self._user_id,
            _MONTHS,
        )
