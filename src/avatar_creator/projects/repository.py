"""SQL of projects. Built for one owner, who is in every WHERE clause."""

from collections.abc import Collection, Sequence
from datetime import datetime

from apphost.kit.database import Queries, Row

COLUMNS = "id, name, description, avatar_count, preview_files, cover_avatar_id, version, created_at, updated_at"


class ProjectRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def list(self, limit: int, after: tuple[datetime, str] | None) -> Sequence[Row]:
        """Newest changed first, at most `limit`, those that come after the given place."""
        if after is None:
            return await self._queries.fetch(
                f"""
                SELECT {COLUMNS} FROM avatar_projects WHERE user_id = $1 AND deleted_at IS NULL
                ORDER BY updated_at DESC, id DESC LIMIT $2
                """,
                self._user_id,
                limit,
            )
        return await self._queries.fetch(
            f"""
            SELECT {COLUMNS} FROM avatar_projects
            WHERE user_id = $1 AND deleted_at IS NULL AND (updated_at, id) < ($3, $4)
            ORDER BY updated_at DESC, id DESC LIMIT $2
            """,
            self._user_id,
            limit,
            *after,
        )

    async def find(self, project_id: str) -> Row | None:
        return await self._queries.fetchrow(
            f"SELECT {COLUMNS} FROM avatar_projects WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL",
            project_id,
            self._user_id,
        )

    async def find_many(self, ids: Collection[str]) -> Sequence[Row]:
        return await self._queries.fetch(
            f"""
            SELECT {COLUMNS} FROM avatar_projects
            WHERE id = ANY($1::text[]::uuid[]) AND user_id = $2 AND deleted_at IS NULL
            """,
            [*ids],
            self._user_id,
        )

    async def find_for_update(self, project_id: str) -> Row | None:
        return await self._queries.fetchrow(
            f"SELECT {COLUMNS} FROM avatar_projects WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL FOR UPDATE",
            project_id,
            self._user_id,
        )

    async def add(self, project_id: str, name: str, description: str | None) -> Row:
        row = await self._queries.fetchrow(
            f"""
            INSERT INTO avatar_projects (id, user_id, name, description) VALUES ($1, $2, $3, $4)
            RETURNING {COLUMNS}
            """,
            project_id,
            self._user_id,
            name,
            description,
        )
        assert row is not None
        return row

    async def update(self, project_id: str, name: str, description: str | None) -> Row | None:
        return await self._queries.fetchrow(
            f"""
            UPDATE avatar_projects SET name = $3, description = $4, version = version + 1, updated_at = now()
            WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL
            RETURNING {COLUMNS}
            """,
            project_id,
            self._user_id,
            name,
            description,
        )

    async def remove(self, project_id: str) -> int | None:
        """Stamp one `deleted_at` on the project and its living avatars; how many those were."""
        gone = await self._queries.fetchval(
            """
            UPDATE avatar_projects SET deleted_at = now()
            WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL RETURNING true
            """,
            project_id,
            self._user_id,
        )
        if gone is None:
            return None
        return await self._queries.execute(
            "UPDATE avatars SET deleted_at = now() WHERE project_id = $1 AND user_id = $2 AND deleted_at IS NULL",
            project_id,
            self._user_id,
        )

    async def restore(self, project_id: str) -> Row | None:
        """Bring back the project with exactly the avatars that went with it; a living one stays as it is."""
        await self._queries.execute(
            """
            UPDATE avatars SET deleted_at = NULL FROM avatar_projects AS project
            WHERE project.id = $1 AND project.user_id = $2 AND avatars.project_id = project.id
              AND avatars.deleted_at = project.deleted_at
            """,
            project_id,
            self._user_id,
        )
        await self._queries.execute(
            """
            UPDATE avatar_projects SET deleted_at = NULL, updated_at = now()
            WHERE id = $1 AND user_id = $2 AND deleted_at IS NOT NULL
            """,
            project_id,
            self._user_id,
        )
        return await self.find(project_id)
