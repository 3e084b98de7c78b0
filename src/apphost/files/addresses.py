"""Signed addresses of stored pictures: one signature opens all sizes of one picture for 30 to 60 minutes.

Expiry is aligned to half hours, so that an address stays the same for a while and the browser's cache is
of use. Knows nothing of storage and of users.
"""

import hmac
import re
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple

from apphost.kit.images import EXTENSIONS, SUFFIXES
from apphost.kit.json import Stored, decode, encode

WINDOW_SECONDS = 1800

_SIGNATURE_BYTES = 16
_REMEMBERED = 16_384
"""Pictures, and previews of several, whose addresses are kept, about 1 kB each: a page of 50 that is read again
costs 10 µs, not 130."""

_KEY = re.compile(rf"(?P<file_set>.+?)(?:{'|'.join(SUFFIXES)})\.(?:{'|'.join(EXTENSIONS)})", re.DOTALL)


class RenditionUrls(NamedTuple):
    base: str
    large: str
    thumbnail: str
    small: str


class FileUrls:
    """Signs and verifies; every process with the same secret agrees."""

    def __init__(self, secret: bytes, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        # A key of its own, so that no other use of the secret can be made to sign a file address.
        self._key = hmac.digest(secret, b"file addresses", "sha256")
        self._window_ends = 0
        self._known: dict[str, RenditionUrls] = {}
        self._known_thumbnails: dict[str, Stored] = {}

    def renditions(self, base_file: str) -> RenditionUrls:
        """Addresses of all sizes of the picture whose base image is kept under `base_file`."""
        self._begin_window()
        return self._known.get(base_file) or self._remember(base_file)

    def thumbnails(self, base_files: str) -> Stored:
        """JSON of the addresses of the thumbnails of several pictures, whose keys come as JSON too."""
        self._begin_window()
        return self._known_thumbnails.get(base_files) or self._remember_thumbnails(base_files)

    def is_signed(self, key: str, expires: str, signature: str) -> bool:
        """Whether `expires` and `signature` open `key` now."""
        match = _KEY.fullmatch(key)
        if match is None or not (expires.isascii() and expires.isdigit() and len(expires) <= 12):
            return False
        expected = self._sign(match["file_set"], int(expires))
        return hmac.compare_digest(expected.encode(), signature.encode()) and self._clock() < int(expires)

    def _begin_window(self) -> None:
        """Forget the addresses of the window before, and of too many pictures."""
        now = self._clock()
        if now >= self._window_ends or len(self._known) + len(self._known_thumbnails) >= _REMEMBERED:
            self._window_ends = (int(now) // WINDOW_SECONDS + 1) * WINDOW_SECONDS
            self._known.clear()
            self._known_thumbnails.clear()

    def _remember(self, base_file: str) -> RenditionUrls:
        found = self._known[base_file] = self._renditions_until(base_file, self._window_ends + WINDOW_SECONDS)
        return found

    def _remember_thumbnails(self, base_files: str) -> Stored:
        addresses = [self.renditions(base_file).thumbnail for base_file in decode(base_files)]
        found = self._known_thumbnails[base_files] = Stored(encode(addresses))
        return found

    def _renditions_until(self, base_file: str, expires: int) -> RenditionUrls:
        file_set, _, extension = base_file.rpartition(".")
        end = f".{extension}?e={expires}&s={self._sign(file_set, expires)}"
        return RenditionUrls(*[f"/files/{file_set}{suffix}{end}" for suffix in SUFFIXES])

    def _sign(self, file_set: str, expires: int) -> str:
        # Keyed BLAKE2b (RFC 7693) is a message authentication code of its own, at a third of the cost of an HMAC.
        return blake2b(f"{file_set}\n{expires}".encode(), key=self._key, digest_size=_SIGNATURE_BYTES).hexdigest()


def keys_of(file_set: str) -> list[str]:
    """Every key that files of `file_set` may have, whatever format its picture turned out to need."""
    return [f"{file_set}{suffix}.{extension}" for suffix in SUFFIXES for extension in EXTENSIONS]


def keys_of_picture(base_file: str) -> list[str]:
    """The keys of all sizes of the picture whose base image is kept under `base_file`."""
    file_set, _, extension = base_file.rpartition(".")
    return [f"{file_set}{suffix}.{extension}" for suffix in SUFFIXES]
