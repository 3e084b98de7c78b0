"""Avatars put straight into the database, for tests that need many or need them to be just so. Their pictures are
only names, unless the test stores files under them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from apphost.kit.database import Database
from apphost.kit.ids import new_id
from running_app import RunningApp

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@asynccontextmanager
async def database_of(running: RunningApp) -> AsyncIterator[Database]:
    db = Database(running.settings.required("database_url"), size=2)
    try:
        yield db
    finally:
        await db.close()


async def insert_avatars(
    db: Database, user_id: str, project_id: str, avatars: Sequence[Mapping[str, object]]
) -> list[str]:
    """One for each mapping of columns; the ids in their order. The project's count and faces are kept right."""
    ids = [new_id() for _ in avatars]
    rows = [
        {
            "id": avatar_id,
            "name": "Somebody",
            "base_file": f"avatar-creator/{user_id}/{avatar_id}.jpg",
            "created_at": EPOCH + timedelta(minutes=number),
            "tags": [],
            "is_favorite": False,
            "usage_count": 0,
            "source_type": "text_to_image",
            "provider": "illustrated",
            "persona_personality": [],
            **avatar,
        }
        for number, (avatar_id, avatar) in enumerate(zip(ids, avatars, strict=True))
    ]
    await db.execute(_INSERT, user_id, project_id, rows)
    await db.execute(_COUNT, project_id)
    return ids


_INSERT = """
INSERT INTO avatars (
    id, user_id, project_id, name, base_file, thumbhash, width_px, height_px, content_type, size_bytes, attributes,
    source_type, recipe, created_at, tags, is_favorite, usage_count, last_used_at, gender, age_range, style,
    persona_name, persona_personality, persona_background
)
SELECT id, $1, $2, name, base_file, '3OcRJYB4d3h/iIeHeEh3eIhw+j2w', 64, 64, 'image/jpeg', 1000, '{}', source_type,
       json_build_object(
           'prompt', prompt, 'generationPrompt', NULL, 'negativePrompt', NULL, 'provider', provider, 'model', NULL,
           'seed', NULL, 'parameters', json_build_object(), 'ignored', json_build_array()
       ),
       created_at, tags, is_favorite, usage_count, last_used_at, gender, age_range, style, persona_name,
       persona_personality, persona_background
FROM json_to_recordset($3::json) AS new (
    id uuid, name text, base_file text, source_type text, created_at timestamptz, tags text[], is_favorite boolean,
    usage_count integer, last_used_at timestamptz, gender text, age_range text, style text, persona_name text,
    persona_personality text[], persona_background text, prompt text, provider text
)
"""

_COUNT = """
UPDATE avatar_projects SET
    avatar_count = (SELECT count(*) FROM avatars WHERE project_id = $1 AND deleted_at IS NULL),
    preview_files = to_json(ARRAY(
        SELECT base_file FROM avatars WHERE project_id = $1 AND deleted_at IS NULL
        ORDER BY created_at DESC, id DESC LIMIT 4
    ))
WHERE id = $1
"""
