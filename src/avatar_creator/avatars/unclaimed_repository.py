"""SQL of file sets that no avatar has claimed: noted before their first byte, forgotten by the transaction that gives
them to a row, noted again by the one that takes the row away. What is still noted when its time is up is removed by
the sweep. A file set is named by its storage key without ending, which only the server makes.
"""

from collections.abc import Sequence

from apphost.kit.database import Queries


class UnclaimedRepository:
    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def add(self, file_sets: Sequence[str], keep_seconds: float) -> None:
        """Note the intent to write them; to be committed before the first byte is written."""
        await self._queries.execute(
            """
            INSERT INTO avatar_unclaimed_files (file_set, delete_after)
            SELECT file_set, now() + $2 * interval '1 second' FROM unnest($1::text[]) AS file_set
            """,
            list(file_sets),
            keep_seconds,
        )

    async def claim(self, file_sets: Sequence[str]) -> int:
        """They belong to a row now; how many of them were still there to be claimed."""
        return await self._queries.execute(
            "DELETE FROM avatar_unclaimed_files WHERE file_set = ANY($1::text[])", list(file_sets)
        )

    async def give_up(self, file_sets: Sequence[str]) -> None:
        """Hand those that nobody claimed to the sweep, at once."""
        await self._queries.execute(
            "UPDATE avatar_unclaimed_files SET delete_after = now() WHERE file_set = ANY($1::text[])", list(file_sets)
        )
