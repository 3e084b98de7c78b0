"""SQL of one person's whole library in numbers. Built for one owner, who is in every WHERE clause.

Each query reads one index of that owner's rows and no table: what others have costs nothing.
"""

from collections.abc import Sequence

from apphost.kit.database import Queries, Row


class StatsRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def totals(self) -> Row:
        """Living projects, and all generations that were ever asked for."""
        row = await self._queries.fetchrow(
            """
            SELECT (SELECT count(*) FROM avatar_projects WHERE user_id = $1 AND deleted_at IS NULL) AS projects,
                   (SELECT count(*) FROM avatar_generations WHERE user_id = $1) AS generations
            """,
            self._user_id,
        )
        assert row is not None
        return row

    async def avatars(self) -> Sequence[Row]:
        """Living ones by month (its first moment, UTC) and source: how many, and the bytes of their base images."""
        return await self._queries.fetch(
            """
            SELECT date_trunc('month', created_at, 'UTC') AS month, source_type, count(*) AS count,
                   sum(size_bytes)::bigint AS size_bytes
            FROM avatars WHERE user_id = $1 AND deleted_at IS NULL
            GROUP BY 1, 2
            """,
            self._user_id,
        )

    async def uses(self) -> Sequence[Row]:
        """By month and by app under each name it had, the latest used last."""
        return await self._queries.fetch(
            """
            SELECT date_trunc('month', created_at, 'UTC') AS month, app_id, app_name, count(*) AS count,
                   max(created_at) AS last_used_at
            FROM avatar_usage_history WHERE user_id = $1
            GROUP BY 1, 2, 3 ORDER BY last_used_at
            """,
            self._user_id,
        )
