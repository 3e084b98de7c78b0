"""A waiting generation's place in the line, and when it will be done.

The line is every due row in the order in which BullMQ serves it: priority, then age. The estimate imagines
that the slots busy now go on to be busy: each frees when its picture has taken the provider's usual time,
then takes the next in line.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from apphost.kit.database import Queries, Row
from avatar_creator.generations.repository import POSITIONS_SHOWN

DURATIONS_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class Outlook:
    """`position` 1 is the next to start; None for one that runs or whose place is too far back to tell."""

    position: int | None
    eta_seconds: int | None


@dataclass(frozen=True, slots=True)
class ProviderPace:
    """How long a picture usually takes, and for how long each running one has been at it, in seconds."""

    usual_seconds: float | None
    running_for_seconds: Sequence[float]


async def outlooks(queries: Queries, generations: Sequence[Row]) -> Mapping[str, Outlook]:
    """The outlook of each given open generation, by id. Two queries, however many are given."""
    waiting = [row["id"] for row in generations if row["status"] == "pending"]
    running = {row["id"] for row in generations if row["status"] == "processing"}
    if not waiting and not running:
        return {}
    positions = await _positions(queries, waiting) if waiting else {}
    paces = await _paces(queries, sorted({row["provider"] for row in generations}))
    found: dict[str, Outlook] = {}
    for row in generations:
        pace = paces[row["provider"]]
        if row["id"] in running:
            found[row["id"]] = Outlook(None, time_left(pace, row["seconds_running"]))
        elif row["id"] in positions:
            position = positions[row["id"]]
            found[row["id"]] = Outlook(position, time_until_done(pace, position))
    return found


def time_left(pace: ProviderPace, running_for_seconds: float) -> int | None:
    """Seconds until a running picture is done: at least one, as long as it is not."""
    if pace.usual_seconds is None:
        return None
    return max(1, round(pace.usual_seconds - running_for_seconds))


def time_until_done(pace: ProviderPace, position: int) -> int | None:
    """Seconds until the picture at this place in the line is done."""
    if pace.usual_seconds is None:
        return None
    free_at = [max(0.0, pace.usual_seconds - running) for running in pace.running_for_seconds] or [0.0]
    heapq.heapify(free_at)
    for _ in range(position - 1):
        heapq.heapreplace(free_at, free_at[0] + pace.usual_seconds)
    return max(1, round(free_at[0] + pace.usual_seconds))


async def _positions(queries: Queries, generation_ids: Sequence[str]) -> dict[str, int]:
    rows = await queries.fetch(
        """
        SELECT id, place FROM (
            SELECT id, row_number() OVER (ORDER BY priority, created_at, id) AS place FROM (
                SELECT id, priority, created_at FROM avatar_generations
                WHERE status = 'pending' AND next_at <= now()
                ORDER BY priority, created_at, id LIMIT $2
            ) AS first_in_line
        ) AS line
        WHERE id = ANY ($1::text[]::uuid[])
        """,
        list(generation_ids),
        POSITIONS_SHOWN,
    )
    return {row["id"]: row["place"] for row in rows}


async def _paces(queries: Queries, providers: Sequence[str]) -> dict[str, ProviderPace]:
    rows = await queries.fetch(
        """
        SELECT provider,
            ARRAY(
                SELECT extract(epoch FROM completed_at - started_at)::float8 FROM avatar_generations AS done
                WHERE done.provider = asked.provider AND status = 'completed'
                ORDER BY completed_at DESC LIMIT $2
            ) AS durations,
            ARRAY(
                SELECT extract(epoch FROM now() - started_at)::float8 FROM avatar_generations AS running
                WHERE running.provider = asked.provider AND status = 'processing' LIMIT $3
            ) AS running_for
        FROM unnest($1::text[]) AS asked (provider)
        """,
        list(providers),
        DURATIONS_REMEMBERED,
        POSITIONS_SHOWN,
    )
    return {
        row["provider"]: ProviderPace(median(row["durations"]) if row["durations"] else None, row["running_for"])
        for row in rows
    }
