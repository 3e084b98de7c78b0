"""JSON shapes of uses."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import to_json

from apphost.kit.schemas import Schema, Storable, Word
from avatar_creator.avatars.schemas import Avatar, SourceType

METADATA_BYTES = 4096


def _small(metadata: dict[str, Any]) -> dict[str, Any]:
    text = to_json(metadata).decode()
    if len(text.encode()) > METADATA_BYTES:
        raise ValueError(f"must be at most {METADATA_BYTES} bytes of JSON")
    if "\\u0000" in text:
        raise ValueError("must not contain a NUL character")
    return metadata


class UsageRecord(Schema):
    """One reuse of an avatar. The same action on the same reference counts once, however often it is told; a use
    without a reference is its own."""

    action: Word
    """What the app did with it, such as `placed` or `rendered`."""
    reference_id: Annotated[str, StringConstraints(min_length=1, max_length=200), Storable] | None = None
    reference_type: Word | None = None
    metadata: Annotated[dict[str, Any], AfterValidator(_small)] = Field(default_factory=dict)
    """The app's own words, at most 4 kB of JSON."""


class Usage(Schema):
    id: str
    avatar_id: str
    app_id: str
    app_name: str
    action: str
    reference_id: str | None
    reference_type: str | None
    metadata: dict[str, Any]
    created_at: datetime


class AppUsage(Schema):
    app_id: str
    app_name: str
    count: int
    last_used_at: datetime


class MonthUsage(Schema):
    month: str
    """Such as `2026-11`, in UTC."""
    count: int


class UsageSummary(Schema):
    """Of all uses, whatever page is shown: by app, the busiest first, and by month, the last twelve with uses."""

    total: int
    apps: list[AppUsage]
    by_month: list[MonthUsage]


class UsageHistory(Schema):
    summary: UsageSummary
    items: list[Usage]
    next_cursor: str | None


class Totals(Schema):
    """What the trash holds is not counted, but its uses are, and so is every picture that was ever asked for."""

    projects: int
    avatars: int
    generations: int
    uses: int
    storage_bytes: int
    """Of the base images; their smaller sizes come on top."""


class MonthOfLibrary(Schema):
    month: str
    """Such as `2026-11`, in UTC."""
    created: int
    """Of those that are still there."""
    used: int


class Stats(Schema):
    """The whole library in numbers."""

    totals: Totals
    by_source: dict[SourceType, int]
    by_month: list[MonthOfLibrary]
    """The last twelve months, the present one last."""
    by_app: list[AppUsage]
    """The busiest first."""
    most_used: list[Avatar]
    """At most ten; those that were never used are none of them."""
