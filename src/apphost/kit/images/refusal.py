"""Why a picture was not taken, in words for the person who sent it."""


class PictureRefused(Exception):
    """The picture cannot be used. `slug` is for programs, `detail` says what to do about it."""

    def __init__(self, slug: str, detail: str) -> None:
        super().__init__(slug, detail)
        self.slug = slug
        self.detail = detail


def unsupported() -> PictureRefused:
    return PictureRefused(
        "picture-format", "This file is not a picture we can read. Please use a JPEG, PNG or WebP file."
    )


def damaged() -> PictureRefused:
    return PictureRefused(
        "picture-damaged", "This picture is damaged or incomplete. Please save or download it again and retry."
    )


def too_small(width_px: int, height_px: int, min_side_px: int) -> PictureRefused:
    return PictureRefused(
        "picture-too-small",
        f"This picture has only {width_px} × {height_px} pixels. At least {min_side_px} a side are needed.",
    )


def too_large(width_px: int, height_px: int) -> PictureRefused:
    return PictureRefused(
        "picture-too-large",
        f"This picture has {width_px} × {height_px} pixels. At most 50 megapixels and 12000 pixels a side are "
        "accepted; please make it smaller.",
    )


def took_too_long() -> PictureRefused:
    return PictureRefused(
        "picture-too-slow", "Reading this picture took too long. Please save it as a JPEG or make it smaller."
    )


def broke_off() -> PictureRefused:
    return PictureRefused(
        "picture-broke-off",
        "Reading this picture broke off. Please try again; if it happens twice, save it as a JPEG or make it smaller.",
    )
