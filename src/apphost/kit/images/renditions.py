"""One picture in the sizes pages need, and the names its files have. Knows no codec."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CONTENT_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
EXTENSIONS = tuple(CONTENT_TYPES)
SUFFIXES = ("", "_768", "_thumb", "_96")
"""What follows the file set in the names of base image, large image, thumbnail and small image."""

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Crop:
    """The part a creator chose for the thumbnails, in fractions of the upright picture (0 to 1).

    Raises:
        ValueError: it is empty or reaches outside the picture.
    """

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        for start, length in ((self.left, self.width), (self.top, self.height)):
            if not (0 <= start < 1 and length > 0 and start + length <= 1 + _ROUNDING):
                raise ValueError("the crop must lie inside the picture, in fractions of its sides")


@dataclass(frozen=True, slots=True)
class Picture:
    content: bytes
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Renditions:
    """Bytes that we encoded ourselves, all in the same format and without metadata."""

    base: Picture
    large: bytes
    """768 px on the long side; the base image itself where that is no larger."""
    thumbnail: bytes
    """300 × 300 px."""
    small: bytes
    """96 × 96 px."""
    extension: str
    thumbhash: str
    """Base64 of a ThumbHash: about 25 bytes from which a page paints a blurred preview."""
    likeness: Sequence[int]
    """Hashes by which the same picture is found again; see `likeness`."""

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.extension]

    def files(self, file_set: str) -> Mapping[str, bytes]:
        """Storage key → content, for `storage.put_many`."""
        contents = (self.base.content, self.large, self.thumbnail, self.small)
        return {
            f"{file_set}{suffix}.{self.extension}": content for suffix, content in zip(SUFFIXES, contents, strict=True)
        }


@dataclass(frozen=True, slots=True)
class Inspection:
    """A picture as it was sent, upright, with the square to show of it; nothing of it is kept."""

    width_px: int
    height_px: int
    crop: Crop
    """Around the largest face; without one, what draws the eye."""
    faces: int | None
    """How many there are; None where no detector is installed."""
    thumbhash: str
    likeness: Sequence[int]
    large: bytes
    """768 px on the long side, as a JPEG."""
