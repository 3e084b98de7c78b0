"""Signed addresses: one signature for all sizes of one picture, good for 30 to 60 minutes."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apphost.files import FileUrls, keys_of

SECRET = b"0123456789abcdef0123456789abcdef"
FILE_SET = "avatar-creator/0198f0a0-0000-7000-8000-000000000001/0198f0a0-0000-7000-8000-000000000002"
OTHER_SET = "avatar-creator/0198f0a0-0000-7000-8000-000000000001/0198f0a0-0000-7000-8000-000000000003"


class Clock:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds


def parts_of(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return parts.path.removeprefix("/files/"), query["e"][0], query["s"][0]


def test_a_file_set_has_four_sizes_in_three_formats() -> None:
    keys = keys_of(FILE_SET)
    assert len(set(keys)) == 12
    assert {f"{FILE_SET}.jpg", f"{FILE_SET}_768.png", f"{FILE_SET}_thumb.webp", f"{FILE_SET}_96.jpg"} <= set(keys)


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_the_addresses_of_a_picture_name_its_files_and_share_one_signature(extension: str) -> None:
    urls = FileUrls(SECRET).renditions(f"{FILE_SET}.{extension}")
    keys = [parts_of(url)[0] for url in urls]
    assert keys == [f"{FILE_SET}{suffix}.{extension}" for suffix in ("", "_768", "_thumb", "_96")]
    assert len({parts_of(url)[1:] for url in urls}) == 1
    assert all(FileUrls(SECRET).is_signed(*parts_of(url)) for url in urls)


@given(st.floats(0, 4_000_000_000))
def test_an_address_is_good_for_half_an_hour_at_least_and_an_hour_at_most(now: float) -> None:
    clock = Clock(now)
    urls = FileUrls(SECRET, clock)
    address = parts_of(urls.renditions(f"{FILE_SET}.jpg").base)
    clock.seconds = now + 1799
    assert urls.is_signed(*address)
    clock.seconds = now + 3601
    assert not urls.is_signed(*address)


def test_an_address_stays_the_same_within_a_half_hour_so_that_browsers_can_cache() -> None:
    clock = Clock(1_800_000_000)
    urls = FileUrls(SECRET, clock)
    first = urls.renditions(f"{FILE_SET}.jpg")
    clock.seconds += 1799
    assert urls.renditions(f"{FILE_SET}.jpg") == FileUrls(SECRET, clock).renditions(f"{FILE_SET}.jpg") == first
    clock.seconds += 1
    assert urls.renditions(f"{FILE_SET}.jpg") != first


def test_a_signature_opens_its_own_picture_only() -> None:
    urls = FileUrls(SECRET)
    key, expires, signature = parts_of(urls.renditions(f"{FILE_SET}.jpg").base)
    for other in (f"{OTHER_SET}.jpg", f"{FILE_SET}_.jpg", f"{FILE_SET}.jpg.jpg", f"{FILE_SET}.svg", FILE_SET, "", "\n"):
        assert not urls.is_signed(other, expires, signature)
    assert not urls.is_signed(key, str(int(expires) + 1800), signature)
    assert not FileUrls(b"another secret of the same length").is_signed(key, expires, signature)


@given(st.text(max_size=30), st.text(max_size=40))
def test_made_up_signatures_open_nothing(expires: str, signature: str) -> None:
    urls = FileUrls(SECRET)
    key, good_expires, good_signature = parts_of(urls.renditions(f"{FILE_SET}.jpg").base)
    assert not urls.is_signed(key, expires, good_signature)
    assert not urls.is_signed(key, good_expires, signature)
