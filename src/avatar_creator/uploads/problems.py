"""Why a picture that somebody sent cannot be used: the refusals of the picture processes, on the wire."""

from apphost.kit.images import PictureRefused
from apphost.kit.problems import Problem


class PictureFormat(Problem):
    status = 415
    slug = "picture-format"
    title = "This is no picture we can read"


class PictureDamaged(Problem):
    status = 422
    slug = "picture-damaged"
    title = "This picture is damaged"


class PictureTooSmall(Problem):
    status = 422
    slug = "picture-too-small"
    title = "This picture is too small"


class PictureTooLarge(Problem):
    status = 422
    slug = "picture-too-large"
    title = "This picture is too large"


class PictureTooSlow(Problem):
    status = 422
    slug = "picture-too-slow"
    title = "This picture takes too long to read"


class PictureBrokeOff(Problem):
    status = 422
    slug = "picture-broke-off"
    title = "Reading this picture broke off"


REFUSALS = (PictureFormat, PictureDamaged, PictureTooSmall, PictureTooLarge, PictureTooSlow, PictureBrokeOff)

_BY_SLUG = {kind.slug: kind for kind in REFUSALS}


def problem_of(refusal: PictureRefused) -> Problem:
    return _BY_SLUG[refusal.slug](refusal.detail)
