"""What can be done with presets: look for them, read, edit and remove them, count their use. Services never commit.

Also turns rows into the one JSON shape of a preset. The catalogue belongs to nobody and is changed by admins alone;
its pictures come from the package, those of people's own presets are stored files.
"""

from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from apphost.files import FileUrls
from apphost.kit.database import Queries, Row, Transaction
from apphost.kit.dependencies import CurrentUser
from apphost.kit.json import Stored, page
from apphost.kit.pages import Moment, decode_place, encode_place
from apphost.kit.problems import NotFound
from apphost.kit.schemas import Storable
from avatar_creator.app_state import APP_ID, AppState
from avatar_creator.avatars.service import check_version, merged
from avatar_creator.avatars.unclaimed_repository import UnclaimedRepository
from avatar_creator.person import Attributes, Persona
from avatar_creator.presets import repository
from avatar_creator.presets.repository import PresetRepository
from avatar_creator.presets.schemas import PresetQuery, PresetUpdate, Sort
from avatar_creator.searching import prefix_query

PREVIEWS_PATH = "/presets/previews"

_PREVIEWS = f"/api/apps/{APP_ID}{PREVIEWS_PATH}"
_KEYS: dict[Sort, TypeAdapter[Any]] = {
    "popular": TypeAdapter(Annotated[int, Field(ge=0, lt=2**31)]),
    "name": TypeAdapter(Annotated[str, Storable]),
    "newest": TypeAdapter(Moment),
}


class PresetNotFound(NotFound):
    slug = "preset-not-found"
    title = "This preset does not exist"

    def __init__(self) -> None:
        super().__init__("There is no such preset, or it is not shared with you. It may have been removed.")


def preset_of(row: Row, user_id: str, files: FileUrls) -> dict[str, object]:
    """A row as `schemas.Preset` on the wire, as this caller sees it."""
    return {
        "id": row["id"],
        "category": row["category"],
        "name": row["name"],
        "title": row["title"],
        "persona": Stored(row["persona"]),
        "attributes": Stored(row["attributes"]),
        "prompt": row["prompt"],
        "seed": row["seed"],
        "tags": row["tags"],
        "previewUrl": _preview_url(row, files),
        "previewThumbhash": row["preview_thumbhash"],
        "usageCount": row["usage_count"],
        "isPublic": row["is_public"],
        "isOwn": row["user_id"] == user_id,
        "version": row["version"],
        "createdAt": row["created_at"],
    }


async def list_presets(state: AppState, user_id: str, query: PresetQuery) -> dict[str, object]:
    """One page, as `schemas.PresetPage`. Raises: InvalidRequest, when the cursor is none of a list in this order."""
    after = decode_place(query.cursor, query.sort, _KEYS[query.sort]) if query.cursor else None
    presets = PresetRepository(state.resources.db, user_id)
    rows = await presets.list(query.sort, query.own, _filters(query), query.limit + 1, after)
    items = rows[: query.limit]
    more = encode_place(query.sort, items[-1]["sort_key"], items[-1]["id"]) if len(rows) > query.limit else None
    return page([preset_of(row, user_id, state.files) for row in items], more)


async def find_usable(queries: Queries, user_id: str, preset_id: str) -> Row:
    """One that the caller may see and use. Raises: PresetNotFound."""
    row = await PresetRepository(queries, user_id).find(preset_id)
    if row is None:
        raise PresetNotFound
    return row


async def count_use(tx: Transaction, preset_id: str) -> None:
    """A picture was made of it."""
    await repository.count_use(tx, preset_id)


async def update_preset(
    tx: Transaction, user: CurrentUser, preset_id: str, changes: PresetUpdate, if_match: str | None
) -> Row:
    """Merge `changes` field by field.

    Raises:
        PresetNotFound: unknown, removed, or not theirs to change.
        EditConflict: `if_match` names an older version; nothing was changed.
    """
    presets, edits_catalogue = PresetRepository(tx, user.id), _edits_catalogue(user)
    before = await presets.find_changeable(preset_id, edits_catalogue)
    if before is None:
        raise PresetNotFound
    check_version(before, if_match)
    persona = Persona.model_validate_json(before["persona"])
    if "persona" in changes.model_fields_set:
        persona = merged(persona, changes.persona)
    attributes = Attributes.model_validate_json(before["attributes"])
    if "attributes" in changes.model_fields_set:
        attributes = merged(attributes, changes.attributes)
    row = await presets.update(
        preset_id,
        edits_catalogue,
        category=changes.category or before["category"],
        name=changes.name or before["name"],
        title=before["title"] if changes.title is None else changes.title,
        persona=persona,
        attributes=attributes,
        prompt=before["prompt"] if changes.prompt is None else changes.prompt,
        tags=before["tags"] if changes.tags is None else changes.tags,
        is_public=before["is_public"] if changes.is_public is None else changes.is_public,
    )
    assert row is not None
    return row


async def delete_preset(tx: Transaction, user: CurrentUser, preset_id: str) -> None:
    """Take it out of every list, and give its own picture to the sweep. Raises: PresetNotFound."""
    row = await PresetRepository(tx, user.id).remove(preset_id, _edits_catalogue(user))
    if row is None:
        raise PresetNotFound
    if row["user_id"] is not None:
        await UnclaimedRepository(tx).add([row["preview_file"].rpartition(".")[0]], keep_seconds=0)


def _filters(query: PresetQuery) -> dict[str, object]:
    asked = {
        "category": query.category,
        "gender": query.gender,
        "age_range": query.age_range,
        "ethnicity": query.ethnicity,
        "q": prefix_query(query.q),
    }
    return {name: value for name, value in asked.items() if value}


def _preview_url(row: Row, files: FileUrls) -> str | None:
    name = row["preview_file"]
    if name is None:
        return None
    return f"{_PREVIEWS}/{name}" if row["user_id"] is None else files.renditions(name).thumbnail


def _edits_catalogue(user: CurrentUser) -> bool:
    return user.role == "admin"
