"""SQL of presets. Built for one caller, who sees their own, the catalogue, and what others share.

A query of the list is put together from closed sets of texts that live here; each combination is one prepared
statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from apphost.kit.database import Queries, Row
from avatar_creator.person import Attributes, Persona
from avatar_creator.presets.schemas import Category, Sort

_COLUMNS = """
    id, user_id, category, name, title, persona, attributes, prompt, seed, tags, preview_file, preview_thumbhash,
    usage_count, is_public, version, created_at
"""

_ORDERS: Mapping[Sort, tuple[str, str, str]] = {
    # sort: (key, direction, "comes after")
    "popular": ("usage_count", "DESC", "<"),
    "name": ("lower(name)", "ASC", ">"),
    "newest": ("created_at", "DESC", "<"),
}

_FILTERS = {
    "category": "category = {}",
    "gender": "gender = {}",
    "age_range": "age_range = {}",
    "ethnicity": "ethnicity = {}",
    "q": "search @@ to_tsquery('simple', {})",
}

_SEEN = "deleted_at IS NULL AND (is_public OR user_id = $1)"
_MINE = "deleted_at IS NULL AND user_id = $1"
_CHANGEABLE = "deleted_at IS NULL AND (user_id = $2 OR ($3 AND user_id IS NULL))"


@dataclass(frozen=True, slots=True)
class NewPreset:
    id: str
    category: Category
    name: str
    title: str
    persona: Persona
    attributes: Attributes
    prompt: str
    seed: int
    tags: Sequence[str]
    preview_file: str
    preview_thumbhash: str
    is_public: bool


class PresetRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def find(self, preset_id: str) -> Row | None:
        return await self._queries.fetchrow(
            f"SELECT {_COLUMNS} FROM avatar_presets WHERE {_SEEN} AND id = $2", self._user_id, preset_id
        )

    async def list(
        self, sort: Sort, own: bool, filters: Mapping[str, object], limit: int, after: tuple[object, str] | None
    ) -> Sequence[Row]:
        """At most `limit` that pass all `filters`, those that come after the given place; rows carry `sort_key`."""
        sql = _sql(sort, own, tuple(filters), after is not None)
        return await self._queries.fetch(sql, self._user_id, limit, *filters.values(), *(after or ()))

    async def add(self, preset: NewPreset) -> Row:
        row = await self._queries.fetchrow(
            f"""
            INSERT INTO avatar_presets (
                id, user_id, category, name, title, persona, attributes, gender, age_range, ethnicity, prompt, seed,
                tags, preview_file, preview_thumbhash, is_public
            ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            RETURNING {_COLUMNS}
            """,
            preset.id,
            self._user_id,
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
            preset.preview_thumbhash,
            preset.is_public,
        )
        assert row is not None
        return row

    async def find_changeable(self, preset_id: str, edits_catalogue: bool) -> Row | None:
        """One that the caller may change, locked: their own, or the catalogue's where they keep that."""
        return await self._queries.fetchrow(
            f"SELECT {_COLUMNS} FROM avatar_presets WHERE id = $1 AND {_CHANGEABLE} FOR UPDATE",
            preset_id,
            self._user_id,
            edits_catalogue,
        )

    async def update(
        self,
        preset_id: str,
        edits_catalogue: bool,
        *,
        category: Category,
        name: str,
        title: str,
        persona: Persona,
        attributes: Attributes,
        prompt: str,
        tags: Sequence[str],
        is_public: bool,
    ) -> Row | None:
        return await self._queries.fetchrow(
            f"""
            UPDATE avatar_presets
            SET category = $4, name = $5, title = $6, persona = $7, attributes = $8, gender = $9, age_range = $10,
                ethnicity = $11, prompt = $12, tags = $13, is_public = $14,
                version = version + 1, updated_at = now()
            WHERE id = $1 AND {_CHANGEABLE}
            RETURNING {_COLUMNS}
            """,
            preset_id,
            self._user_id,
            edits_catalogue,
            category,
            name,
            title,
            persona.model_dump(),
            attributes.model_dump(),
            attributes.gender,
            attributes.age_range,
            attributes.ethnicity,
            prompt,
            list(tags),
            is_public,
        )

    async def remove(self, preset_id: str, edits_catalogue: bool) -> Row | None:
        """Take it out of every list; avatars made of it go on naming it."""
        return await self._queries.fetchrow(
            f"UPDATE avatar_presets SET deleted_at = now() WHERE id = $1 AND {_CHANGEABLE} RETURNING {_COLUMNS}",
            preset_id,
            self._user_id,
            edits_catalogue,
        )


async def count_use(queries: Queries, preset_id: str) -> None:
    """One more picture was made of it, whoever made it; no edit, so the version stays."""
    await queries.execute("UPDATE avatar_presets SET usage_count = usage_count + 1 WHERE id = $1", preset_id)


@lru_cache(maxsize=256)
def _sql(sort: Sort, own: bool, filters: tuple[str, ...], continued: bool) -> str:
    """Parameters: caller, limit, the filters' values in their order, key and id of the place."""
    key, way, after = _ORDERS[sort]
    conditions = [_MINE if own else _SEEN]
    conditions += [_FILTERS[name].format(f"${number}") for number, name in enumerate(filters, 3)]
    if continued:
        conditions.append(f"({key}, id) {after} (${len(filters) + 3}, ${len(filters) + 4})")
    return f"""
        SELECT {_COLUMNS}, {key} AS sort_key FROM avatar_presets
        WHERE {" AND ".join(conditions)}
        ORDER BY {key} {way}, id {way} LIMIT $2
    """
