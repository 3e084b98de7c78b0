"""A person's whole library in numbers: how many, where from, used where."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, get_args

from apphost.kit.database import Row
from avatar_creator.app_state import AppState
from avatar_creator.avatars.listing_repository import ListingRepository
from avatar_creator.avatars.schemas import SourceType
from avatar_creator.avatars.service import avatar_of
from avatar_creator.usage.stats_repository import StatsRepository

_MONTHS = 12
_MOST_USED = 10


async def stats_of(state: AppState, user_id: str) -> dict[str, object]:
    """As `schemas.Stats`. Four queries, whatever the library holds."""
    db = state.resources.db
    repository = StatsRepository(db, user_id)
    totals, avatars, uses = await repository.totals(), await repository.avatars(), await repository.uses()
    most_used = await ListingRepository(db, user_id).list("most-used", {}, None, _MOST_USED, None)
    by_source, created, used = _counts(avatars, "source_type"), _counts(avatars, "month"), _counts(uses, "month")
    return {
        "totals": {
            "projects": totals["projects"],
            "avatars": sum(created.values()),
            "generations": totals["generations"],
            "uses": sum(used.values()),
            "storageBytes": sum(row["size_bytes"] for row in avatars),
        },
        "bySource": {source: by_source[source] for source in get_args(SourceType)},
        "byMonth": [
            {"month": f"{month:%Y-%m}", "created": created[month], "used": used[month]}
            for month in _last_months(datetime.now(UTC))
        ],
        "byApp": _by_app(uses),
        "mostUsed": [avatar_of(row, state.files) for row in most_used if row["usage_count"]],
    }


def _counts(rows: Iterable[Row], column: str) -> Mapping[Hashable, int]:
    """How many in all for each value of the column; 0 for any other."""
    counts: dict[Hashable, int] = defaultdict(int)
    for row in rows:
        counts[row[column]] += row["count"]
    return counts


def _last_months(now: datetime) -> list[datetime]:
    """The first moment of each, the oldest first, the present one last."""
    this_month = now.year * 12 + now.month - 1
    return [
        datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)
        for number in range(this_month - _MONTHS + 1, this_month + 1)
    ]


def _by_app(uses: Sequence[Row]) -> list[dict[str, Any]]:
    """Each app under the name it had last, the busiest first. `uses` come with the latest last."""
    counts = _counts(uses, "app_id")
    apps = {
        use["app_id"]: {
            "appId": use["app_id"],
            "appName": use["app_name"],
            "count": counts[use["app_id"]],
            "lastUsedAt": use["last_used_at"],
        }
        for use in uses
    }
    return sorted(apps.values(), key=lambda app: (-app["count"], app["appId"]))
