"""SQL of what was sent: the same pictures found again, and references. Built for one owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from apphost.kit.database import Queries, Row

_COMPARED = "id, project_id, name, base_file, thumbhash, content_hash"


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

    async def of_file(self, content_hash: bytes, limit: int) -> Sequence[Row]:
        """Living avatars made of the very same file, the newest first."""
        return await self._queries.fetch(
            f"""
            SELECT {_COMPARED} FROM avatars
            WHERE user_id = $1 AND content_hash = $2 AND deleted_at IS NULL
            ORDER BY created_at DESC LIMIT $3
            """,
            self._user_id,
            content_hash,
            limit,
        )

    async def alike(
        self, content_hash: bytes, likeness: Sequence[int], near_bits: int, lately: int, limit: int
    ) -> Sequence[Row]:
        """Of so many living avatars that were uploaded last, those within so many bits, the nearest first.

        Those of the very same file are left out. Two pictures are compared by the whole of the one and any window of
        the other; see `kit.images.likeness`.
        """
        return await self._queries.fetch(
            f"""
            SELECT {_COMPARED}, bits_apart FROM (
                SELECT {_COMPARED}, {_bits_apart(len(likeness))} AS bits_apart
                FROM (
                    SELECT {_COMPARED}, likeness FROM avatars
                    WHERE user_id = $1 AND content_hash IS NOT NULL AND deleted_at IS NULL
                    ORDER BY created_at DESC LIMIT $5
                ) AS sent
                WHERE content_hash <> $2
            ) AS compared
            WHERE bits_apart <= $4
            ORDER BY bits_apart, id LIMIT $6
            """,
            self._user_id,
            content_hash,
            list(likeness),
            near_bits,
            lately,
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


def _bits_apart(windows: int) -> str:
    """SQL of the least distance between `likeness` and $3; written out, because a join of both costs ten times more."""
    pairs = [(1, place) for place in range(1, windows + 1)] + [(place, 1) for place in range(2, windows + 1)]
    distances = [f"bit_count((likeness[{theirs}] # ($3::bigint[])[{ours}])::bit(64))" for theirs, ours in pairs]
    return f"least({', '.join(distances)})"
