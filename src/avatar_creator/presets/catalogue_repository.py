"""SQL of the catalogue's rows, which belong to nobody. What admins changed stays until the shipped preset changes."""

from collections.abc import Mapping, Sequence

from apphost.kit.database import Queries, Row
from avatar_creator.presets.catalogue import CataloguePreset


class CatalogueRepository:
    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    async def take_turn(self) -> None:
        """One process loads at a time, to the end of the transaction."""
        await self._queries.execute("SELECT pg_advisory_xact_lock(hashtextextended('avatar_catalogue', 0))")

    async def loaded(self) -> Mapping[str, str]:
        """Slug → the `preview_file` it was loaded with, of all that the last release shipped."""
        rows: Sequence[Row] = await self._queries.fetch(
            "SELECT slug, preview_file FROM avatar_presets WHERE user_id IS NULL AND preview_file IS NOT NULL"
        )
        return {row["slug"]: row["preview_file"] for row in rows}

    async def put(self, preset_id: str, preset: CataloguePreset) -> None:
        """Add it under this id, or bring the row of its slug up to date; its id and its count survive.

        One that had left the catalogue comes back; one that an admin removed stays away.
        """
        await self._queries.execute(
            """
            INSERT INTO avatar_presets AS preset (
                id, slug, category, name, title, persona, attributes, gender, age_range, ethnicity, prompt, seed,
                tags, preview_file, preview_thumbhash
            ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            ON CONFLICT (slug) DO UPDATE SET
                category = excluded.category, name = excluded.name, title = excluded.title,
                persona = excluded.persona, attributes = excluded.attributes, gender = excluded.gender,
                age_range = excluded.age_range, ethnicity = excluded.ethnicity, prompt = excluded.prompt,
                seed = excluded.seed, tags = excluded.tags, preview_file = excluded.preview_file,
                preview_thumbhash = excluded.preview_thumbhash,
                deleted_at = CASE WHEN preset.preview_file IS NULL THEN NULL ELSE preset.deleted_at END,
                version = preset.version + 1, updated_at = now()
            """,
            preset_id,
            preset.slug,
            preset.category,
            preset.name,
            preset.title,
            preset.persona.model_dump(),
            preset.attributes.model_dump(),
            preset.attributes.gender,
            preset.attributes.age_range,
            preset.attributes.ethnicity,
            preset.prompt,
            preset.seed,
            list(preset.tags),
            preset.preview_file,
            preset.thumbhash,
        )

    async def withdraw(self, slugs: Sequence[str]) -> None:
        """Take those out of the list that are shipped no longer, and their pictures with them."""
        await self._queries.execute(
            """
            UPDATE avatar_presets SET deleted_at = coalesce(deleted_at, now()), preview_file = NULL
            WHERE slug = ANY($1::text[])
            """,
            list(slugs),
        )
