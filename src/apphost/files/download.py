"""The name a downloaded picture gets: what the creator called it, made harmless for every file system."""

import re
from urllib.parse import quote

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]')
_MAX_LENGTH = 100


def attachment(name: str, extension: str) -> str:
    """A Content-Disposition value (RFC 6266); the extension is always the one of the content."""
    cleaned = " ".join(_UNSAFE.sub(" ", name).split()).removesuffix(f".{extension}")[:_MAX_LENGTH].strip(". ")
    file_name = f"{cleaned or 'picture'}.{extension}"
    plain = re.sub(r"[^ -~]|%", "_", file_name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name.encode(errors='replace'), safe='')}"
