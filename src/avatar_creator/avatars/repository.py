"""SQL of avatars. Built for one owner, who is in every WHERE clause. Knows no JSON shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apphost.kit.database import Queries, Row
from avatar_creator.person import Attributes

COLUMNS = """
    id, project_id, name, base_file, thumbhash, width_px, height_px, content_type, size_bytes,
    persona_name, persona_age, persona_personality, persona_background, attributes, source_type, recipe,
    parent_avatar_id, preset_id, generation_id, tags, is_favorite, usage_count, last_used_at, version,
    created_at, updated_at
"""

FILTERED = (
    "gender",
    "age_range",
    "ethnicity",
    "body_type",
    "hair_style",
    "hair_color",
    "eye_color",
    "skin_tone",
    "style",
)
"""The attributes that have a column of their own."""

_FILTERED = ", ".join(FILTERED)


@dataclass(frozen=True, slots=True)
class NewAvatar:
    """A row to be. `recipe` is stored as it will be answered."""

    id: str
    project_id: str
    name: str
    base_file: str
    thumbhash: str
    width_px: int
    height_px: int
    content_type: str
    size_bytes: int
    persona_name: str | None
    persona_age: int | None
    persona_personality: Sequence[str]
    persona_background: str | None
    attributes: Attributes
    source_type: str
    recipe: Mapping[str, object]
    parent_avatar_id: str | None = None
    preset_id: str | None = None
    generation_id: str | None = None
    tags: Sequence[str] = ()
    content_hash: bytes | None = None
    likeness: Sequence[int] | None = None


class AvatarRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def find(self, avatar_id: str) -> Row | None:
        return await self._queries.fetchrow(
            f"SELECT {COLUMNS} FROM avatars WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL",
            avatar_id,
            self._user_id,
        )

    async def find_for_update(self, avatar_id: str) -> Row | None:
        return await self._queries.fetchrow(
            f"SELECT {COLUMNS} FROM avatars WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL FOR UPDATE",
            avatar_id,
            self._user_id,
        )

    async def add(self, avatar: NewAvatar) -> Row:
        """Insert it and make it the newest face of its project.

        The composite foreign key refuses a project of somebody else.
        """
        await self.lock_project(avatar.project_id)
        filtered = _filtered_values(avatar.attributes)
        row = await self._queries.fetchrow(
            f"""
            INSERT INTO avatars (
                id, user_id, project_id, name, base_file, thumbhash, width_px, height_px, content_type, size_bytes,
                persona_name, persona_age, persona_personality, persona_background, attributes, source_type, recipe,
                parent_avatar_id, preset_id, generation_id, tags, content_hash, likeness, {_FILTERED}
            ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                      $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)
            RETURNING {COLUMNS}
            """,
            avatar.id,
            self._user_id,
            avatar.project_id,
            avatar.name,
            avatar.base_file,
            avatar.thumbhash,
            avatar.width_px,
            avatar.height_px,
            avatar.content_type,
            avatar.size_bytes,
            avatar.persona_name,
            avatar.persona_age,
            list(avatar.persona_personality),
            avatar.persona_background,
            avatar.attributes.model_dump(),
            avatar.source_type,
            avatar.recipe,
            avatar.parent_avatar_id,
            avatar.preset_id,
            avatar.generation_id,
            list(avatar.tags),
            avatar.content_hash,
            avatar.likeness,
            *filtered,
        )
        assert row is not None
        await self.refresh_projects({avatar.project_id: 1})
        return row

    async def update(
        self,
        avatar_id: str,
        *,
        name: str,
        persona_name: str | None,
        persona_age: int | None,
        persona_personality: Sequence[str],
        persona_background: str | None,
        attributes: Attributes,
        tags: Sequence[str],
        is_favorite: bool,
    ) -> Row | None:
        filtered = _filtered_values(attributes)
        return await self._queries.fetchrow(
            f"""
            UPDATE avatars
            SET name = $3, persona_name = $4, persona_age = $5, persona_personality = $6, persona_background = $7,
                attributes = $8, tags = $9, is_favorite = $10,
                ({_FILTERED}) = ($11, $12, $13, $14, $15, $16, $17, $18, $19),
                version = version + 1, updated_at = now()
            WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL
            RETURNING {COLUMNS}
            """,
            avatar_id,
            self._user_id,
            name,
            persona_name,
            persona_age,
            list(persona_personality),
            persona_background,
            attributes.model_dump(),
            list(tags),
            is_favorite,
            *filtered,
        )

    async def count_use(self, avatar_id: str) -> Row:
        """One more use, now; no edit, so the version stays."""
        row = await self._queries.fetchrow(
            f"""
            UPDATE avatars SET usage_count = usage_count + 1, last_used_at = now() WHERE id = $1 AND user_id = $2
            RETURNING {COLUMNS}
            """,
            avatar_id,
            self._user_id,
        )
        assert row is not None
        return row

    async def remove(self, avatar_id: str) -> str | None:
        """Put it in the trash; the id of the project it was in."""
        await self.take_turn()
        project_id: str | None = await self._queries.fetchval(
            """
            UPDATE avatars SET deleted_at = now()
            WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL
            RETURNING project_id
            """,
            avatar_id,
            self._user_id,
        )
        if project_id is not None:
            await self.refresh_projects({project_id: -1})
        return project_id

    async def restore(self, avatar_id: str) -> Row | None:
        """Take it out of the trash, if its project is there to take it; what is not in the trash stays as it is."""
        await self.take_turn()
        restored = await self._queries.fetchval(
            """
            UPDATE avatars SET deleted_at = NULL
            WHERE id = $1 AND user_id = $2 AND deleted_at IS NOT NULL AND EXISTS (
                SELECT FROM avatar_projects project
                WHERE project.id = avatars.project_id AND project.deleted_at IS NULL
            )
            RETURNING project_id
            """,
            avatar_id,
            self._user_id,
        )
        if restored is not None:
            await self.refresh_projects({restored: 1})
        return await self.find(avatar_id)

    async def take_turn(self) -> None:
        """Wait until nobody else changes where this owner's avatars are, and keep it so to the transaction's end.

        Whoever moves, trashes or restores avatars or projects comes through here before the first row, so that two
        of them never wait for each other. Adding a new avatar needs none, unless it names its parent.
        """
        await self._queries.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('avatar_places:' || $1::text, 0))", self._user_id
        )

    async def lock_project(self, project_id: str) -> bool:
        """Whether the project is there, theirs and not in the trash; it stays as it is until the transaction ends."""
        found = await self._queries.fetchval(
            """
            SELECT true FROM avatar_projects WHERE id = $1 AND user_id = $2 AND deleted_at IS NULL
            FOR NO KEY UPDATE
            """,
            project_id,
            self._user_id,
        )
        return found is True

    async def refresh_projects(self, added: Mapping[str, int]) -> None:
        """Keep the projects' counts and the faces they show: the cover, then the newest, four in all.

        `added` says by how many avatars each project grew. A cover that is no longer a living avatar of its project
        is forgotten. The rows are locked by a statement of its own, in one order for everybody, so that the next one
        sees what others committed meanwhile.
        """
        await self._queries.execute(
            """
            SELECT FROM avatar_projects WHERE id = ANY($1::text[]::uuid[]) AND user_id = $2
            ORDER BY id FOR NO KEY UPDATE
            """,
            list(added),
            self._user_id,
        )
        await self._queries.execute(_REFRESH, self._user_id, list(added), list(added.values()))


_REFRESH = """
    UPDATE avatar_projects AS project SET
        avatar_count = project.avatar_count + change.added,
        cover_avatar_id = (
            SELECT id FROM avatars
            WHERE id = project.cover_avatar_id AND project_id = project.id AND deleted_at IS NULL
        ),
        preview_files = to_json(ARRAY(
            SELECT base_file FROM (
                (
                    SELECT base_file, 1 AS place, created_at, id FROM avatars
                    WHERE id = project.cover_avatar_id AND project_id = project.id AND deleted_at IS NULL
                ) UNION ALL (
                    SELECT base_file, 2 AS place, created_at, id FROM avatars
                    WHERE project_id = project.id AND deleted_at IS NULL AND id IS DISTINCT FROM project.cover_avatar_id
                    ORDER BY created_at DESC, id DESC LIMIT 4
                )
            ) AS face ORDER BY place, created_at DESC, id DESC LIMIT 4
        )),
        updated_at = now()
    FROM unnest($2::text[]::uuid[], $3::integer[]) AS change (id, added)
    WHERE project.id = change.id AND project.user_id = $1
"""


def _filtered_values(attributes: Attributes) -> list[str | None]:
    return [getattr(attributes, column) for column in FILTERED]
