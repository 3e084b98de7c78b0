"""JSON shapes of projects."""

from datetime import datetime

from apphost.kit.schemas import Name, Note, Schema
from avatar_creator.avatars.schemas import AvatarPage


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
