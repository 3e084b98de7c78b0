"""A project comes in from another installation: all of it, or nothing.

The archive is checked whole before the first byte is stored. Then come files, noted as unclaimed before they are
written, each picture decoded and encoded anew like any upload; then one transaction makes the project, its avatars
and their claim on the files. Every id is new. What fails or is killed in between leaves files that nobody claimed,
which are swept away.
"""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from typing import IO

from apphost.kit.database import Transaction
from apphost.kit.idempotency import fingerprint, first_answer, store_answer
from apphost.kit.ids import new_id
from apphost.kit.images import PictureRefused
from apphost.kit.json import encode
from apphost.kit.problems import Problem
from apphost.kit.storage import StorageFull
from avatar_creator.app_state import APP_ID, AppState
from avatar_creator.avatars.problems import NoRoom
from avatar_creator.avatars.repository import FILTERED, AvatarRepository
from avatar_creator.avatars.unclaimed_repository import UnclaimedRepository
from avatar_creator.generations.service import check_room
from avatar_creator.projects.archive_format import ArchivedProject, Person
from avatar_creator.projects.archive_reading import Archive, ArchiveRefused, read_archive
from avatar_creator.projects.archive_repository import ArchiveRepository
from avatar_creator.projects.repository import ProjectRepository
from avatar_creator.projects.service import announce_project, project_of

_KEEP_SECONDS = 86_400.0
"""Longer than any import takes: its files must not be swept away before they are claimed."""

_ROWS_AT_ONCE = 500
_PART_BYTES = 1_000_000

_turns = asyncio.Semaphore(2)
"""Imports that one process works on at once: each holds what is told of up to ten thousand people."""


class ImportRefused(Problem):
    status = 422
    slug = "import-refused"
    title = "This file cannot be imported"


async def import_project(state: AppState, user_id: str, file: IO[bytes], key: str | None) -> bytes:
    """Make a project of an exported one; the answer is `schemas.ImportedProject`.

    Raises:
        ImportRefused: it is no export, or hostile, or holds a picture that cannot be used. Nothing is kept.
        NoRoom, StillRunning, KeyReused
    """
    async with _turns:
        said = fingerprint("import", await asyncio.to_thread(_digest, file)) if key else b""
        async with state.resources.db.transaction() as tx:
            if (answer := await first_answer(tx, user_id, key, said)) is not None:
                return answer
        try:
            return await _import(state, user_id, await asyncio.to_thread(read_archive, file), key, said)
        except ArchiveRefused as refusal:
            raise ImportRefused(str(refusal)) from refusal
        except StorageFull as full:
            raise NoRoom(str(full)) from full


async def _import(state: AppState, user_id: str, archive: Archive, key: str | None, said: bytes) -> bytes:
    await check_room(state)
    people = archive.people.people
    file_sets = [f"{APP_ID}/{user_id}/{new_id()}" for _ in people]
    unclaimed = UnclaimedRepository(state.resources.db)
    await unclaimed.add(file_sets, _KEEP_SECONDS)
    try:
        pictures = [
            await _store(state, archive, person, file_set) for person, file_set in zip(people, file_sets, strict=True)
        ]
        rows, new_ids = _rows(people, pictures)
        async with state.resources.db.transaction() as tx:
            # A twin may have been quicker; then these files stay unclaimed.
            if (answer := await first_answer(tx, user_id, key, said)) is not None:
                return answer
            if await UnclaimedRepository(tx).claim(file_sets) < len(file_sets):
                raise ArchiveRefused("It took longer than a day. Please try again when less is going on.")
            answer = await _add(state, tx, user_id, archive.project, rows, new_ids)
            await store_answer(tx, user_id, key, said, answer)
        return answer
    except Exception:
        await unclaimed.give_up(file_sets)
        raise


async def _store(state: AppState, archive: Archive, person: Person, file_set: str) -> dict[str, object]:
    """Write one person's pictures; what is known of them, by column."""
    content = await asyncio.to_thread(archive.picture, person)
    try:
        renditions = await state.resources.images.renditions(content)
    except PictureRefused as refusal:
        raise ArchiveRefused(f"The picture of “{person.name}” in it cannot be used. {refusal.detail}") from refusal
    await state.resources.storage.put_many(renditions.files(file_set))
    return {
        "base_file": f"{file_set}.{renditions.extension}",
        "thumbhash": renditions.thumbhash,
        "width_px": renditions.base.width_px,
        "height_px": renditions.base.height_px,
        "content_type": renditions.content_type,
        "size_bytes": len(renditions.base.content),
        # As for uploads: what was sent is recognised when it is sent again, drawings are not.
        "likeness": renditions.likeness if person.content_hash else None,
    }


def _rows(
    people: Sequence[Person], pictures: Sequence[Mapping[str, object]]
) -> tuple[list[dict[str, object]], dict[str, str]]:
    """New avatars by column, and the new id of each old one. A parent that did not come before is nobody's."""
    new_ids: dict[str, str] = {}
    rows = []
    for person, picture in zip(people, pictures, strict=True):
        parent_id = new_ids.get(person.parent_avatar_id or "")
        new_ids[person.id] = new_id()
        rows.append({"id": new_ids[person.id], "parent_avatar_id": parent_id, **_told(person), **picture})
    return rows, new_ids


def _told(person: Person) -> dict[str, object]:
    """What the archive says, by column."""
    return {
        "name": person.name,
        "persona_name": person.persona.name,
        "persona_age": person.persona.age,
        "persona_personality": person.persona.personality,
        "persona_background": person.persona.background,
        "attributes": person.attributes.model_dump(),
        **{column: getattr(person.attributes, column) for column in FILTERED},
        "source_type": person.source_type,
        "recipe": person.recipe.model_dump(),
        "tags": person.tags,
        "is_favorite": person.is_favorite,
        "created_at": person.created_at,
        "content_hash": person.content_hash,
    }


async def _add(
    state: AppState,
    tx: Transaction,
    user_id: str,
    project: ArchivedProject,
    rows: Sequence[Mapping[str, object]],
    new_ids: Mapping[str, str],
) -> bytes:
    projects, project_id = ProjectRepository(tx, user_id), new_id()
    await projects.add(project_id, project.name, project.description)
    archive = ArchiveRepository(tx, user_id)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        await archive.add(project_id, rows[start : start + _ROWS_AT_ONCE])
    if cover := new_ids.get(project.cover_avatar_id or ""):
        await projects.update(project_id, project.name, project.description, cover)
    await AvatarRepository(tx, user_id).refresh_projects({project_id: len(rows)})
    row = await projects.find(project_id)
    assert row is not None
    announce_project(state, tx, user_id, row)
    return encode({"project": project_of(row, state.files), "avatars": len(rows)})


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while part := file.read(_PART_BYTES):
        digest.update(part)
    return digest.hexdigest()
