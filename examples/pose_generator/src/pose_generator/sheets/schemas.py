"""JSON shapes of pose sheets."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from apphost.kit.schemas import Id, Schema, Word

EXPRESSIONS = ("neutral", "smile", "laugh", "serious", "surprised", "thoughtful")


class SheetRequest(Schema):
    """Ask for a sheet of one avatar."""

    avatar_id: Id
    expressions: Annotated[list[Word], Field(min_length=1, max_length=6)] = list(EXPRESSIONS)


class Pose(Schema):
    expression: str
    image_url: str
    thumbnail_url: str
    thumbhash: str


class Sheet(Schema):
    id: str
    avatar_id: str
    avatar_name: str
    status: Literal["pending", "drawing", "ready", "failed"]
    expressions: list[str]
    poses: list[Pose]
    problem: str | None
    created_at: datetime
    completed_at: datetime | None


class SheetPage(Schema):
    items: list[Sheet]
    next_cursor: str | None
