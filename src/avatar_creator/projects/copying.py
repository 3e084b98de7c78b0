"""Copies of avatars: each with files of its own, so that nothing that happens to the one can reach the other.

Bytes first, rows second: the new file sets are noted as unclaimed, then written, then given to the new avatars by
the transaction that makes them. What a crash leaves between is swept away. No connection is held while files are
copied.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from apphost.files import keys_of_picture
from apphost.kit.database import Row, Transaction
from apphost.kit.idempotency import fingerprint, first_answer, store_answer
from apphost.kit.ids import new_id
from apphost.kit.json import encode
from apphost.kit.storage import StorageFull
from avatar_creator.app_state import APP_ID, AppState
from avatar_creator.avatars.bulk_repository import BulkRepository
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.avatars.repository import AvatarRepository
from avatar_creator.avatars.service import AvatarNotFound, avatar_of
from avatar_creator.avatars.unclaimed_repository import UnclaimedRepository
from avatar_creator.generations.problems import ProjectNotFound
from avatar_creator.projects.bulk import announce_avatars, count_by_project
from avatar_creator.projects.repository import ProjectRepository
from avatar_creator.projects.schemas import BulkCopy, CopyRequest

_KEEP_SECONDS = 3600.0

AnswerOf = Callable[[AppState, Sequence[Row]], bytes]


@dataclass(frozen=True, slots=True)
class _Copy:
    """What is to become an avatar, once its files are written."""

    id: str
    source_id: str
    file_set: str
    base_file: str
    name: str | None


async def copy_avatar(state: AppState, user_id: str, avatar_id: str, wanted: CopyRequest, key: str | None) -> bytes:
    """Copy one into its own project or another; the answer is `schemas.Avatar`.

    Raises: AvatarNotFound, ProjectNotFound, NoRoom, StillRunning, KeyReused.
    """
    said = fingerprint("copy", avatar_id, wanted)
    return await _copy(state, user_id, [avatar_id], wanted.project_id, wanted.name, key, said, _one)


async def copy_avatars(state: AppState, user_id: str, wanted: BulkCopy, key: str | None) -> bytes:
    """Copy many into one project; the answer is `schemas.AvatarIds` of the copies, oldest first.

    Raises: ProjectNotFound, NoRoom, StillRunning, KeyReused.
    """
    said = fingerprint("copy", wanted)
    return await _copy(state, user_id, wanted.avatar_ids, wanted.project_id, None, key, said, _many)


def _one(state: AppState, rows: Sequence[Row]) -> bytes:
    if not rows:
        raise AvatarNotFound
    return encode(avatar_of(rows[0], state.files))


def _many(_: AppState, rows: Sequence[Row]) -> bytes:
    return encode({"avatarIds": [row["id"] for row in rows]})


async def _copy(
    state: AppState,
    user_id: str,
    ids: Sequence[str],
    project_id: str | None,
    name: str | None,
    key: str | None,
    said: bytes,
    answer_of: AnswerOf,
) -> bytes:
    async with state.resources.db.transaction() as tx:
        if (answer := await first_answer(tx, user_id, key, said)) is not None:
            return answer
        if project_id is not None and await ProjectRepository(tx, user_id).find(project_id) is None:
            raise ProjectNotFound
    copies = await _copy_files(state, user_id, ids, name)
    async with state.resources.db.transaction() as tx:
        # A twin may have been quicker; then these files stay unclaimed.
        if (answer := await first_answer(tx, user_id, key, said)) is not None:
            return answer
        rows = await _add(state, tx, user_id, copies, project_id)
        answer = answer_of(state, rows)
        await store_answer(tx, user_id, key, said, answer)
    return answer


async def _copy_files(state: AppState, user_id: str, ids: Sequence[str], name: str | None) -> list[_Copy]:
    """Write the files of copies of all that are there; one whose files are just being removed is left out."""
    db = state.resources.db
    # Ids grow with their making, so copies lie in the order of their models.
    copies = [_planned(user_id, row, name) for row in await BulkRepository(db, user_id).find(ids)]
    await UnclaimedRepository(db).add([copy.file_set for copy, _ in copies], _KEEP_SECONDS)
    files = {
        source: target
        for copy, base_file in copies
        for source, target in zip(keys_of_picture(base_file), keys_of_picture(copy.base_file), strict=True)
    }
    try:
        there = await state.resources.storage.copy_many(files)
    except StorageFull as full:
        raise NoRoom(str(full)) from full
    return [copy for copy, _ in copies if there.issuperset(keys_of_picture(copy.base_file))]


def _planned(user_id: str, row: Row, name: str | None) -> tuple[_Copy, str]:
    """The copy to be, and the base file it will be a copy of."""
    file_set = f"{APP_ID}/{user_id}/{new_id()}"
    extension = row["base_file"].rpartition(".")[2]
    return _Copy(new_id(), row["id"], file_set, f"{file_set}.{extension}", name), row["base_file"]


async def _add(
    state: AppState, tx: Transaction, user_id: str, copies: Sequence[_Copy], project_id: str | None
) -> Sequence[Row]:
    """Make the avatars and give them their files. Raises: ProjectNotFound, when it is gone meanwhile."""
    avatars, bulk = AvatarRepository(tx, user_id), BulkRepository(tx, user_id)
    await avatars.take_turn()
    if project_id is not None and not await avatars.lock_project(project_id):
        raise ProjectNotFound
    added = await bulk.copy([asdict(copy) for copy in copies], project_id)
    made = {row["id"] for row in added}
    await UnclaimedRepository(tx).claim([copy.file_set for copy in copies if copy.id in made])
    await avatars.refresh_projects(count_by_project(added))
    await announce_avatars(state, tx, user_id, "avatar:created", added)
    return await bulk.find([row["id"] for row in added])
