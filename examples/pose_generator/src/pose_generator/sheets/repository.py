"""SQL of pose sheets: their owner's side, and the worker's, whose ids come from the bell."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from apphost.kit.database import Queries, Row

COLUMNS = """
    id, user_id, avatar_id, avatar_name, expressions, status, attempt, poses, problem, created_at, completed_at
"""


class SheetRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def add(self, sheet_id: str, avatar_id: str, avatar_name: str, expressions: Sequence[str]) -> Row:
        row = await self._queries.fetchrow(
            f"""
            INSERT INTO pose_sheets (id, user_id, avatar_id, avatar_name, expressions) VALUES ($1, $2, $3, $4, $5)
            RETURNING {COLUMNS}
            """,
            sheet_id,
            self._user_id,
            avatar_id,
            avatar_name,
            list(expressions),
        )
        assert row is not None
        return row

    async def find(self, sheet_id: str) -> Row | None:
        return await self._queries.fetchrow(
            f"SELECT {COLUMNS} FROM pose_sheets WHERE id = $1 AND user_id = $2", sheet_id, self._user_id
        )

    async def list(self, limit: int, after: tuple[datetime, str] | None) -> Sequence[Row]:
        """Newest first, at most `limit`, those that come after the given place."""
        at, row_id = after or (None, None)
        return await self._queries.fetch(
            f"""
            SELECT {COLUMNS} FROM pose_sheets
            WHERE user_id = $1 AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid))
            ORDER BY created_at DESC, id DESC LIMIT $2
            """,
            self._user_id,
            limit,
            at,
            row_id,
        )

    async def remove(self, sheet_id: str) -> Row | None:
        return await self._queries.fetchrow(
            f"DELETE FROM pose_sheets WHERE id = $1 AND user_id = $2 RETURNING {COLUMNS}", sheet_id, self._user_id
        )


class DrawingRepository:
    """Fenced by the attempt: a worker whose lease has passed on changes nothing."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def claim(self, sheet_id: str, lease_seconds: float, attempts: int) -> Row | None:
        return await self._queries.fetchrow(
            f"""
            UPDATE pose_sheets
            SET status = 'drawing', attempt = attempt + 1, lease_until = now() + $2 * interval '1 second'
            WHERE id = $1 AND attempt < $3
              AND (status = 'pending' OR (status = 'drawing' AND lease_until < now()))
            RETURNING {COLUMNS}
            """,
            sheet_id,
            lease_seconds,
            attempts,
        )

    async def complete(self, sheet_id: str, attempt: int, poses: Sequence[Mapping[str, str]]) -> Row | None:
        return await self._queries.fetchrow(
            f"""
            UPDATE pose_sheets SET status = 'ready', poses = $3, completed_at = now(), lease_until = NULL
            WHERE id = $1 AND attempt = $2 AND status = 'drawing'
            RETURNING {COLUMNS}
            """,
            sheet_id,
            attempt,
            poses,
        )

    async def fail(self, sheet_id: str, attempt: int, problem: str) -> Row | None:
        return await self._queries.fetchrow(
            f"""
            UPDATE pose_sheets SET status = 'failed', problem = $3, completed_at = now(), lease_until = NULL
            WHERE id = $1 AND attempt = $2 AND status IN ('pending', 'drawing')
            RETURNING {COLUMNS}
            """,
            sheet_id,
            attempt,
            problem,
        )

    async def overdue(self, seconds: float, limit: int) -> Sequence[Row]:
        """Sheets that should have moved by now: never begun, or left by a worker that fell silent."""
        return await self._queries.fetch(
            f"""
            SELECT {COLUMNS} FROM pose_sheets
            WHERE (status = 'pending' AND created_at < now() - $1 * interval '1 second')
               OR (status = 'drawing' AND lease_until < now())
            ORDER BY created_at LIMIT $2
            """,
            seconds,
            limit,
        )
