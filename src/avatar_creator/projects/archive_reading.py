"""A zip file that somebody sent, held to what an export writes before anything in it is believed.

Nothing is ever unpacked to a path. Every limit is checked against the archive's own directory first and holds while
reading too, and the directory is measured before it is loaded. Blocking: to be run in a thread.
"""

import re
import stat
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, TypeVar
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError

from apphost.kit.json import decode
from avatar_creator.projects.archive_format import (
    MAX_PEOPLE,
    MAX_PEOPLE_BYTES,
    MAX_PICTURE_BYTES,
    PEOPLE_FILE,
    PICTURES_FOLDER,
    VERSION,
    ArchivedProject,
    People,
    Person,
)

Part = TypeVar("Part", People, Person)

_END = struct.Struct("<4s4H2LH")
"""The last record of an archive without a comment: signature, two disk numbers, two counts, size and place of the
directory, length of the comment (APPNOTE 4.3.16)."""

_MAX_ENTRY_BYTES = 256
"""Of the directory: 46 and the name is what an export takes."""

_PICTURE = re.compile(rf"{PICTURES_FOLDER}/\d{{6}}\.(?:jpg|png|webp)")
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, struct.error)
"""What `zipfile` raises for archives that are damaged, or of a kind it does not know."""


class ArchiveRefused(Exception):
    """Says why, in words for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An export that keeps every promise but those of its pictures, which are checked when they are decoded."""

    people: People
    project: ArchivedProject
    _zip: ZipFile

    def picture(self, person: Person) -> bytes:
        """Raises: ArchiveRefused."""
        try:
            return self._zip.read(person.file)
        except _BROKEN as error:
            raise ArchiveRefused(f"The picture of “{person.name}” in it is damaged.") from error


def read_archive(file: IO[bytes]) -> Archive:
    """Check everything that can be told without decoding pictures. Raises: ArchiveRefused."""
    size = _check_end(file)
    try:
        archive = ZipFile(file)
        entries = archive.infolist()
        _check_entries(entries, size)
        raw = archive.read(PEOPLE_FILE)
    except KeyError:
        raise ArchiveRefused(f"There is no {PEOPLE_FILE} in it.") from None
    except _BROKEN as error:
        raise ArchiveRefused("It is damaged or incomplete.") from error
    people = _people(raw)
    if people.project is None:
        raise ArchiveRefused("It is a download of people, not the export of a project.")
    _check_files(people, {entry.filename for entry in entries})
    return Archive(people, people.project, archive)


def _check_end(file: IO[bytes]) -> int:
    """The size of the whole file, which must end like an archive, with a directory of a size we can load."""
    size = file.seek(0, 2)
    if size < _END.size:
        raise ArchiveRefused("It is no zip file.")
    file.seek(-_END.size, 2)
    signature, disk, first_disk, here, entries, length, start, comment = _END.unpack(file.read(_END.size))
    if signature != b"PK\5\6":
        raise ArchiveRefused("It is no zip file, or it is incomplete.")
    if disk or first_disk or comment or here != entries or start + length + _END.size != size:
        raise ArchiveRefused("It is not as an export writes it.")
    if entries > MAX_PEOPLE + 1 or length > entries * _MAX_ENTRY_BYTES:
        raise ArchiveRefused(f"There are more than {MAX_PEOPLE} people in it.")
    return size


def _check_entries(entries: Sequence[ZipInfo], size: int) -> None:
    if len({entry.filename for entry in entries}) < len(entries):
        raise ArchiveRefused("Two files in it have the same name.")
    for entry in entries:
        _check_entry(entry)
    # Stored entries that do not overlap cannot hold more than there is.
    if sum(entry.file_size for entry in entries) > size:
        raise ArchiveRefused("It claims to hold more than it can.")


def _check_entry(entry: ZipInfo) -> None:
    # `orig_filename` is what stands there; zipfile cuts names at a NUL.
    name = entry.orig_filename
    if name != PEOPLE_FILE and not _PICTURE.fullmatch(name):
        raise ArchiveRefused(f"There is a file in it that no export writes: {name[:100]!r}.")
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise ArchiveRefused(f"{name} in it is no plain file.")
    if entry.flag_bits & _ENCRYPTED:
        raise ArchiveRefused("It is encrypted.")
    if entry.compress_type != ZIP_STORED or entry.compress_size != entry.file_size:
        raise ArchiveRefused("It was packed anew. Please import the file as it was exported.")
    if entry.file_size > (MAX_PEOPLE_BYTES if name == PEOPLE_FILE else MAX_PICTURE_BYTES):
        raise ArchiveRefused(f"{name} in it is too large.")


def _people(raw: bytes) -> People:
    try:
        content = decode(raw)
    except ValueError as error:
        raise ArchiveRefused(f"{PEOPLE_FILE} in it is damaged.") from error
    told = content.get("people") if isinstance(content, dict) else None
    if not isinstance(told, list) or len(told) > MAX_PEOPLE:
        raise ArchiveRefused(f"{PEOPLE_FILE} in it does not tell of people, or of more than {MAX_PEOPLE}.")
    if isinstance(version := content.get("version"), int) and version > VERSION:
        raise ArchiveRefused("It was written by a newer release. Please update this installation first.")
    head = _valid(People, {**content, "people": []}, "")
    # One by one, since nothing else of this process runs while one is looked at.
    people = [_valid(Person, each, f"people.{number}.") for number, each in enumerate(told)]
    return head.model_copy(update={"people": people})


def _valid(kind: type[Part], content: object, where: str) -> Part:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = where + ".".join(str(part) for part in first["loc"])
        raise ArchiveRefused(f"{PEOPLE_FILE} in it is wrong at {place}: {first['msg']}.") from error


def _check_files(people: People, names: set[str]) -> None:
    """Each picture belongs to one person, and each person is there once."""
    files = [person.file for person in people.people]
    if len(files) != len(set(files)) or len({person.id for person in people.people}) != len(files):
        raise ArchiveRefused("Somebody is in it twice.")
    if {*files, PEOPLE_FILE} != names:
        raise ArchiveRefused("The pictures in it are not those of its people.")
