"""SQL of generations as their owner sees them: accept, read, list, cancel, and their place in the queue.

The worker's side, which serves every owner, is in `work_repository.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from apphost.kit.database import Queries, Row

COLUMNS = """
    id, user_id, project_id, avatar_id, batch_id, retry_of, status, name, prompt, negative_prompt, persona, attributes,
    source_type, preset_id, parent_avatar_id, reference_id, reference,
    provider, model, seed, priority, attempt, next_at, progress_percent, problem, version, created_at,
    started_at, completed_at, extract(epoch FROM now() - started_at)::float8 AS seconds_running
"""

POSITIONS_SHOWN = 1000
"""Places further back than this are not told: counting them would cost more than they are worth."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What it begins with beside words. `reference` is kept as it is: see `look.Reference`."""

    source_type: str = "text_to_image"
    preset_id: str | None = None
    parent_avatar_id: str | None = None
    reference_id: str | None = None
    reference: Mapping[str, object] | None = None


WORDS_ALONE = Origin()


@dataclass(frozen=True, slots=True)
class NewGeneration:
    """A row to be; `persona` and `attributes` as asked."""

    id: str
    project_id: str
    batch_id: str
    retry_of: str | None
    name: str
    prompt: str
    negative_prompt: str | None
    persona: Mapping[str, object]
    attributes: Mapping[str, object]
    provider: str
    model: str
    seed: int
    priority: int
    origin: Origin


class GenerationRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def lock_open_count(self) -> int:
        """How many generations are waiting or running. Accepts of one owner take turns until they commit,
        so that the cap is exact."""
        await self._queries.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('avatar_generations:' || $1::text, 0))", self._user_id
        )
        count: int = await self._queries.fetchval(
            "SELECT count(*) FROM avatar_generations WHERE user_id = $1 AND status IN ('pending', 'processing')",
            self._user_id,
        )
        return count

    async def project_is_mine(self, project_id: str) -> bool:
        """Whether the project is there and theirs; it cannot be deleted before this transaction ends."""
        return (
            await self._queries.fetchval(
                "SELECT true FROM avatar_projects WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL FOR SHARE",
                project_id,
                self._user_id,
            )
            is True
        )

    async def add(self, new: NewGeneration) -> Row:
        row = await self._queries.fetchrow(
            f"""
            INSERT INTO avatar_generations (
                id, user_id, project_id, batch_id, retry_of, name, prompt, negative_prompt, persona, attributes,
                provider, model, seed, priority, source_type, preset_id, parent_avatar_id, reference_id, reference
            ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            RETURNING {COLUMNS}
            """,
            new.id,
            self._user_id,
            new.project_id,
            new.batch_id,
            new.retry_of,
            new.name,
            new.prompt,
            new.negative_prompt,
            new.persona,
            new.attributes,
            new.provider,
            new.model,
            new.seed,
            new.priority,
            new.origin.source_type,
            new.origin.preset_id,
            new.origin.parent_avatar_id,
            new.origin.reference_id,
            new.origin.reference,
        )
        assert row is not None
        return row

    async def find(self, generation_id: str) -> Row | None:
        return await self._queries.fetchrow(
            f"SELECT {COLUMNS} FROM avatar_generations WHERE id = $1 AND user_id = $2", generation_id, self._user_id
        )

    async def find_reference(self, reference_id: str) -> Row | None:
        """A picture that was sent to be drawn from."""
        return await self._queries.fetchrow(
            "SELECT id, project_id, base_file FROM avatar_references WHERE id = $1 AND user_id = $2",
            reference_id,
            self._user_id,
        )

    async def list_open(self) -> Sequence[Row]:
        """All that are waiting or running, newest first; their number is capped at accept."""
        return await self._queries.fetch(
            f"""
            SELECT {COLUMNS} FROM avatar_generations
            WHERE user_id = $1 AND status IN ('pending', 'processing') ORDER BY created_at DESC, id DESC
            """,
            self._user_id,
        )

    async def list(
        self,
        statuses: Sequence[str],
        project_id: str | None,
        limit: int,
        after: tuple[datetime, str] | None,
    ) -> Sequence[Row]:
        """Newest first, at most `limit`, those that come after the given place."""
        at, row_id = after or (None, None)
        return await self._queries.fetch(
            f"""
            SELECT {COLUMNS} FROM avatar_generations
            WHERE user_id = $1 AND status = ANY ($2)
              AND ($3::uuid IS NULL OR project_id = $3)
              AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
            ORDER BY created_at DESC, id DESC LIMIT $6
            """,
            self._user_id,
            list(statuses),
            project_id,
            at,
            row_id,
            limit,
        )

    async def cancel(self, generation_id: str) -> Row | None:
        """End it as cancelled unless it has ended; the worker's lease is void from this moment."""
        return await self._queries.fetchrow(
            f"""
            UPDATE avatar_generations
            SET version = version + 1,
                status = 'cancelled', completed_at = now(), lease_token = NULL, lease_until = NULL
            WHERE id = $1 AND user_id = $2 AND status IN ('pending', 'processing')
            RETURNING {COLUMNS}
            """,
            generation_id,
            self._user_id,
        )

    async def cancel_of_project(self, project_id: str) -> Sequence[Row]:
        return await self._queries.fetch(
            f"""
            UPDATE avatar_generations
            SET version = version + 1,
                status = 'cancelled', completed_at = now(), lease_token = NULL, lease_until = NULL
            WHERE project_id = $1 AND user_id = $2 AND status IN ('pending', 'processing')
            RETURNING {COLUMNS}
            """,
            project_id,
            self._user_id,
        )
