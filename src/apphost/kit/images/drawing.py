"""Our own SVG to pixels. Never for files that somebody sent: those go through `pipeline`."""

import pyvips


def rasterise_svg(svg: str, width_px: int, height_px: int) -> bytes:
    """PNG of exactly the given size, compressed little: it is decoded again at once."""
    pixels = pyvips.Image.thumbnail_buffer(svg.encode(), width_px, height=height_px, size="force")
    return bytes(pixels.pngsave_buffer(compression=1, keep="none"))


def encode_jpeg(png: bytes, quality: int) -> bytes:
    """JPEG of a PNG we made; what is transparent becomes white."""
    pixels = pyvips.Image.new_from_buffer(png, "")
    if pixels.hasalpha():
        pixels = pixels.flatten(background=255)
    return bytes(pixels.jpegsave_buffer(Q=quality, keep="none"))
