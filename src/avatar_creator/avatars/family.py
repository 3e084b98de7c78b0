"""Families: everybody who was drawn from the same first avatar."""

from avatar_creator.app_state import AppState
from avatar_creator.avatars.family_repository import FamilyRepository
from avatar_creator.avatars.service import AvatarNotFound

MOST = 200


async def family_of(state: AppState, user_id: str, avatar_id: str) -> dict[str, object]:
    """As `schemas.Family`. Raises: AvatarNotFound."""
    rows = await FamilyRepository(state.resources.db, user_id).members(avatar_id, MOST)
    if not rows:
        raise AvatarNotFound
    return {
        "items": [
            {
                "id": row["id"],
                "parentAvatarId": row["parent_avatar_id"],
                "projectId": row["project_id"],
                "name": row["name"],
                "thumbnailUrl": state.files.renditions(row["base_file"]).thumbnail,
                "thumbhash": row["thumbhash"],
                "sourceType": row["source_type"],
                "createdAt": row["created_at"],
                "isDeleted": row["is_deleted"],
            }
            for row in rows
        ]
    }
