"""SQL of what is done to many avatars at once. Built for one owner.

Every change locks its rows in the order of their ids before the first is written, and answers the rows it found:
ids that are unknown, foreign, or not in the state the change is for are simply not among them.
"""

from collections.abc import Mapping, Sequence

from apphost.kit.database import Queries, Row
from avatar_creator.avatars.repository import COLUMNS

_LIVING = """
    SELECT id, project_id, tags FROM avatars
    WHERE id = ANY($1::text[]::uuid[]) AND user_id = $2 AND deleted_at IS NULL
    ORDER BY id FOR NO KEY UPDATE
"""

_TRASHED = """
    SELECT avatars.id FROM avatars
    WHERE id = ANY($1::text[]::uuid[]) AND user_id = $2 AND deleted_at IS NOT NULL AND EXISTS (
        SELECT FROM avatar_projects project WHERE project.id = avatars.project_id AND project.deleted_at IS NULL
    )
    ORDER BY id FOR NO KEY UPDATE
"""

_COPIED = """
    thumbhash, width_px, height_px, content_type, size_bytes, persona_name, persona_age, persona_personality,
    persona_background, gender, age_range, ethnicity, body_type, hair_style, hair_color, eye_color, skin_tone, style,
    attributes, source_type, recipe, parent_avatar_id, preset_id, generation_id, tags, is_favorite, content_hash,
    likeness
"""


class BulkRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def find(self, ids: Sequence[str]) -> Sequence[Row]:
        """The living ones among them, whole, oldest first."""
        return await self._queries.fetch(
            f"""
            SELECT {COLUMNS} FROM avatars
            WHERE id = ANY($1::text[]::uuid[]) AND user_id = $2 AND deleted_at IS NULL ORDER BY created_at, id
            """,
            list(ids),
            self._user_id,
        )

    async def lock(self, ids: Sequence[str]) -> Sequence[Row]:
        """The living ones with their project and tags; nobody else changes them until the transaction ends."""
        return await self._queries.fetch(_LIVING, list(ids), self._user_id)

    async def remove(self, ids: Sequence[str]) -> Sequence[Row]:
        """Put the living ones in the trash: id and project of each."""
        return await self._queries.fetch(
            f"""
            UPDATE avatars SET deleted_at = now() FROM ({_LIVING}) AS found WHERE avatars.id = found.id
            RETURNING avatars.id, avatars.project_id
            """,
            list(ids),
            self._user_id,
        )

    async def restore(self, ids: Sequence[str]) -> Sequence[Row]:
        """Take out of the trash those whose project is there to take them: id and project of each."""
        return await self._queries.fetch(
            f"""
            UPDATE avatars SET deleted_at = NULL FROM ({_TRASHED}) AS found WHERE avatars.id = found.id
            RETURNING avatars.id, avatars.project_id
            """,
            list(ids),
            self._user_id,
        )

    async def move(self, ids: Sequence[str], project_id: str) -> Sequence[Row]:
        """Put the living ones into the project: id of each, and the project it was in before."""
        return await self._queries.fetch(
            f"""
            WITH found AS ({_LIVING}), moved AS (
                UPDATE avatars SET project_id = $3, version = version + 1, updated_at = now()
                FROM found WHERE avatars.id = found.id AND found.project_id <> $3
            )
            SELECT id, project_id FROM found
            """,
            list(ids),
            self._user_id,
            project_id,
        )

    async def set_tags(self, tags: Mapping[str, Sequence[str]]) -> None:
        """Tags of avatars that are locked: id → all its tags."""
        await self._queries.execute(
            """
            UPDATE avatars SET tags = change.tags, version = version + 1, updated_at = now()
            FROM json_to_recordset($1::json) AS change (id uuid, tags text[])
            WHERE avatars.id = change.id AND avatars.user_id = $2
            """,
            [{"id": avatar_id, "tags": list(its)} for avatar_id, its in tags.items()],
            self._user_id,
        )

    async def set_favorite(self, ids: Sequence[str], is_favorite: bool) -> Sequence[Row]:
        """Mark the living ones, or take the mark away: id and project of each, changed or as it was."""
        return await self._queries.fetch(
            f"""
            WITH found AS ({_LIVING}), marked AS (
                UPDATE avatars SET is_favorite = $3, version = version + 1, updated_at = now()
                FROM found WHERE avatars.id = found.id AND is_favorite <> $3
            )
            SELECT id, project_id FROM found
            """,
            list(ids),
            self._user_id,
            is_favorite,
        )

    async def copy(self, copies: Sequence[Mapping[str, object]], project_id: str | None) -> Sequence[Row]:
        """New avatars like living ones, in the project, or each in that of its model: id and project of each.

        A copy is `{id, source_id, base_file}` and perhaps a `name` of its own. It has its model's looks, persona,
        recipe and lineage, and none of its uses.
        """
        return await self._queries.fetch(
            f"""
            INSERT INTO avatars (id, user_id, project_id, base_file, name, {_COPIED})
            SELECT copy.id, model.user_id, coalesce($3, model.project_id), copy.base_file,
                   coalesce(copy.name, model.name), {_COPIED}
            FROM json_to_recordset($1::json) AS copy (id uuid, source_id uuid, base_file text, name text)
            JOIN avatars AS model ON model.id = copy.source_id AND model.user_id = $2 AND model.deleted_at IS NULL
            RETURNING id, project_id
            """,
            list(copies),
            self._user_id,
            project_id,
        )
