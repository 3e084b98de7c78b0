"""Names for files that leave: what the creator called it, made harmless for every file system."""

import re
from urllib.parse import quote

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device, with or without an ending."""

_MAX_LENGTH = 100
_MAX_BYTES = 200
"""File systems take 255; what keeps names apart needs some."""


def file_name(name: str, extension: str) -> str:
    """The extension is always the one of the content."""
    cleaned = " ".join(_UNSAFE.sub(" ", name).split()).removesuffix(f".{extension}")[:_MAX_LENGTH]
    short = cleaned.encode(errors="replace")[:_MAX_BYTES].decode(errors="ignore").replace("?", "_").strip(". ")
    harmless = f"_{short}" if _DEVICE.fullmatch(short) else short
    return f"{harmless or 'picture'}.{extension}"


def attachment(name: str, extension: str) -> str:
    """A Content-Disposition value (RFC 6266)."""
    full = file_name(name, extension)
    plain = re.sub(r"[^ -~]|%", "_", full)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"
