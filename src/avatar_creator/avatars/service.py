"""What can be done with avatars: read, edit, put in the trash, take out again. Services never commit.

Also turns rows into the one JSON shape of an avatar, for answers and events alike.
"""

from typing import TypeVar

from apphost.files import FileUrls
from apphost.kit.database import Queries, Row, Transaction
from apphost.kit.json import Stored, encode
from apphost.kit.problems import EditConflict, NotFound
from avatar_creator.app_state import APP_ID, AppState
from avatar_creator.avatars.repository import AvatarRepository
from avatar_creator.avatars.schemas import AvatarUpdate
from avatar_creator.person import Attributes, Persona

Part = TypeVar("Part", Persona, Attributes)


class AvatarNotFound(NotFound):
    slug = "avatar-not-found"
    title = "This avatar does not exist"

    def __init__(self) -> None:
        super().__init__("There is no such avatar among yours. It may have been deleted.")


def avatar_of(row: Row, files: FileUrls) -> dict[str, object]:
    """A row as `schemas.Avatar` on the wire, its file addresses signed."""
    urls = files.renditions(row["base_file"])
    return {
        "id": row["id"],
        "projectId": row["project_id"],
        "name": row["name"],
        "baseImageUrl": urls.base,
        "largeImageUrl": urls.large,
        "thumbnailUrl": urls.thumbnail,
        "smallImageUrl": urls.small,
        "thumbhash": row["thumbhash"],
        "widthPx": row["width_px"],
        "heightPx": row["height_px"],
        "contentType": row["content_type"],
        "sizeBytes": row["size_bytes"],
        "persona": {
            "name": row["persona_name"],
            "age": row["persona_age"],
            "personality": row["persona_personality"],
            "background": row["persona_background"],
        },
        "attributes": Stored(row["attributes"]),
        "recipe": Stored(row["recipe"]),
        "sourceType": row["source_type"],
        "parentAvatarId": row["parent_avatar_id"],
        "presetId": row["preset_id"],
        "generationId": row["generation_id"],
        "tags": row["tags"],
        "isFavorite": row["is_favorite"],
        "usageCount": row["usage_count"],
        "lastUsedAt": row["last_used_at"],
        "version": row["version"],
        "createdAt": row["created_at"],
        "updatedAt": row["updated_at"],
    }


def persona_of(row: Row) -> Persona:
    return Persona(
        name=row["persona_name"],
        age=row["persona_age"],
        personality=row["persona_personality"],
        background=row["persona_background"],
    )


async def get_avatar(queries: Queries, user_id: str, avatar_id: str) -> Row:
    """Raises: AvatarNotFound."""
    row = await AvatarRepository(queries, user_id).find(avatar_id)
    if row is None:
        raise AvatarNotFound
    return row


async def update_avatar(
    state: AppState, tx: Transaction, user_id: str, avatar_id: str, changes: AvatarUpdate, if_match: str | None
) -> Row:
    """Merge `changes` field by field and announce the result.

    Raises:
        AvatarNotFound: unknown, foreign or in the trash.
        EditConflict: `if_match` names an older version; nothing was changed.
    """
    repository = AvatarRepository(tx, user_id)
    before = await repository.find_for_update(avatar_id)
    if before is None:
        raise AvatarNotFound
    check_version(before, if_match)
    persona = persona_of(before)
    if "persona" in changes.model_fields_set:
        persona = merged(persona, changes.persona)
    attributes = Attributes.model_validate_json(before["attributes"])
    if "attributes" in changes.model_fields_set:
        attributes = merged(attributes, changes.attributes)
    row = await repository.update(
        avatar_id,
        name=changes.name or before["name"],
        persona_name=persona.name,
        persona_age=persona.age,
        persona_personality=persona.personality,
        persona_background=persona.background,
        attributes=attributes,
        tags=(changes.tags or []) if "tags" in changes.model_fields_set else before["tags"],
        is_favorite=before["is_favorite"] if changes.is_favorite is None else changes.is_favorite,
    )
    assert row is not None
    announce(state, tx, user_id, "avatar:updated", row)
    return row


async def delete_avatar(state: AppState, tx: Transaction, user_id: str, avatar_id: str) -> None:
    """Put it in the trash. Raises: AvatarNotFound."""
    project_id = await AvatarRepository(tx, user_id).remove(avatar_id)
    if project_id is None:
        raise AvatarNotFound
    announce_deleted(state, tx, user_id, avatar_id, project_id)


async def restore_avatar(state: AppState, tx: Transaction, user_id: str, avatar_id: str) -> Row:
    """Take it out of the trash, with everything it had.

    Raises:
        AvatarNotFound: unknown, foreign, or its project is in the trash itself.
    """
    row = await AvatarRepository(tx, user_id).restore(avatar_id)
    if row is None:
        raise AvatarNotFound
    announce(state, tx, user_id, "avatar:created", row)
    return row


def announce(state: AppState, tx: Transaction, user_id: str, event: str, row: Row) -> None:
    """Publish the avatar as it now is, once the transaction is committed."""
    _publish(state, tx, user_id, event, row["id"], row["project_id"], avatar_of(row, state.files))


def announce_deleted(state: AppState, tx: Transaction, user_id: str, avatar_id: str, project_id: str) -> None:
    """Publish that it went to the trash, once the transaction is committed."""
    _publish(state, tx, user_id, "avatar:deleted", avatar_id, project_id, None)


def _publish(
    state: AppState, tx: Transaction, user_id: str, event: str, avatar_id: str, project_id: str, avatar: object
) -> None:
    """The data is `schemas.AvatarEvent`."""
    data = encode({"app": APP_ID, "avatarId": avatar_id, "projectId": project_id, "avatar": avatar})
    tx.after_commit(lambda: state.events.publish(user_id, event, data))


def etag(row: Row) -> str:
    return f'"{row["version"]}"'


def check_version(row: Row, if_match: str | None) -> None:
    """Raises: EditConflict, when `if_match` is given and names another version."""
    if if_match not in (None, "*", etag(row)):
        raise EditConflict(
            "It was changed since you opened it. Nothing was lost: look at the newer version, then save again.",
            current_version=row["version"],
        )


def merged(before: Part, changes: Part | None) -> Part:
    """`before` with the fields that were stated; `None` instead of an object clears all of them."""
    if changes is None:
        return type(before)()
    return before.model_copy(update={name: getattr(changes, name) for name in changes.model_fields_set})
