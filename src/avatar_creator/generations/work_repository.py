"""SQL of generations as the workers see them: claim, keep alive, finish, put off, sweep.

Serves every owner, so ids come from the queue or the sweep and never from a request. Every change after the
claim is fenced by the lease token: a worker that lost its lease changes nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from apphost.kit.database import Queries, Row
from avatar_creator.generations.repository import COLUMNS


class WorkRepository:
    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def claim(
        self,
        generation_id: str,
        attempt: int,
        lease_token: str,
        lease_seconds: float,
        file_set: str,
        keep_seconds: float,
    ) -> Row | None:
        """Take the row for this attempt, unless it has ended, moved on or is leased to a living worker.

        In the same statement the file set this attempt will write is noted as unclaimed.
        """
        return await self._queries.fetchrow(
            f"""
            WITH claimed AS (
                UPDATE avatar_generations
                SET version = version + 1,
                    status = 'processing', lease_token = $3, lease_until = now() + $4 * interval '1 second',
                    started_at = now(), progress_percent = 10
                WHERE id = $1 AND attempt = $2
                  AND (status = 'pending' OR (status = 'processing' AND lease_until < now()))
                RETURNING {COLUMNS}
            ), noted AS (
                INSERT INTO avatar_unclaimed_files (file_set, delete_after)
                SELECT 'avatar-creator/' || user_id || '/' || $5, now() + $6 * interval '1 second' FROM claimed
            )
            SELECT {COLUMNS} FROM claimed
            """,
            generation_id,
            attempt,
            lease_token,
            lease_seconds,
            file_set,
            keep_seconds,
        )

    async def leased_until(self, generation_id: str, attempt: int) -> datetime | None:
        """Until when another worker holds this attempt; None when nobody does."""
        until: datetime | None = await self._queries.fetchval(
            "SELECT lease_until FROM avatar_generations WHERE id = $1 AND attempt = $2 AND status = 'processing'",
            generation_id,
            attempt,
        )
        return until

    async def keep_alive(self, leases: Mapping[str, str], lease_seconds: float) -> set[str]:
        """Extend all leases of one worker at once (generation id → token); the ids that are still held."""
        rows = await self._queries.fetch(
            """
            UPDATE avatar_generations AS generation SET lease_until = now() + $3 * interval '1 second'
            FROM unnest($1::text[]::uuid[], $2::text[]::uuid[]) AS held (id, token)
            WHERE generation.id = held.id AND generation.lease_token = held.token AND generation.status = 'processing'
            RETURNING generation.id
            """,
            list(leases.keys()),
            list(leases.values()),
            lease_seconds,
        )
        return {row["id"] for row in rows}

    async def note_progress(self, generation_id: str, lease_token: str, percent: int) -> Row | None:
        return await self._queries.fetchrow(
            f"""
            UPDATE avatar_generations SET version = version + 1, progress_percent = greatest(progress_percent, $3)
            WHERE id = $1 AND lease_token = $2 AND status = 'processing'
            RETURNING {COLUMNS}
            """,
            generation_id,
            lease_token,
            percent,
        )

    async def complete(self, generation_id: str, lease_token: str, avatar_id: str) -> Row | None:
        """End it as completed; None when the lease is lost, and then nothing may be kept."""
        return await self._queries.fetchrow(
            f"""
            UPDATE avatar_generations
            SET version = version + 1,
                status = 'completed', progress_percent = 100, avatar_id = $3, completed_at = now(),
                lease_token = NULL, lease_until = NULL, problem = NULL
            WHERE id = $1 AND lease_token = $2 AND status = 'processing'
            RETURNING {COLUMNS}
            """,
            generation_id,
            lease_token,
            avatar_id,
        )

    async def hold(self, generation_id: str, lease_token: str) -> Row | None:
        """Lock the row, as it now is, if the lease is still ours: the end can be decided in this transaction."""
        return await self._queries.fetchrow(
            f"""
            SELECT {COLUMNS} FROM avatar_generations
            WHERE id = $1 AND lease_token = $2 AND status = 'processing' FOR UPDATE
            """,
            generation_id,
            lease_token,
        )

    async def fail(self, generation_id: str, lease_token: str, problem: Mapping[str, str]) -> Row | None:
        return await self._queries.fetchrow(
            f"""
            UPDATE avatar_generations
            SET version = version + 1,
                status = 'failed', completed_at = now(), problem = $3, lease_token = NULL, lease_until = NULL
            WHERE id = $1 AND lease_token = $2 AND status = 'processing'
            RETURNING {COLUMNS}
            """,
            generation_id,
            lease_token,
            problem,
        )

    async def put_off(
        self, generation_id: str, lease_token: str, wait_seconds: float, problem: Mapping[str, str], *, attempts: int
    ) -> Row | None:
        """Back to waiting for `wait_seconds`; `attempts` is 1 for a next attempt, 0 to give the same one back."""
        return await self._queries.fetchrow(
            f"""
            UPDATE avatar_generations
            SET version = version + 1,
                status = 'pending', attempt = attempt + $5, next_at = now() + $3 * interval '1 second', problem = $4,
                progress_percent = 0, started_at = NULL, lease_token = NULL, lease_until = NULL
            WHERE id = $1 AND lease_token = $2 AND status = 'processing'
            RETURNING {COLUMNS}
            """,
            generation_id,
            lease_token,
            wait_seconds,
            problem or None,
            attempts,
        )

    async def claim_files(self, file_set: str) -> None:
        """The file set belongs to an avatar now: the sweep must not take it."""
        await self._queries.execute("DELETE FROM avatar_unclaimed_files WHERE file_set = $1", file_set)

    async def give_up_files(self, file_set: str) -> bool:
        """Hand the file set to the sweep; False when an avatar has claimed it."""
        given_up = await self._queries.execute(
            "UPDATE avatar_unclaimed_files SET delete_after = now() WHERE file_set = $1", file_set
        )
        return given_up == 1

    async def first_in_line(self, limit: int) -> Sequence[Row]:
        """The rows that will start next, of all owners."""
        return await self._queries.fetch(
            f"""
            SELECT {COLUMNS} FROM avatar_generations WHERE status = 'pending' AND next_at <= now()
            ORDER BY priority, created_at, id LIMIT $1
            """,
            limit,
        )

    async def forgotten(self, overdue_seconds: float, limit: int) -> Sequence[Row]:
        """Rows that should have moved by now: due and not started, or leased to a worker that fell silent."""
        return await self._queries.fetch(
            """
            SELECT id, attempt, priority FROM avatar_generations
            WHERE (status = 'pending' AND next_at < now() - $1 * interval '1 second')
               OR (status = 'processing' AND lease_until < now())
            ORDER BY priority, created_at LIMIT $2
            """,
            overdue_seconds,
            limit,
        )

    async def give_up_old(self, older_than_seconds: float, problem: Mapping[str, str]) -> Sequence[Row]:
        """Fail what has been waiting too long; what a living worker holds is left to it."""
        return await self._queries.fetch(
            f"""
            UPDATE avatar_generations
            SET version = version + 1,
                status = 'failed', completed_at = now(), problem = $2, lease_token = NULL, lease_until = NULL
            WHERE created_at < now() - $1 * interval '1 second'
              AND (status = 'pending' OR (status = 'processing' AND lease_until < now()))
            RETURNING {COLUMNS}
            """,
            older_than_seconds,
            problem,
        )

    async def unclaimed_files(self, limit: int) -> Sequence[str]:
        """File sets whose time is up: no avatar will ever show them."""
        rows = await self._queries.fetch(
            "SELECT file_set FROM avatar_unclaimed_files WHERE delete_after < now() ORDER BY delete_after LIMIT $1",
            limit,
        )
        return [row["file_set"] for row in rows]
