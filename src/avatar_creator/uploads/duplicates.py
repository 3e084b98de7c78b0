"""The same picture found among a person's own: offered, never a reason to refuse.

Hashes name the candidates among what was sent lately, average colours thin them out, pixels decide.
"""

from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass

from apphost.files import keys_of_picture
from apphost.kit.database import Row
from apphost.kit.images import PictureRefused
from avatar_creator.app_state import AppState
from avatar_creator.uploads.repository import UploadRepository

SHOWN = 4
_LATELY = 10_000
"""So many of a person's newest uploads are looked through, which takes 20 ms; the very same file is found in all."""
_CANDIDATES = 100
_LAID_ON = 12
"""So many candidates have their pixels compared, which takes up to 60 ms each. Among 200 portraits drawn in one style
the same picture is always among the first 12.
"""
NEAR_BITS = 12
NEAR_COLORS = 12
"""Measured on drawn portraits, see `kit.images.likeness`: cut by 5 % a picture stays within 12 bits and 6 levels."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A picture as it is compared: its hashes, its ThumbHash, and its large size."""

    likeness: Sequence[int]
    thumbhash: str
    large: bytes


async def find_duplicates(state: AppState, user_id: str, content_hash: bytes, looks: Looks) -> list[dict[str, object]]:
    """As `schemas.Duplicate`, the very same file first."""
    uploads = UploadRepository(state.resources.db, user_id)
    found = list(await uploads.of_file(content_hash, SHOWN))
    if len(found) < SHOWN:
        alike = await uploads.alike(content_hash, looks.likeness, NEAR_BITS, _LATELY, _CANDIDATES)
        for row in _likeliest(alike, looks):
            if len(found) < SHOWN and await _shows_the_same(state, row, looks.large):
                found.append(row)
    return [_duplicate_of(state, row, content_hash) for row in found]


def _likeliest(candidates: Sequence[Row], looks: Looks) -> Sequence[Row]:
    ours = average_color(looks.thumbhash)
    apart = {
        row["id"]: sum(abs(one - other) for one, other in zip(ours, average_color(row["thumbhash"]), strict=True))
        for row in candidates
    }
    near = [row for row in candidates if apart[row["id"]] <= NEAR_COLORS]
    return sorted(near, key=lambda row: row["bits_apart"] + apart[row["id"]])[:_LAID_ON]


def average_color(thumbhash: str) -> tuple[int, int, int]:
    """Lightness, yellow-blue and red-green in 64 levels: how every ThumbHash begins."""
    start = int.from_bytes(b64decode(thumbhash)[:3], "little")
    return start & 63, start >> 6 & 63, start >> 12 & 63


async def _shows_the_same(state: AppState, row: Row, large: bytes) -> bool:
    _, stored_large, *_ = keys_of_picture(row["base_file"])
    file = await state.resources.storage.find(stored_large)
    if file is None:
        return False
    parts = [part async for part in state.resources.storage.read(stored_large, 0, file.size_bytes)]
    try:
        return await state.resources.images.show_the_same(large, b"".join(parts))
    except PictureRefused:
        return False  # a comparison that broke off must not cost the upload


def _duplicate_of(state: AppState, row: Row, content_hash: bytes) -> dict[str, object]:
    return {
        "avatarId": row["id"],
        "projectId": row["project_id"],
        "name": row["name"],
        "thumbnailUrl": state.files.renditions(row["base_file"]).thumbnail,
        "match": "exact" if row["content_hash"] == content_hash else "near",
    }
