"""The presets that every installation brings: one TOML file a category, a drawn picture for each beside them.

Owns the shape of those files and what makes two of their states different; knows no database. A preset is named by
its slug, which never changes once released.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

from avatar_creator.person import Attributes, Persona

CATEGORIES = ("business", "casual", "traditional", "creative")
PREVIEWS = Path(str(files("avatar_creator.presets"))) / "previews"
PICTURES = PREVIEWS / "pictures.toml"
"""Slug → `drawing`, a digest of the SVG that the picture was made of, and `thumbhash`."""

_PREVIEW_FILE = re.compile(r"([a-z0-9-]{1,60})-[0-9a-f]{12}\.webp")


@dataclass(frozen=True, slots=True)
class CataloguePreset:
    """One person of the catalogue. `seed` is what their picture is drawn with."""

    slug: str
    category: str
    name: str
    title: str
    persona: Persona
    attributes: Attributes
    prompt: str
    tags: tuple[str, ...]
    seed: int
    preview_file: str
    """Its address within the catalogue; carries a digest of everything here, so it changes with any of it."""
    drawing: str
    """Digest of the SVG that its shipped picture was made of; empty when there is none yet."""
    thumbhash: str


@cache
def catalogue() -> tuple[CataloguePreset, ...]:
    """All of it, in the order it is written.

    Raises:
        ValidationError, KeyError: a file is not as its head says.
    """
    pictures = tomllib.loads(PICTURES.read_text(encoding="utf-8"))
    return tuple(
        _preset(category, slug, entry, pictures.get(slug, {"drawing": "", "thumbhash": ""}))
        for category in CATEGORIES
        for slug, entry in _entries(category).items()
    )


def preview_path(file: str) -> Path | None:
    """The picture behind a `preview_file`; None for any other text."""
    named = _PREVIEW_FILE.fullmatch(file)
    path = picture_of(named[1]) if named else None
    return path if path is not None and path.is_file() else None


def picture_of(slug: str) -> Path:
    return PREVIEWS / f"{slug}.webp"


def _entries(category: str) -> Mapping[str, dict[str, Any]]:
    text = (files(__package__) / f"{category}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _preset(category: str, slug: str, entry: dict[str, Any], picture: Mapping[str, str]) -> CataloguePreset:
    digest = hashlib.sha256(repr((category, sorted(entry.items()), sorted(picture.items()))).encode()).hexdigest()
    return CataloguePreset(
        slug=slug,
        category=category,
        name=entry["name"],
        title=entry["title"],
        persona=Persona(
            name=entry["name"], age=entry["age"], personality=entry["personality"], background=entry["background"]
        ),
        attributes=Attributes.model_validate(entry["attributes"]),
        prompt=entry["prompt"],
        tags=tuple(entry["tags"]),
        seed=entry.get("seed", crc32(slug.encode()) >> 1),
        preview_file=f"{slug}-{digest[:12]}.webp",
        drawing=picture["drawing"],
        thumbhash=picture["thumbhash"],
    )
