"""Forms with a file, read without ever holding more than was allowed.

The parser is Starlette's (multipart/form-data, RFC 7578); what it is fed is counted first, so that a body that says
nothing or lies about its length is refused as soon as it is too long.
"""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from apphost.kit.problems import InvalidRequest, Problem

MAX_FILE_BYTES = 10 * 1024 * 1024
_FORM_BYTES = 64 * 1024
"""Room for the fields beside the file and for the boundaries."""
_MAX_FIELDS = 16
_CHARSET = re.compile(r";\s*charset=(?!\"?utf-?8\b)", re.IGNORECASE)
"""A codec that the sender chooses, such as Punycode, can be made to take a second for each field."""


class FileTooLarge(Problem):
    status = 413
    slug = "file-too-large"
    title = "This file is too large"

    def __init__(self, max_bytes: int) -> None:
        super().__init__(f"At most {max_bytes // (1024 * 1024)} MB are accepted. Please make the file smaller.")


class NotAForm(Problem):
    status = 415
    slug = "not-a-form"
    title = "This needs a form with a file"

    def __init__(self) -> None:
        super().__init__("Send multipart/form-data with a part named `file`.")


@dataclass(frozen=True, slots=True)
class Upload:
    """The file of a form and its other fields as text."""

    content: bytes
    file_name: str
    fields: Mapping[str, str]


async def read_upload(request: Request, *, max_bytes: int = MAX_FILE_BYTES) -> Upload:
    """The form of a request with one part named `file`, all of it in memory. Raises: as `received_form`."""
    async with received_form(request, max_bytes=max_bytes, in_memory_bytes=max_bytes) as (file, fields):
        return Upload(await file.read(), file.filename or "", fields)


@asynccontextmanager
async def received_form(
    request: Request, *, max_bytes: int, in_memory_bytes: int
) -> AsyncIterator[tuple[UploadFile, Mapping[str, str]]]:
    """The part named `file` and the other fields; a file larger than `in_memory_bytes` lies on disk for the block.

    Raises:
        NotAForm: another content type.
        FileTooLarge: refused before the rest is read.
        InvalidRequest: no file, two of them, a broken form, or text that is no UTF-8.
    """
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/form-data"):
        raise NotAForm
    if _CHARSET.search(content_type):
        raise InvalidRequest("#", "is always UTF-8; leave the charset out")
    allowed = max_bytes + _FORM_BYTES
    if int(request.headers.get("content-length", 0)) > allowed:
        raise FileTooLarge(max_bytes)
    parser = MultiPartParser(
        request.headers,
        _counted(request, allowed, max_bytes),
        max_files=1,
        max_fields=_MAX_FIELDS,
        max_part_size=_FORM_BYTES,
    )
    parser.spool_max_size = in_memory_bytes
    try:
        form = await parser.parse()
    except (MultiPartException, UnicodeError) as error:
        raise InvalidRequest("#", f"is no form with one file ({error})") from error
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise InvalidRequest("#/file", "is missing: send it as a file")
        if (file.size or 0) > max_bytes:
            raise FileTooLarge(max_bytes)
        yield file, {name: value for name, value in form.items() if isinstance(value, str)}
    finally:
        await form.close()
        for spooled in parser._files_to_close_on_error:  # a part that never ended is in no form
            spooled.close()


async def _counted(request: Request, allowed: int, max_bytes: int) -> AsyncGenerator[bytes, None]:
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > allowed:
            raise FileTooLarge(max_bytes)
        yield chunk
