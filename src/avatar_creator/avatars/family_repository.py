"""SQL of families: who was drawn from whom. Built for one owner, who is at every step of the way."""

from collections.abc import Sequence

from apphost.kit.database import Queries, Row


class FamilyRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def members(self, avatar_id: str, limit: int) -> Sequence[Row]:
        """The first of the family and all who come from it, the oldest first, those in the trash too; nobody when the
        avatar is not there. Of more than `limit`, those on the way to the first are taken, then the nearest to it."""
        return await self._queries.fetch(
            """
            WITH RECURSIVE upwards (id, parent_avatar_id, steps) AS (
                SELECT id, parent_avatar_id, 0 FROM avatars
                WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL
                UNION ALL
                SELECT parent.id, parent.parent_avatar_id, steps + 1
                FROM upwards JOIN avatars AS parent ON parent.id = upwards.parent_avatar_id AND parent.user_id = $2
                WHERE steps < $3
            ), downwards (id) AS (
                (SELECT id FROM upwards ORDER BY steps DESC LIMIT 1)
                UNION ALL
                SELECT child.id
                FROM downwards JOIN avatars AS child ON child.parent_avatar_id = downwards.id AND child.user_id = $2
            ), members AS (
                SELECT id FROM upwards
                UNION ALL
                SELECT id FROM downwards WHERE id NOT IN (SELECT id FROM upwards)
                LIMIT $3
            )
            SELECT id, parent_avatar_id, project_id, name, base_file, thumbhash, source_type, created_at,
                   deleted_at IS NOT NULL AS is_deleted
            FROM members JOIN avatars USING (id) ORDER BY created_at, id
            """,
            avatar_id,
            self._user_id,
            limit,
        )
