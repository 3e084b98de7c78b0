"""JPEGs of the emulator: a stand-in portrait of 1024 × 1024, near 200 kB as photographs are, different by seed.

Encoding costs too much to do it for every call, so there are eight of them, made when first needed; the seed itself
is written into a comment.
"""

from functools import cache

import pyvips

from emulators.image_api.stamp import stamped

_BACKGROUNDS = 8
_GRAIN = 5.5


def portrait(seed: int) -> bytes:
    """What this seed draws: always the same bytes."""
    return stamped(_sitter(seed % _BACKGROUNDS), seed)


@cache
def black() -> bytes:
    """What a provider's safety filter sends instead of a picture."""
    return bytes(pyvips.Image.black(1024, 1024, bands=3).write_to_buffer(".jpg", Q=85))


@cache
def _sitter(background: int) -> bytes:
    drawing = f"""<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="1024">
      <rect width="1024" height="1024" fill="hsl({background * 360 // _BACKGROUNDS}, 35%, 75%)"/>
      <ellipse cx="512" cy="1010" rx="360" ry="260" fill="#37474f"/>
      <ellipse cx="512" cy="480" rx="200" ry="250" fill="#d7a98c"/><circle cx="440" cy="450" r="18" fill="#222"/>
      <circle cx="584" cy="450" r="18" fill="#222"/><path d="M430 590q82 60 164 0" stroke="#933" stroke-width="12"
      fill="none"/></svg>"""
    clean = pyvips.Image.new_from_buffer(drawing.encode(), "").flatten()
    return bytes((clean + _grain()).cast("uchar").write_to_buffer(".jpg", Q=85))


@cache
def _grain() -> pyvips.Image:
    return pyvips.Image.gaussnoise(1024, 1024, sigma=_GRAIN, mean=0, seed=1).copy_memory()
