"""Archives on their way out: a whole project, or chosen avatars, as a stream in bounded memory.

Rows are read page by page and pictures one by one; no connection is held meanwhile. What is told of the people is
collected aside, on disk once it is large, and comes last. An avatar whose file is just being removed is left out.
"""

import unicodedata
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from functools import partial
from itertools import count
from tempfile import SpooledTemporaryFile

from apphost.files import file_name
from apphost.kit.database import Row
from apphost.kit.json import Stored, encode
from apphost.kit.storage import Storage
from avatar_creator.app_state import AppState
from avatar_creator.projects.archive_format import FORMAT, PEOPLE_FILE, PICTURES_FOLDER, VERSION, picture_path
from avatar_creator.projects.archive_repository import ArchiveRepository
from avatar_creator.projects.zip_stream import Entry, zip_stream

_ROWS_AT_ONCE = 200
_IN_MEMORY_BYTES = 1_000_000
_PART_BYTES = 256 * 1024


def export_project(state: AppState, user_id: str, project: Row) -> AsyncIterator[bytes]:
    """The archive of a project, such as `importing` takes."""
    numbers = count(1)
    about = {
        "name": project["name"],
        "description": project["description"],
        "coverAvatarId": project["cover_avatar_id"],
    }
    rows = _rows_of_project(ArchiveRepository(state.resources.db, user_id), project["id"])
    return _archive(state.resources.storage, rows, about, lambda row: picture_path(next(numbers), _extension(row)))


def download_avatars(state: AppState, user_id: str, ids: Sequence[str]) -> AsyncIterator[bytes]:
    """The archive of those avatars that are there, their pictures called as they are."""
    names: dict[str, int] = {}
    rows = _rows_of_ids(ArchiveRepository(state.resources.db, user_id), ids)
    return _archive(state.resources.storage, rows, None, partial(_path_by_name, names))


async def _archive(
    storage: Storage, rows: AsyncIterator[Row], about: object, path_of: Callable[[Row], str]
) -> AsyncIterator[bytes]:
    async with aclosing(_entries(storage, rows, about, path_of)) as entries:
        async for part in zip_stream(entries):
            yield part


async def _entries(
    storage: Storage, rows: AsyncIterator[Row], about: object, path_of: Callable[[Row], str]
) -> AsyncGenerator[Entry, None]:
    head = {"format": FORMAT, "version": VERSION, "exportedAt": datetime.now(UTC), "project": about}
    separator = b'"people":['
    with SpooledTemporaryFile(_IN_MEMORY_BYTES) as people:
        people.write(encode(head)[:-1] + b",")
        async for row in rows:
            content = await _read(storage, row["base_file"])
            if content is not None:
                path = path_of(row)
                people.write(separator + encode(_person_of(row, path)))
                separator = b",\n"
                yield path, [content]
        people.write((b"" if separator == b",\n" else separator) + b"]}")
        people.seek(0)
        yield PEOPLE_FILE, iter(partial(people.read, _PART_BYTES), b"")


async def _rows_of_project(archive: ArchiveRepository, project_id: str) -> AsyncIterator[Row]:
    after = None
    while rows := await archive.of_project(project_id, _ROWS_AT_ONCE, after):
        for row in rows:
            yield row
        after = rows[-1]["created_at"], rows[-1]["id"]


async def _rows_of_ids(archive: ArchiveRepository, ids: Sequence[str]) -> AsyncIterator[Row]:
    for row in await archive.of_ids(ids):
        yield row


async def _read(storage: Storage, key: str) -> bytes | None:
    """The whole file; None when it is gone."""
    file = await storage.find(key)
    if file is None:
        return None
    try:
        return b"".join([part async for part in storage.read(key, 0, file.size_bytes)])
    except FileNotFoundError:
        return None


def _person_of(row: Row, path: str) -> dict[str, object]:
    """A row as `archive_format.Person`."""
    return {
        "id": row["id"],
        "parentAvatarId": row["parent_avatar_id"],
        "file": path,
        "name": row["name"],
        "persona": {
            "name": row["persona_name"],
            "age": row["persona_age"],
            "personality": row["persona_personality"],
            "background": row["persona_background"],
        },
        "attributes": Stored(row["attributes"]),
        "sourceType": row["source_type"],
        "recipe": Stored(row["recipe"]),
        "tags": row["tags"],
        "isFavorite": row["is_favorite"],
        "createdAt": row["created_at"],
        "contentHash": row["content_hash"],
    }


def _path_by_name(taken: dict[str, int], row: Row) -> str:
    """Called like the avatar, and unlike all before on every file system, whether or not it tells cases apart."""
    extension = _extension(row)
    name = file_name(row["name"], extension)
    first = _alike(name)
    while _alike(name) in taken:
        taken[first] += 1
        name = file_name(f"{row['name'][:90]} ({taken[first]})", extension)
    taken[_alike(name)] = 1
    return f"{PICTURES_FOLDER}/{name}"


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _extension(row: Row) -> str:
    return str(row["base_file"].rpartition(".")[2])
