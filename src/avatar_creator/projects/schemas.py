"""JSON shapes of projects."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from apphost.kit.schemas import Id, Name, Note, Schema
from avatar_creator.avatars.schemas import AvatarPage, Tags


class ProjectCreate(Schema):
    name: Name
    description: Note | None = None


class ProjectUpdate(Schema):
    """An absent field is unchanged; `null` clears the description."""

    name: Name | None = None
    description: Note | None = None


class Project(Schema):
    """A folder of one owner. `preview_urls` are the newest faces, at most four, for a collage."""

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
