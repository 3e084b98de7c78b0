"""What can be done with uses: record one, look at them. Services never commit."""

from typing import NamedTuple

from apphost.kit.database import Row, Transaction
from apphost.kit.dependencies import ActingApp
from apphost.kit.idempotency import fingerprint, first_answer, store_answer
from apphost.kit.ids import new_id
from apphost.kit.json import Stored, encode
from apphost.kit.pages import decode_cursor, encode_cursor
from avatar_creator.app_state import AppState
from avatar_creator.avatars.repository import AvatarRepository
from avatar_creator.avatars.service import AvatarNotFound, announce, get_avatar
from avatar_creator.usage.repository import UsageRepository
from avatar_creator.usage.schemas import UsageRecord


class Recorded(NamedTuple):
    row: Row
    is_new: bool


async def record(
    state: AppState, tx: Transaction, user_id: str, avatar_id: str, app: ActingApp, use: UsageRecord
) -> Recorded:
    """Count the use, unless it was told before: then the first time's row.

    The avatar is locked first, so that its count is the number of its rows whoever else records.

    Raises:
        AvatarNotFound: unknown, foreign or in the trash.
    """
    avatars, uses = AvatarRepository(tx, user_id), UsageRepository(tx, user_id)
    if await avatars.find_for_update(avatar_id) is None:
        raise AvatarNotFound
    row = await uses.add(
        new_id(), avatar_id, (app.id, app.name), use.action, use.reference_type, use.reference_id, use.metadata
    )
    if row is None:
        assert use.reference_id is not None
        told = await uses.find_told(avatar_id, app.id, use.action, use.reference_type, use.reference_id)
        assert told is not None
        return Recorded(told, False)
    avatar = await avatars.count_use(avatar_id)
    announce(state, tx, user_id, "avatar:updated", avatar)
    return Recorded(row, True)


class Told(NamedTuple):
    answer: bytes
    is_new: bool


async def tell(
    state: AppState, tx: Transaction, user_id: str, avatar_id: str, app: ActingApp, use: UsageRecord, key: str | None
) -> Told:
    """As `record`, with the answer as JSON of `schemas.Usage`; `key` counts a use without a reference once too.

    Raises:
        AvatarNotFound
        StillRunning, KeyReused
    """
    request_hash = fingerprint("usage", avatar_id, app.id, use)
    if (stored := await first_answer(tx, user_id, key, request_hash)) is not None:
        return Told(stored, False)
    recorded = await record(state, tx, user_id, avatar_id, app, use)
    answer = encode(usage_of(recorded.row))
    await store_answer(tx, user_id, key, request_hash, answer)
    return Told(answer, recorded.is_new)


async def history(state: AppState, user_id: str, avatar_id: str, limit: int, cursor: str | None) -> dict[str, object]:
    """A page of uses, newest first, with the summary of all, as `schemas.UsageHistory`. Raises: AvatarNotFound."""
    db = state.resources.db
    await get_avatar(db, user_id, avatar_id)
    uses = UsageRepository(db, user_id)
    rows = await uses.list_of(avatar_id, limit + 1, decode_cursor(cursor) if cursor else None)
    apps = await uses.by_app(avatar_id)
    items = rows[:limit]
    return {
        "summary": {
            "total": sum(app["count"] for app in apps),
            "apps": [
                {
                    "appId": app["app_id"],
                    "appName": app["app_name"],
                    "count": app["count"],
                    "lastUsedAt": app["last_used_at"],
                }
                for app in apps
            ],
            "byMonth": [dict(month) for month in await uses.by_month(avatar_id)],
        },
        "items": [usage_of(row) for row in items],
        "nextCursor": encode_cursor(items[-1]["created_at"], items[-1]["id"]) if len(rows) > limit else None,
    }


def usage_of(row: Row) -> dict[str, object]:
    """A row as `schemas.Usage` on the wire."""
    return {
        "id": row["id"],
        "avatarId": row["avatar_id"],
        "appId": row["app_id"],
        "appName": row["app_name"],
        "action": row["action"],
        "referenceId": row["reference_id"],
        "referenceType": row["reference_type"],
        "metadata": Stored(row["metadata"]),
        "createdAt": row["created_at"],
    }
