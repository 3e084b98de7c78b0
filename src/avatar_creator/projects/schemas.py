"""JSON shapes of projects."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from apphost.kit.pages import CursorText, Limit
from apphost.kit.schemas import Id, Name, Note, Schema
from avatar_creator.avatars.schemas import AvatarPage, Tags
from avatar_creator.searching import SearchText


class ProjectCreate(Schema):
    name: Name
    description: Note | None = None


class ProjectUpdate(Schema):
    """An absent field is unchanged; `null` clears the description and the cover."""

    name: Name | None = None
    description: Note | None = None
    cover_avatar_id: Id | None = None


class ProjectQuery(Schema):
    """What may be asked of the list of projects."""

    q: SearchText = ""
    sort: Literal["changed", "name"] = "changed"
    cursor: CursorText = None
    limit: Limit = 50


class Project(Schema):
    """A folder of one owner. `preview_urls` are the cover and the newest faces, at most four, for a collage."""

    id: str
    name: str
    description: str | None
    avatar_count: int
    preview_urls: list[str]
    cover_avatar_id: str | None
    """Whose face comes first in the collage, whoever is newest."""
    version: int
    created_at: datetime
    updated_at: datetime


class ProjectPage(Schema):
    items: list[Project]
    next_cursor: str | None


class ProjectDetail(Project):
    """A project with the first page of its avatars, newest first."""

    avatars: AvatarPage


class DeletedProject(Schema):
    """What a deletion took along; `POST …/restore` brings back exactly this."""

    id: str
    deleted_avatars: int
    cancelled_generations: int


class ProjectEvent(Schema):
    """Data of `project:updated` (made, changed or restored) and `project:deleted`, where `project` is null."""

    app: str
    project_id: str
    project: Project | None


class MoveRequest(Schema):
    project_id: Id


class CopyRequest(Schema):
    """Without a project the copy lies beside its model; without a name it is called like it."""

    project_id: Id | None = None
    name: Name | None = None


class AvatarIds(Schema):
    """What is asked to be done with these; in an answer, those with which it was done."""

    avatar_ids: Annotated[list[Id], Field(max_length=1000)]


class BulkMove(AvatarIds):
    project_id: Id


class BulkCopy(AvatarIds):
    project_id: Id


class BulkTag(AvatarIds):
    """Tags that differ only in case are the same tag."""

    add: Tags = []
    remove: Tags = []


class BulkFavorite(AvatarIds):
    is_favorite: bool


class TrashItem(Schema):
    """An avatar, or a project with the avatars that went with it."""

    kind: Literal["avatar", "project"]
    id: str
    name: str
    project_id: str
    """Of a project, its own."""
    project_name: str
    deleted_at: datetime
    expires_at: datetime
    """From then on it may be gone for ever."""
    thumbnail_url: str | None
    thumbhash: str | None
    avatar_count: int
    """How many people would come back with it."""


class TrashPage(Schema):
    items: list[TrashItem]
    next_cursor: str | None


class EmptyTrash(Schema):
    """What is to be removed for ever; everything in the trash when neither is given."""

    avatar_ids: Annotated[list[Id], Field(max_length=1000)] | None = None
    project_ids: Annotated[list[Id], Field(max_length=1000)] | None = None


class EmptiedTrash(Schema):
    deleted_avatars: int
    """Those inside the projects among them."""
    deleted_projects: int


class ImportedProject(Schema):
    project: Project
    avatars: int
    """How many people came with it."""
