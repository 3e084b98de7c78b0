"""SQL of archives: whole avatars page by page, oldest first, and many new ones at once. Built for one owner."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from apphost.kit.database import Queries, Row
from avatar_creator.avatars.repository import FILTERED

_COLUMNS = """
    id, name, base_file, size_bytes, persona_name, persona_age, persona_personality, persona_background, attributes,
    source_type, recipe, parent_avatar_id, tags, is_favorite, created_at, encode(content_hash, 'hex') AS content_hash
"""

_TYPES = {
    "id": "uuid",
    "name": "text",
    "base_file": "text",
    "thumbhash": "text",
    "width_px": "integer",
    "height_px": "integer",
    "content_type": "text",
    "size_bytes": "integer",
    "persona_name": "text",
    "persona_age": "integer",
    "persona_personality": "text[]",
    "persona_background": "text",
    "attributes": "json",
    "source_type": "text",
    "recipe": "json",
    "parent_avatar_id": "uuid",
    "tags": "text[]",
    "is_favorite": "boolean",
    "likeness": "bigint[]",
    **dict.fromkeys(FILTERED, "text"),
}
"""Columns of a new avatar that are taken as they come, and their types."""

_ADDED = ", ".join(_TYPES)
_RECORD = ", ".join(
    f"{name} {kind}" for name, kind in (_TYPES | {"content_hash": "text", "created_at": "timestamptz"}).items()
)


class ArchiveRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def of_project(self, project_id: str, limit: int, after: tuple[datetime, str] | None) -> Sequence[Row]:
        """The project's living avatars, oldest first, those that come after the given place."""
        at, row_id = after or (None, None)
        return await self._queries.fetch(
            f"""
            SELECT {_COLUMNS} FROM avatars
            WHERE project_id = $1 AND user_id = $2 AND deleted_at IS NULL
              AND ($4::timestamptz IS NULL OR (created_at, id) > ($4, $5::uuid))
            ORDER BY created_at, id LIMIT $3
            """,
            project_id,
            self._user_id,
            limit,
            at,
            row_id,
        )

    async def of_ids(self, ids: Sequence[str]) -> Sequence[Row]:
        """The living ones among these, oldest first."""
        return await self._queries.fetch(
            f"""
            SELECT {_COLUMNS} FROM avatars
            WHERE id = ANY($1::text[]::uuid[]) AND user_id = $2 AND deleted_at IS NULL ORDER BY created_at, id
            """,
            list(ids),
            self._user_id,
        )

    async def add(self, project_id: str, avatars: Sequence[Mapping[str, object]]) -> None:
        """Insert these, each a mapping of all columns; parents come before their looks.

        A time in the future becomes now.
        """
        await self._queries.execute(
            f"""
            INSERT INTO avatars (user_id, project_id, content_hash, created_at, {_ADDED})
            SELECT $2, $3, decode(content_hash, 'hex'), least(created_at, now()), {_ADDED}
            FROM json_to_recordset($1::json) AS new ({_RECORD})
            """,
            list(avatars),
            self._user_id,
            project_id,
        )
