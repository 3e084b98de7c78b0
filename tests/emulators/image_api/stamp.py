"""The seed in a picture of the emulator: a JPEG comment, so that a test can read which seed drew it."""

_START, _COMMENT = b"\xff\xd8", b"\xff\xfe"


def stamped(picture: bytes, seed: int) -> bytes:
    """The JPEG with its seed in a comment segment (ITU-T T.81, B.2.4.5)."""
    text = b"seed %d" % seed
    return _START + _COMMENT + (len(text) + 2).to_bytes(2, "big") + text + picture[2:]


def seed_of(picture: bytes) -> int | None:
    """The seed that drew these original bytes; re-encoding takes it away."""
    if picture[2:4] != _COMMENT:
        return None
    end = 4 + int.from_bytes(picture[4:6], "big")
    return int(picture[6:end].removeprefix(b"seed "))
