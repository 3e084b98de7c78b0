"""`Idempotency-Key`: the same request sent again answers as it did the first time and acts once.

The key is stored by the transaction that acts, so an action without its key cannot exist. Keys are kept
for 24 hours.
"""

import hashlib

from pydantic import BaseModel
from pydantic_core import to_json

from apphost.kit.database import Queries, Transaction
from apphost.kit.problems import Conflict, Problem

KEPT_HOURS = 24


class StillRunning(Conflict):
    slug = "still-running"
    title = "The first request with this key is still running"


class KeyReused(Problem):
    status = 422
    slug = "idempotency-key-reused"
    title = "This key was used for something else"


def fingerprint(*parts: BaseModel | str) -> bytes:
    """What makes two requests the same: where they went and what they said."""
    content = [part.model_dump(mode="json") if isinstance(part, BaseModel) else part for part in parts]
    return hashlib.sha256(to_json(content)).digest()


async def first_answer(tx: Transaction, user_id: str, key: str | None, request_hash: bytes) -> bytes | None:
    """The stored answer, as JSON, when this request was already served; else None, and the key is ours to store.

    Raises:
        StillRunning: a twin holds the key in a transaction that has not ended.
        KeyReused: the key was used for a request that said something else.
    """
    if key is None:
        return None
    free = await tx.fetchval("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))", f"{user_id}:{key}")
    if not free:
        raise StillRunning("Wait a moment and send it again with the same key.", retry_after_seconds=1)
    stored = await tx.fetchrow(
        "SELECT request_hash, answer FROM idempotency_keys WHERE user_id = $1 AND key = $2", user_id, key
    )
    if stored is None:
        return None
    if stored["request_hash"] != request_hash:
        raise KeyReused("Use a fresh Idempotency-Key for every new request; nothing was done this time.")
    answer: str = stored["answer"]
    return answer.encode()


async def store_answer(tx: Transaction, user_id: str, key: str | None, request_hash: bytes, answer: bytes) -> None:
    """Remember the answer with the action it belongs to."""
    if key is not None:
        await tx.execute(
            "INSERT INTO idempotency_keys (user_id, key, request_hash, answer) VALUES ($1, $2, $3, $4::text::json)",
            user_id,
            key,
            request_hash,
            answer.decode(),
        )


async def forget_old_keys(queries: Queries) -> None:
    await queries.execute(
        "DELETE FROM idempotency_keys WHERE created_at < now() - $1 * interval '1 hour'", float(KEPT_HOURS)
    )
