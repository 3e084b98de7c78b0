"""Identifiers: UUIDv7, so that ids sort by creation and index pages fill in order."""

import re

import uuid_utils

_CANONICAL = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_id() -> str:
    """A fresh UUIDv7 in canonical text form."""
    return str(uuid_utils.uuid7())


def is_id(text: str) -> bool:
    """Whether `text` could be one of our ids; anything else is unknown by definition."""
    return _CANONICAL.fullmatch(text) is not None
