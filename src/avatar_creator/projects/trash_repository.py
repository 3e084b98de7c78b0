"""SQL of the trash. Built for one owner; only the question whose trash is overdue is asked for everybody.

Whatever removes rows for ever notes their file sets as unclaimed in the same transaction: the sweep removes the
files afterwards, so that a crash in between loses nothing that is still shown and leaves nothing behind.
"""

from collections.abc import Sequence
from datetime import datetime

from apphost.kit.database import Queries, Row

_CHOSEN = """
    user_id = $1 AND deleted_at <= now() - $3 * interval '1 day'
    AND ($2::text[] IS NULL OR id = ANY($2::text[]::uuid[]))
"""
"""Among rows of one owner, those named ($2; null: all) and in the trash for so many days ($3)."""

_WENT_WITH_PROJECT = """
    EXISTS (
        SELECT FROM avatar_projects AS project
        WHERE project.id = avatars.project_id AND project.deleted_at = avatars.deleted_at
    )
"""
_FILE_SET = r"regexp_replace(base_file, '\.[^.]*$', '')"


class TrashRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def list(self, limit: int, after: tuple[datetime, str] | None) -> Sequence[Row]:
        """Projects, and avatars whose project is not in the trash itself, the last deleted first."""
        at, row_id = after or (None, None)
        return await self._queries.fetch(
            """
            (
                SELECT 'avatar' AS kind, avatar.id, avatar.name, avatar.project_id, project.name AS project_name,
                       avatar.deleted_at, avatar.base_file, avatar.thumbhash, 1 AS avatar_count
                FROM avatars AS avatar
                JOIN avatar_projects AS project ON project.id = avatar.project_id AND project.deleted_at IS NULL
                WHERE avatar.user_id = $1 AND avatar.deleted_at IS NOT NULL
                  AND ($3::timestamptz IS NULL OR (avatar.deleted_at, avatar.id) < ($3, $4::uuid))
                ORDER BY avatar.deleted_at DESC, avatar.id DESC LIMIT $2
            ) UNION ALL (
                SELECT 'project', id, name, id, name, deleted_at, preview_files ->> 0, NULL, avatar_count
                FROM avatar_projects
                WHERE user_id = $1 AND deleted_at IS NOT NULL
                  AND ($3::timestamptz IS NULL OR (deleted_at, id) < ($3, $4::uuid))
                ORDER BY deleted_at DESC, id DESC LIMIT $2
            )
            ORDER BY deleted_at DESC, id DESC LIMIT $2
            """,
            self._user_id,
            limit,
            at,
            row_id,
        )

    async def remove_avatars(self, ids: Sequence[str] | None, older_than_days: float) -> int:
        """Remove those of these avatars (or of all) that are in the trash for so long; how many those were.

        What went with its project comes back or goes for ever with it, and is left alone here.
        """
        chosen = f"SELECT id FROM avatars WHERE {_CHOSEN} AND NOT {_WENT_WITH_PROJECT} ORDER BY id FOR UPDATE"
        return await self._remove_avatars(chosen, ids, older_than_days)

    async def remove_projects(self, ids: Sequence[str] | None, older_than_days: float) -> tuple[int, int]:
        """Remove those of these projects (or of all) that are in the trash for so long, with all that is in them.

        How many projects, and how many avatars, those were.
        """
        projects = f"SELECT id FROM avatar_projects WHERE {_CHOSEN}"
        await self._queries.execute(
            f"{_note_files('avatar_references')} WHERE project_id IN ({projects}) ON CONFLICT DO NOTHING",
            self._user_id,
            ids,
            older_than_days,
        )
        avatars = await self._remove_avatars(
            f"SELECT id FROM avatars WHERE project_id IN ({projects}) ORDER BY id FOR UPDATE", ids, older_than_days
        )
        removed = await self._queries.execute(
            f"DELETE FROM avatar_projects WHERE {_CHOSEN}", self._user_id, ids, older_than_days
        )
        return removed, avatars

    async def _remove_avatars(self, chosen: str, ids: Sequence[str] | None, older_than_days: float) -> int:
        rows = await self._queries.fetch(chosen, self._user_id, ids, older_than_days)
        gone = [row["id"] for row in rows]
        await self._queries.execute(
            f"{_note_files('avatars')} WHERE id = ANY($1::text[]::uuid[]) ON CONFLICT DO NOTHING", gone
        )
        return await self._queries.execute(
            "DELETE FROM avatars WHERE id = ANY($1::text[]::uuid[]) AND user_id = $2", gone, self._user_id
        )


async def owners_with_overdue(queries: Queries, older_than_days: float, limit: int) -> Sequence[str]:
    """Whose trash holds something for so long."""
    rows = await queries.fetch(
        """
        SELECT user_id FROM avatars WHERE deleted_at <= now() - $1 * interval '1 day'
        UNION SELECT user_id FROM avatar_projects WHERE deleted_at <= now() - $1 * interval '1 day'
        LIMIT $2
        """,
        older_than_days,
        limit,
    )
    return [row["user_id"] for row in rows]


def _note_files(table: str) -> str:
    return f"INSERT INTO avatar_unclaimed_files (file_set, delete_after) SELECT {_FILE_SET}, now() FROM {table}"
