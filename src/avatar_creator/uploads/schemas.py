"""JSON shapes of uploads. The fields of a form that are no plain text are JSON."""

from typing import Literal, Self

from pydantic import Field, model_validator

from apphost.kit.images import Crop
from apphost.kit.schemas import Name, Schema
from avatar_creator.avatars.schemas import Avatar
from avatar_creator.person import Attributes, Persona


class CropBox(Schema):
    """The part that thumbnails show, in fractions (0 to 1) of the upright picture."""

    left: float
    top: float
    width: float
    height: float

    @model_validator(mode="after")
    def _lies_inside(self) -> Self:
        self.as_crop()
        return self

    def as_crop(self) -> Crop:
        return Crop(self.left, self.top, self.width, self.height)


class UploadFields(Schema):
    """What may be said beside the picture. `name` defaults to the persona's, else to the file's."""

    name: Name | None = None
    persona: Persona = Field(default_factory=Persona)
    attributes: Attributes = Field(default_factory=Attributes)
    crop: CropBox | None = None


class Duplicate(Schema):
    """An avatar of yours that shows the same: the very same file, or the picture saved anew, scaled or cut."""

    avatar_id: str
    project_id: str
    name: str
    thumbnail_url: str
    match: Literal["exact", "near"]


class UploadedAvatar(Schema):
    avatar: Avatar
    duplicates: list[Duplicate]


class Inspection(Schema):
    """`faces` is how many were found, null where no detector is installed."""

    width_px: int
    height_px: int
    suggested_crop: CropBox
    faces: int | None
    duplicates: list[Duplicate]


class Reference(Schema):
    """A picture to draw from; not an avatar itself."""

    reference_id: str
    thumbnail_url: str
    thumbhash: str
    width_px: int
    height_px: int
