"""The same picture found among a person's own: offered, never a reason to refuse."""

from collections.abc import Sequence

from apphost.files import keys_of_picture
from apphost.kit.database import Row
from apphost.kit.images import PictureRefused
from avatar_creator.app_state import AppState
from avatar_creator.uploads.repository import UploadRepository

SHOWN = 4
_LOOKED_AT = 8
_NEAR_BITS = 10
"""Measured with the hashes, see `kit.images.likeness`: the same picture stays within it, and so do some others."""


async def find_duplicates(
    state: AppState, user_id: str, content_hash: bytes, likeness: Sequence[int], large: bytes
) -> list[dict[str, object]]:
    """As `schemas.Duplicate`. Hashes name the candidates, their pixels decide."""
    uploads = UploadRepository(state.resources.db, user_id)
    candidates = await uploads.alike(content_hash, likeness, _NEAR_BITS, _LOOKED_AT)
    found = [row for row in candidates if row["is_exact"] or await _shows_the_same(state, row, large)]
    return [_duplicate_of(state, row) for row in found[:SHOWN]]


async def _shows_the_same(state: AppState, row: Row, large: bytes) -> bool:
    _, stored_large, *_ = keys_of_picture(row["base_file"])
    file = await state.resources.storage.find(stored_large)
    if file is None:
        return False
    parts = [part async for part in state.resources.storage.read(stored_large, 0, file.size_bytes)]
    try:
        return await state.resources.images.show_the_same(large, b"".join(parts))
    except PictureRefused:
        return False  # a comparison that broke off must not cost the upload


def _duplicate_of(state: AppState, row: Row) -> dict[str, object]:
    return {
        "avatarId": row["id"],
        "projectId": row["project_id"],
        "name": row["name"],
        "thumbnailUrl": state.files.renditions(row["base_file"]).thumbnail,
        "match": "exact" if row["is_exact"] else "near",
    }
