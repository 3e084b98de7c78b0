"""What follows a change of a generation: a worker is woken for it, and its owner's pages are told how it now stands."""

from apphost.kit.database import Row
from apphost.kit.json import Stored, encode, stored
from avatar_creator.app_state import APP_ID, QUEUE, AppState
from avatar_creator.generations.queue_position import Outlook

NO_OUTLOOK = Outlook(None, None)


def ring(state: AppState, row: Row, delay_seconds: float = 0) -> None:
    """Wake a worker for this attempt of the row."""
    state.resources.bell(QUEUE).ring_soon(
        bell_id(row),
        {"generationId": row["id"], "attempt": row["attempt"]},
        delay_seconds=delay_seconds,
        priority=row["priority"],
    )


def bell_id(row: Row) -> str:
    return f"{row['id']}-{row['attempt']}"


async def publish(
    state: AppState, event: str, row: Row, *, outlook: Outlook = NO_OUTLOOK, avatar: object = None
) -> None:
    """Tell the owner's pages how the generation now stands; the data is `schemas.GenerationEvent`."""
    data = {
        "app": APP_ID,
        "generationId": row["id"],
        "projectId": row["project_id"],
        "generation": generation_of(row, outlook),
        "avatar": avatar,
        "problem": stored(row["problem"]),
    }
    await state.events.publish(row["user_id"], event, encode(data))


def generation_of(row: Row, outlook: Outlook = NO_OUTLOOK) -> dict[str, object]:
    """A row as `schemas.Generation` on the wire."""
    return {
        "id": row["id"],
        "projectId": row["project_id"],
        "avatarId": row["avatar_id"],
        "batchId": row["batch_id"],
        "status": row["status"],
        "prompt": row["prompt"],
        "name": row["name"],
        "persona": Stored(row["persona"]),
        "attributes": Stored(row["attributes"]),
        "problem": stored(row["problem"]),
        "provider": row["provider"],
        "model": row["model"],
        "seed": row["seed"],
        "progressPercent": row["progress_percent"],
        "attempt": row["attempt"],
        "nextAttemptAt": row["next_at"] if row["status"] == "pending" and row["attempt"] > 1 else None,
        "queuePosition": outlook.position,
        "etaSeconds": outlook.eta_seconds,
        "retryOf": row["retry_of"],
        "sourceType": row["source_type"],
        "presetId": row["preset_id"],
        "parentAvatarId": row["parent_avatar_id"],
        "referenceId": row["reference_id"],
        "version": row["version"],
        "createdAt": row["created_at"],
        "startedAt": row["started_at"],
        "completedAt": row["completed_at"],
    }
