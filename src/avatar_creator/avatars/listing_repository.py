"""SQL of lists of avatars: filtered, in one of four orders, continued from any place. Built for one owner.

A query is put together from closed sets of texts that live here, and each combination is one prepared statement.
Every order has an index for all of a person's avatars and one for a project's, so that a page costs the same
wherever it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from apphost.kit.database import Queries, Row
from avatar_creator.avatars.repository import COLUMNS
from avatar_creator.avatars.schemas import Sort

Place = tuple[object, str]
"""Sort key and id of an avatar: where a page ended."""


@dataclass(frozen=True, slots=True)
class _Order:
    key: str
    column: str
    """Of the answer, where the key is read."""
    descending: bool = True
    nullable: bool = False

    @property
    def clause(self) -> str:
        way = "DESC" if self.descending else "ASC"
        return f"{self.key} {way}{' NULLS LAST' if self.nullable else ''}, id {way}"

    @property
    def after(self) -> str:
        return "<" if self.descending else ">"


_ORDERS: Mapping[Sort, _Order] = {
    "newest": _Order("created_at", "created_at"),
    "recently-used": _Order("last_used_at", "last_used_at", nullable=True),
    "most-used": _Order("usage_count", "usage_count"),
    "name": _Order("lower(name)", "name_key", descending=False),
}

_CONDITIONS = {
    "q": "search @@ to_tsquery('simple', {})",
    "source": "source_type = {}",
    "gender": "gender = {}",
    "age_range": "age_range = {}",
    "style": "style = {}",
    "provider": "recipe ->> 'provider' = {}",
    "tag": "tags @> ARRAY[{}::text]",
    "since": "created_at >= {}::date",
    "until": "created_at < {}::date + 1",
}

FILTERS = (*_CONDITIONS, "favorite")
"""`favorite` is a bool; the others are values of their columns, `q` a query that `to_tsquery` takes."""

_Part = Literal["all", "after", "nulls", "after-in-nulls"]
"""Which part of an ordered list is read: from its beginning, from a place, or among the last, which have no key."""


class ListingRepository:
    def __init__(self, queries: Queries, user_id: str) -> None:
        self._queries = queries
        self._user_id = user_id

    async def list(
        self,
        sort: Sort,
        filters: Mapping[str, object],
        project_id: str | None,
        limit: int,
        after: Place | None,
    ) -> Sequence[Row]:
        """At most `limit` that pass all `filters` (see `FILTERS`), those that come after the given place."""
        key = after[0] if after else None
        part: _Part = "all" if after is None else "after-in-nulls" if key is None else "after"
        rows = await self._part(sort, part, filters, project_id, limit, after)
        if part == "after" and _ORDERS[sort].nullable and len(rows) < limit:
            rows = [*rows, *await self._part(sort, "nulls", filters, project_id, limit - len(rows), None)]
        return rows

    async def tags(self, project_id: str | None, limit: int) -> Sequence[Row]:
        """Each tag of living avatars with the number of its avatars, the most used first."""
        return await self._queries.fetch(
            """
            SELECT tag, count(*) FROM avatars, unnest(tags) AS tag
            WHERE user_id = $1 AND deleted_at IS NULL AND ($2::uuid IS NULL OR project_id = $2)
            GROUP BY tag ORDER BY count(*) DESC, tag LIMIT $3
            """,
            self._user_id,
            project_id,
            limit,
        )

    async def _part(
        self,
        sort: Sort,
        part: _Part,
        filters: Mapping[str, object],
        project_id: str | None,
        limit: int,
        after: Place | None,
    ) -> Sequence[Row]:
        sql = _sql(sort, part, project_id is not None, tuple(filters), filters.get("favorite"))
        values = [value for name, value in filters.items() if name != "favorite"]
        project = [] if project_id is None else [project_id]
        place = [] if after is None else [value for value in after if value is not None]
        return await self._queries.fetch(sql, self._user_id, limit, *project, *values, *place)


def place_of(sort: Sort, row: Row) -> Place:
    """Where a page in this order ends whose last is this row."""
    return row[_ORDERS[sort].column], row["id"]


@lru_cache(maxsize=512)
def _sql(sort: Sort, part: _Part, of_project: bool, filters: tuple[str, ...], favorite: object) -> str:
    """Parameters: owner, limit, the project, the filters' values in their order, key and id of the place."""
    order, numbers = _ORDERS[sort], iter(range(3, 100))

    def parameter() -> str:
        return f"${next(numbers)}"

    conditions = ["user_id = $1", "deleted_at IS NULL"]
    if of_project:
        conditions.append(f"project_id = {parameter()}")
    for name in filters:
        if name == "favorite":
            conditions.append("is_favorite" if favorite else "NOT is_favorite")
        else:
            conditions.append(_CONDITIONS[name].format(parameter()))
    if part == "after":
        conditions.append(f"({order.key}, id) {order.after} ({parameter()}, {parameter()})")
    if part == "after" and order.nullable:
        conditions.append(f"{order.key} IS NOT NULL")
    if part in ("nulls", "after-in-nulls"):
        conditions.append(f"{order.key} IS NULL")
    if part == "after-in-nulls":
        conditions.append(f"id {order.after} {parameter()}")
    columns = COLUMNS if order.column == order.key else f"{COLUMNS}, {order.key} AS {order.column}"
    return f"""
        SELECT {columns} FROM avatars
        WHERE {" AND ".join(conditions)}
        ORDER BY {order.clause} LIMIT $2
    """
