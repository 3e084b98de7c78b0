"""SQL of what was sent: the same pictures found again, and references. Built for one owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from apphost.kit.database import Queries, Row


@dataclass(frozen=True, slots=True)
class NewReference:
    id: str
    project_id: str
    base_file: str
    thumbhash: str
    width_px: int
    height_px: int
    content_hash: bytes


class UploadRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def alike(self, content_hash: bytes, likeness: Sequence[int], near_bits: int, limit: int) -> Sequence[Row]:
        """Living avatars of the same file first, then those within so many bits, the nearest first.

        Two pictures are compared by the whole of the one and any window of the other; see `kit.images.likeness`.
        """
        return await self._queries.fetch(
            """
            SELECT id, project_id, name, base_file, is_exact FROM (
                SELECT id, project_id, name, base_file, content_hash = $2 AS is_exact, (
                    SELECT min(bit_count((theirs.hash # ours.hash)::bit(64)))
                    FROM unnest(likeness) WITH ORDINALITY AS theirs (hash, place),
                         unnest($3::bigint[]) WITH ORDINALITY AS ours (hash, place)
                    WHERE theirs.place = 1 OR ours.place = 1
                ) AS bits_apart
                FROM avatars WHERE user_id = $1 AND content_hash IS NOT NULL AND deleted_at IS NULL
            ) AS sent
            WHERE is_exact OR bits_apart <= $4
            ORDER BY is_exact DESC, bits_apart, id LIMIT $5
            """,
            self._user_id,
            content_hash,
            list(likeness),
            near_bits,
            limit,
        )

    async def add_reference(self, new: NewReference) -> None:
        """The composite foreign key refuses a project of somebody else."""
        await self._queries.execute(
            """
            INSERT INTO avatar_references (
                id, user_id, project_id, base_file, thumbhash, width_px, height_px, content_hash
            ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            new.id,
            self._user_id,
            new.project_id,
            new.base_file,
            new.thumbhash,
            new.width_px,
            new.height_px,
            new.content_hash,
        )
