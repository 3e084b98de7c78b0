"""Lists of avatars: what may be asked of them, and pages that continue exactly where the one before ended."""

from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from apphost.kit.json import page
from apphost.kit.pages import Moment, decode_place, encode_place
from apphost.kit.schemas import Storable
from avatar_creator.app_state import AppState
from avatar_creator.avatars.listing_repository import FILTERS, ListingRepository, Place, place_of
from avatar_creator.avatars.schemas import AvatarQuery, Sort
from avatar_creator.avatars.service import avatar_of
from avatar_creator.searching import prefix_query

_KEYS: dict[Sort, TypeAdapter[Any]] = {
    "newest": TypeAdapter(Moment),
    "recently-used": TypeAdapter(Moment | None),
    "most-used": TypeAdapter(Annotated[int, Field(ge=0, lt=2**31)]),
    "name": TypeAdapter(Annotated[str, Storable]),
}
_TAGS_SHOWN = 1000


async def list_avatars(state: AppState, user_id: str, project_id: str | None, query: AvatarQuery) -> dict[str, object]:
    """One page: of a project whose ownership the caller has checked, or of all projects.

    Raises:
        InvalidRequest: the cursor is none of a list in this order.
    """
    rows = await ListingRepository(state.resources.db, user_id).list(
        query.sort, _filters(query), project_id, query.limit + 1, _place(query)
    )
    items = rows[: query.limit]
    next_cursor = encode_place(query.sort, *place_of(query.sort, items[-1])) if len(rows) > query.limit else None
    return page([avatar_of(row, state.files) for row in items], next_cursor)


async def list_tags(state: AppState, user_id: str, project_id: str | None) -> dict[str, object]:
    """The tags in use, as `schemas.TagList`."""
    rows = await ListingRepository(state.resources.db, user_id).tags(project_id, _TAGS_SHOWN)
    return {"items": [{"tag": row["tag"], "count": row["count"]} for row in rows]}


def _filters(query: AvatarQuery) -> dict[str, object]:
    """What was asked for, by the names of the repository, in one order for everybody."""
    stated = query.model_fields_set
    asked = {name: getattr(query, name) for name in FILTERS if name in stated}
    if "q" in asked:
        asked["q"] = prefix_query(asked["q"])
    return {name: value for name, value in asked.items() if value not in (None, "")}


def _place(query: AvatarQuery) -> Place | None:
    return decode_place(query.cursor, query.sort, _KEYS[query.sort]) if query.cursor else None
