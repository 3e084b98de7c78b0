"""Pictures: what somebody sent becomes four sizes that we encoded; our own SVG becomes pixels.

libvips is loaded in the picture processes only, and here by the two plain functions for the command line.
"""

from apphost.kit.images.processes import ProcessLost
from apphost.kit.images.refusal import PictureRefused
from apphost.kit.images.renditions import CONTENT_TYPES, EXTENSIONS, SUFFIXES, Crop, Inspection, Picture, Renditions
from apphost.kit.images.workers import ImageWorkers


def rasterise_svg(svg: str, width_px: int, height_px: int) -> bytes:
    """PNG of our own SVG, in this process."""
    from apphost.kit.images import drawing

    return drawing.rasterise_svg(svg, width_px, height_px)


def encode_jpeg(png: bytes, quality: int = 92) -> bytes:
    """JPEG of a PNG we made, in this process."""
    from apphost.kit.images import drawing

    return drawing.encode_jpeg(png, quality)


__all__ = [
    "CONTENT_TYPES",
    "EXTENSIONS",
    "SUFFIXES",
    "Crop",
    "ImageWorkers",
    "Inspection",
    "Picture",
    "PictureRefused",
    "ProcessLost",
    "Renditions",
    "encode_jpeg",
    "rasterise_svg",
]
