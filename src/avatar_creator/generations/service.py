"""What can be asked of generations: accept, look, list, cancel, retry. Services never commit.

Accepting is one transaction: idempotency key, rows (and, where credits are kept, their hold); the bell rings
after the commit and may fail, because the row alone is the truth.
"""

import secrets
from collections.abc import Mapping, Sequence

from apphost.kit.database import Queries, Row, Transaction
from apphost.kit.idempotency import fingerprint, first_answer, store_answer
from apphost.kit.ids import new_id
from apphost.kit.json import decode, encode, page
from apphost.kit.pages import decode_cursor, encode_cursor
from avatar_creator.app_state import QUEUE, AppState
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.generations.announcing import NO_OUTLOOK, bell_id, generation_of, publish, ring
from avatar_creator.generations.cancellation import announce_cancellation
from avatar_creator.generations.choosing import check_says_who, model_of, provider_for
from avatar_creator.generations.problems import (
    AlreadyEnded,
    GenerationNotFound,
    NotFailed,
    ProjectNotFound,
    TooManyOpen,
)
from avatar_creator.generations.queue_position import outlooks
from avatar_creator.generations.repository import WORDS_ALONE, GenerationRepository, NewGeneration, Origin
from avatar_creator.generations.schemas import GenerateRequest
from avatar_creator.person import Attributes, Persona

OPEN = ("pending", "processing")
FINAL = ("completed", "failed", "cancelled")


async def accept(
    state: AppState,
    tx: Transaction,
    user_id: str,
    project_id: str,
    request: GenerateRequest,
    key: str | None,
) -> bytes:
    """Take 1 to 4 pictures into the queue; the answer is `schemas.GenerateAccepted`.

    Raises:
        ProjectNotFound, TooManyOpen, ProviderNotConfigured, InvalidRequest
        StillRunning, KeyReused: see `kit.idempotency`.
    """
    said = fingerprint("generate", project_id, request)
    if (answer := await first_answer(tx, user_id, key, said)) is not None:
        return answer
    provider = provider_for(state, request.provider)
    model = model_of(provider, request.model)
    check_says_who(request)
    await check_room(state)
    ids = await add_rows(state, tx, user_id, project_id, request, provider.id, model)
    answer = encode({"generationId": ids[0], "generationIds": ids})
    await store_answer(tx, user_id, key, said, answer)
    return answer


async def add_rows(
    state: AppState,
    tx: Transaction,
    user_id: str,
    project_id: str,
    request: GenerateRequest,
    provider_id: str,
    model: str,
    *,
    retry_of: str | None = None,
    origin: Origin = WORDS_ALONE,
) -> list[str]:
    """Insert the rows of one batch and ring for them once they are committed."""
    repository = GenerationRepository(tx, user_id)
    open_count = await repository.lock_open_count()
    if not await repository.project_is_mine(project_id):
        raise ProjectNotFound
    if open_count + request.count > state.settings.max_open_generations:
        raise TooManyOpen(
            f"You have {open_count} pictures waiting; {state.settings.max_open_generations} is the most. "
            "Wait for some to finish, or cancel them.",
            retry_after_seconds=10,
        )
    batch_id = new_id()
    persona, attributes = request.persona or Persona(), request.attributes or Attributes()
    first_seed = request.seed if request.seed is not None else secrets.randbelow(2**31)
    rows = [
        await repository.add(
            NewGeneration(
                id=new_id(),
                project_id=project_id,
                batch_id=batch_id,
                retry_of=retry_of,
                name=_name_for(request, number),
                prompt=request.prompt,
                negative_prompt=request.negative_prompt,
                persona=persona.model_dump(),
                attributes=attributes.model_dump(),
                provider=provider_id,
                model=model,
                seed=(first_seed + number) % 2**31,
                priority=1 + open_count + number,
                origin=origin,
            )
        )
        for number in range(request.count)
    ]
    tx.after_commit(lambda: _announce_accepted(state, user_id, rows))
    return [row["id"] for row in rows]


async def _announce_accepted(state: AppState, user_id: str, rows: Sequence[Row]) -> None:
    for row in rows:
        ring(state, row)
    places = await outlooks(state.resources.db, rows)
    for row in rows:
        await publish(state, "generation:queued", row, outlook=places.get(row["id"], NO_OUTLOOK))


async def get_generation(queries: Queries, user_id: str, generation_id: str) -> dict[str, object]:
    """Raises: GenerationNotFound."""
    row = await GenerationRepository(queries, user_id).find(generation_id)
    if row is None:
        raise GenerationNotFound
    if row["status"] in FINAL:
        return generation_of(row)
    places = await outlooks(queries, [row])
    return generation_of(row, places.get(row["id"], NO_OUTLOOK))


async def list_generations(
    state: AppState, user_id: str, status: str | None, project_id: str | None, limit: int, cursor: str | None
) -> dict[str, object]:
    """One page, newest first."""
    statuses = OPEN if status == "open" else (status,) if status else (*OPEN, *FINAL)
    after = decode_cursor(cursor) if cursor else None
    rows = await GenerationRepository(state.resources.db, user_id).list(statuses, project_id, limit + 1, after)
    items = rows[:limit]
    places = await outlooks(state.resources.db, items)
    next_cursor = encode_cursor(items[-1]["created_at"], items[-1]["id"]) if len(rows) > limit else None
    return page([generation_of(row, places.get(row["id"], NO_OUTLOOK)) for row in items], next_cursor)


async def snapshot(state: AppState, user_id: str) -> Mapping[str, object]:
    """What a page must know when its event stream begins: all that is waiting or running."""
    rows = await GenerationRepository(state.resources.db, user_id).list_open()
    places = await outlooks(state.resources.db, rows)
    return {"generations": [generation_of(row, places.get(row["id"], NO_OUTLOOK)) for row in rows]}


async def cancel(state: AppState, tx: Transaction, user_id: str, generation_id: str) -> dict[str, object]:
    """End it as cancelled, waiting or running.

    Raises:
        GenerationNotFound
        AlreadyEnded: it completed, failed or was cancelled before.
    """
    repository = GenerationRepository(tx, user_id)
    row = await repository.cancel(generation_id)
    if row is None:
        ended = await repository.find(generation_id)
        if ended is None:
            raise GenerationNotFound
        raise AlreadyEnded(f"It is {ended['status']}; there is nothing left to cancel.")
    tx.after_commit(lambda: announce_cancelled(state, [row]))
    return generation_of(row)


async def cancel_of_project(state: AppState, tx: Transaction, user_id: str, project_id: str) -> int:
    """End everything that is waiting or running for a project; how many that were."""
    rows = await GenerationRepository(tx, user_id).cancel_of_project(project_id)
    tx.after_commit(lambda: announce_cancelled(state, rows))
    return len(rows)


async def announce_cancelled(state: AppState, rows: Sequence[Row]) -> None:
    """Stop the workers at once, take the bells back, tell the pages."""
    for row in rows:
        await publish(state, "generation:cancelled", row)
        await announce_cancellation(state.resources.redis, row["id"])
        await state.resources.bell(QUEUE).silence(bell_id(row))


async def retry(state: AppState, tx: Transaction, user_id: str, generation_id: str, key: str | None) -> bytes:
    """Ask for the same picture again: a new generation that names the old one.

    Raises:
        GenerationNotFound, NotFailed, TooManyOpen, ProjectNotFound
    """
    said = fingerprint("retry", generation_id)
    if (answer := await first_answer(tx, user_id, key, said)) is not None:
        return answer
    row = await GenerationRepository(tx, user_id).find(generation_id)
    if row is None:
        raise GenerationNotFound
    if row["status"] not in ("failed", "cancelled"):
        raise NotFailed(f"It is {row['status']}.")
    request = GenerateRequest(
        prompt=row["prompt"],
        name=row["name"],
        persona=Persona.model_validate_json(row["persona"]),
        attributes=Attributes.model_validate_json(row["attributes"]),
        seed=row["seed"],
        negative_prompt=row["negative_prompt"],
    )
    origin = Origin(
        row["source_type"],
        row["preset_id"],
        row["parent_avatar_id"],
        row["reference_id"],
        None if row["reference"] is None else decode(row["reference"]),
    )
    ids = await add_rows(
        state,
        tx,
        user_id,
        row["project_id"],
        request,
        row["provider"],
        row["model"],
        retry_of=generation_id,
        origin=origin,
    )
    answer = encode({"generationId": ids[0], "generationIds": ids})
    await store_answer(tx, user_id, key, said, answer)
    return answer


async def check_room(state: AppState) -> None:
    """Say it before it hurts: a picture accepted now must find room in a minute."""
    if await state.resources.storage.free_bytes() < state.resources.settings.low_disk_bytes:
        raise NoRoom("New pictures wait until there is room again. Nothing you have is lost; tell the operator.")


def _name_for(request: GenerateRequest, number: int) -> str:
    given = request.name or (request.persona.name if request.persona else None) or _first_words(request.prompt)
    return f"{given[:115]} {number + 1}" if request.count > 1 else given


def _first_words(prompt: str) -> str:
    """A name out of the description's beginning: people rename it later or not at all."""
    words = prompt.split()
    name = ""
    for word in words[:6]:
        if len(name) + len(word) > 40:
            break
        name = f"{name} {word}".strip()
    return name[:1].upper() + name[1:] if name else "New avatar"
