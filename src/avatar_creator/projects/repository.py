"""SQL of projects. Built for one owner, who is in every WHERE clause."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Literal

from apphost.kit.database import Queries, Row

COLUMNS = "id, name, description, avatar_count, preview_files, cover_avatar_id, version, created_at, updated_at"

Sort = Literal["changed", "name"]
_ORDERS: dict[Sort, tuple[str, str, str]] = {
    "changed": ("updated_at", "DESC", "<"),
    "name": ("lower(name)", "ASC", ">"),
}
"""Sort key, direction, and what comes after a place."""

_KEYS: dict[Sort, str] = {"changed": "updated_at", "name": "name_key"}
"""Where the key is read."""


class ProjectRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def list(self, sort: Sort, search: str, limit: int, after: tuple[object, str] | None) -> Sequence[Row]:
        """At most `limit` that hold the words of `search`, those that come after the given place in this order."""
        words = [search] if search else []
        return await self._queries.fetch(
            _list_sql(sort, bool(words), after is not None), self._user_id, limit, *words, *(after or ())
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

    async def update(
        self, project_id: str, name: str, description: str | None, cover_avatar_id: str | None
    ) -> Row | None:
        return await self._queries.fetchrow(
            f"""
            UPDATE avatar_projects
            SET name = $3, description = $4, cover_avatar_id = $5, version = version + 1, updated_at = now()
            WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL
            RETURNING {COLUMNS}
            """,
            project_id,
            self._user_id,
            name,
            description,
            cover_avatar_id,
        )

    async def remove(self, project_id: str) -> int | None:
        """Stamp one `deleted_at` on the project and its living avatars; how many those were.

        The caller has taken its turn, see `AvatarRepository.take_turn`; so for `restore`.
        """
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


def place_of(sort: Sort, row: Row) -> tuple[object, str]:
    """Where a page in this order ends whose last is this row."""
    return row[_KEYS[sort]], row["id"]


@cache
def _list_sql(sort: Sort, searched: bool, continued: bool) -> str:
    key, direction, after = _ORDERS[sort]
    conditions = ["user_id = $1", "deleted_at IS NULL"]
    if searched:
        conditions.append("avatar_words(name, description) @@ to_tsquery('simple', $3)")
    if continued:
        conditions.append(f"({key}, id) {after} {'($4, $5)' if searched else '($3, $4)'}")
    columns = COLUMNS if sort == "changed" else f"{COLUMNS}, {key} AS name_key"
    return f"""
        SELECT {columns} FROM avatar_projects
        WHERE {" AND ".join(conditions)}
        ORDER BY {key} {direction}, id {direction} LIMIT $2
    """
