"""The worker's side of a generation: claim, draw, store, finish; or fail, put off, give back.

Every change is fenced by the lease. Retries live here alone; providers never sleep. The order is bytes first,
row second, message third, so each later step can be redone from the earlier one.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import structlog

from apphost.files import keys_of
from apphost.kit.database import DatabaseAway, Row
from apphost.kit.ids import new_id
from apphost.kit.images import PictureRefused, Renditions
from apphost.kit.jobs import RingAgain
from apphost.kit.json import decode
from apphost.kit.storage import StorageFull
from avatar_creator.app_state import AppState
from avatar_creator.avatars.repository import AvatarRepository, NewAvatar
from avatar_creator.avatars.service import announce, avatar_of
from avatar_creator.generations import announcing
from avatar_creator.generations.finished import avatar_from
from avatar_creator.generations.look import plan_look
from avatar_creator.generations.plan import Plan, plan
from avatar_creator.generations.reference_picture import with_picture
from avatar_creator.generations.work_repository import WorkRepository
from avatar_creator.person import Attributes, Persona
from avatar_creator.presets.service import count_use
from avatar_creator.providers import (
    GeneratedImage,
    ImageProvider,
    ImageRequest,
    ProviderBadReply,
    ProviderError,
    ProviderTimeout,
)
from avatar_creator.running import Running

log = structlog.get_logger(__name__)

ATTEMPTS = 3
_FINISH_TRIES = 6
_FINISH_PAUSE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to change one row, and the file set this attempt may write."""

    row: Row
    token: str
    file_set: str


async def run(state: AppState, data: Mapping[str, Any]) -> RingAgain | None:
    """Answer one bell. Nothing happens when the row has ended, moved on, or is in another worker's hands."""
    lease = await _claim(state, data["generationId"], data["attempt"])
    if isinstance(lease, RingAgain | None):
        return lease
    await announcing.publish(state, "generation:progress", lease.row)
    drawing = asyncio.create_task(_attempt(state, lease))
    running = Running(drawing, lease.token)
    with state.running.entered(lease.row["id"], running):
        try:
            await asyncio.shield(drawing)
        except asyncio.CancelledError:
            if running.stopped:
                await _discard_files(state, lease.file_set)
                return None
            # The worker itself is stopping: the attempt is given back untouched for another to take.
            drawing.cancel()
            await asyncio.wait([drawing])
            await _give_back(state, lease)
            raise
    return None


async def _claim(state: AppState, generation_id: str, attempt: int) -> Lease | RingAgain | None:
    work, token, file_set = WorkRepository(state.resources.db), new_id(), new_id()
    lease_seconds = state.resources.settings.lease_seconds
    # Files of an attempt that dies are nobody's once it can no longer finish.
    keep_seconds = 2 * state.settings.attempt_seconds + lease_seconds
    row = await work.claim(generation_id, attempt, token, lease_seconds, file_set, keep_seconds)
    if row is not None:
        return Lease(row, token, f"avatar-creator/{row['user_id']}/{file_set}")
    leased_until = await work.leased_until(generation_id, attempt)
    if leased_until is not None and leased_until > datetime.now(UTC):
        return RingAgain(leased_until + timedelta(seconds=1))
    return None


async def _attempt(state: AppState, lease: Lease) -> None:
    """Draw and finish, or note why not."""
    try:
        async with asyncio.timeout(state.settings.attempt_seconds):
            started = perf_counter()
            image, understood = await _draw(state, lease)
            drawn = perf_counter()
            renditions = await _encode(state, image)
            encoded = perf_counter()
            await _store(state, lease, renditions)
        await _finish(state, lease, image, understood, renditions)
        log.info(
            "picture made",
            generation_id=lease.row["id"],
            provider_ms=round((drawn - started) * 1000, 1),
            encode_ms=round((encoded - drawn) * 1000, 1),
            store_ms=round((perf_counter() - encoded) * 1000, 1),
        )
    except TimeoutError:
        error: ProviderError = ProviderTimeout("The picture was not finished in time.")
        await _fail_or_put_off(state, lease, error)
    except ProviderError as provider_error:
        await _fail_or_put_off(state, lease, provider_error)
    except DatabaseAway:
        # The lease runs out by itself and the sweep rings again; nothing can be noted now.
        log.warning("database away during a generation", generation_id=lease.row["id"])
    except Exception:
        log.exception("attempt broke", generation_id=lease.row["id"])
        await _fail_or_put_off(state, lease, _Unexpected("Something broke on our side while drawing."))


async def _draw(state: AppState, lease: Lease) -> tuple[GeneratedImage, Plan]:
    row = lease.row
    provider = state.providers.get(row["provider"])
    if provider is None:
        raise ProviderError(f"The provider {row['provider']} is no longer installed.")
    understood = _plan(provider, row)

    async def progress(percent: int) -> None:
        await _note_progress(state, lease, 10 + percent * 60 // 100)

    image = await provider.generate(
        ImageRequest(
            prompt=understood.prompt,
            negative_prompt=row["negative_prompt"] or understood.negative_prompt,
            attributes=understood.wanted,
            seed=row["seed"],
            model=row["model"],
            idempotency_key=f"{row['id']}-{row['attempt']}",
            reference=await with_picture(state.resources.storage, provider, understood.reference, row),
        ),
        progress,
    )
    await _note_progress(state, lease, 70)
    return image, understood


def _plan(provider: ImageProvider, row: Row) -> Plan:
    attributes = Attributes.model_validate_json(row["attributes"])
    if row["reference"] is not None:
        return plan_look(row["prompt"], attributes, decode(row["reference"]))
    return plan(provider, row["prompt"], attributes, Persona.model_validate_json(row["persona"]))


async def _encode(state: AppState, image: GeneratedImage) -> Renditions:
    """Check the bytes like an upload and re-encode them in every size."""
    try:
        return await state.resources.images.renditions(image.content)
    except PictureRefused as refusal:
        raise ProviderBadReply(f"The provider's answer was no usable picture: {refusal.detail}") from refusal


async def _store(state: AppState, lease: Lease, renditions: Renditions) -> None:
    """Write the files under this attempt's file set."""
    try:
        await state.resources.storage.put_many(renditions.files(lease.file_set))
    except StorageFull as full:
        raise _StorageFull(str(full)) from full
    await _note_progress(state, lease, 90)


async def _finish(
    state: AppState, lease: Lease, image: GeneratedImage, understood: Plan, renditions: Renditions
) -> None:
    """Give the files to an avatar and end the row, in one transaction.

    A finished picture is worth patience: while the database is away the transaction is tried again. Whether an
    unacknowledged commit took place is told by the lease, which only one finish can use up.
    """
    names_its_prompt = not state.providers[lease.row["provider"]].capabilities.live_portrait
    avatar = avatar_from(lease.row, lease.file_set, image, understood, renditions, names_its_prompt=names_its_prompt)
    for tries_left in reversed(range(_FINISH_TRIES)):
        try:
            finished = await _finish_once(state, lease, avatar)
        except DatabaseAway:
            if not tries_left:
                raise
            await asyncio.sleep(_FINISH_PAUSE_SECONDS)
        else:
            if not finished:
                await _discard_files(state, lease.file_set)
            return


async def _finish_once(state: AppState, lease: Lease, avatar: NewAvatar) -> bool:
    user_id = lease.row["user_id"]
    async with state.resources.db.transaction() as tx:
        work, avatars = WorkRepository(tx), AvatarRepository(tx, user_id)
        # In the order of whoever deletes parents and projects, so that neither waits for the other.
        if avatar.parent_avatar_id is not None:
            await avatars.take_turn()
        await avatars.lock_project(avatar.project_id)
        held = await work.hold(lease.row["id"], lease.token)
        if held is None:
            return False
        # The parent may be gone for ever since the drawing began.
        avatar_row = await avatars.add(replace(avatar, parent_avatar_id=held["parent_avatar_id"]))
        row = await work.complete(lease.row["id"], lease.token, avatar.id)
        assert row is not None
        await work.claim_files(lease.file_set)
        if row["preset_id"] is not None:
            await count_use(tx, row["preset_id"])
        tx.after_commit(
            lambda: announcing.publish(state, "generation:completed", row, avatar=avatar_of(avatar_row, state.files))
        )
        announce(state, tx, user_id, "avatar:created", avatar_row)
    return True


async def _note_progress(state: AppState, lease: Lease, percent: int) -> None:
    row = await WorkRepository(state.resources.db).note_progress(lease.row["id"], lease.token, percent)
    if row is not None:
        await announcing.publish(state, "generation:progress", row)


class _Unexpected(ProviderError):
    slug = "generation-broke"
    title = "Something broke on our side"
    may_pass = True


class _StorageFull(ProviderError):
    slug = "storage-full"
    title = "There is no room for the picture"
    may_pass = True


async def _fail_or_put_off(state: AppState, lease: Lease, error: ProviderError) -> None:
    row, work = lease.row, WorkRepository(state.resources.db)
    problem = {"slug": error.slug, "title": error.title, "detail": error.detail}
    log.warning("attempt failed", generation_id=row["id"], attempt=row["attempt"], hint=error.hint, **problem)
    if error.may_pass and row["attempt"] < ATTEMPTS:
        usual = state.settings.retry_delays_seconds[row["attempt"] - 1]
        wait_seconds = max(usual, error.retry_after_seconds or 0)
        changed = await work.put_off(row["id"], lease.token, wait_seconds, problem, attempts=1)
        if changed is not None:
            announcing.ring(state, changed, wait_seconds)
            await announcing.publish(state, "generation:queued", changed)
    else:
        changed = await work.fail(row["id"], lease.token, problem)
        if changed is not None:
            await announcing.publish(state, "generation:failed", changed)
    await _discard_files(state, lease.file_set)


async def _give_back(state: AppState, lease: Lease) -> None:
    changed = await WorkRepository(state.resources.db).put_off(lease.row["id"], lease.token, 0, {}, attempts=0)
    if changed is not None:
        await announcing.publish(state, "generation:queued", changed)
    await _discard_files(state, lease.file_set)


async def _discard_files(state: AppState, file_set: str) -> None:
    """Remove what this attempt wrote, unless an avatar has claimed it after all."""
    work = WorkRepository(state.resources.db)
    if await work.give_up_files(file_set):
        await state.resources.storage.delete_many(keys_of(file_set))
        await work.claim_files(file_set)
