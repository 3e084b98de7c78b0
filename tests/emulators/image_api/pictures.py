"""JPEGs of the emulator: 1024 × 1024, well under 200 kB, and different for every seed.

The seed is told by the colours of two bands, so that a test can read which seed drew a stored picture.
"""

from functools import cache

import pyvips


def portrait(seed: int) -> bytes:
    """A stand-in portrait whose top band is coloured by the seed's low 24 bits."""
    colour = [(seed >> shift) & 0xF0 | 0x08 for shift in (16, 8, 0)]
    band = (pyvips.Image.black(1024, 128, bands=3) + colour).cast("uchar")
    return bytes(_sitter().insert(band, 0, 0).write_to_buffer(".jpg", Q=85))


def black() -> bytes:
    """What a provider's safety filter sends instead of a picture."""
    return bytes(pyvips.Image.black(1024, 1024, bands=3).write_to_buffer(".jpg", Q=85))


@cache
def _sitter() -> pyvips.Image:
    drawing = """<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="1024">
      <rect width="1024" height="1024" fill="#cfd8dc"/><ellipse cx="512" cy="1010" rx="360" ry="260" fill="#37474f"/>
      <ellipse cx="512" cy="480" rx="200" ry="250" fill="#d7a98c"/><circle cx="440" cy="450" r="18" fill="#222"/>
      <circle cx="584" cy="450" r="18" fill="#222"/><path d="M430 590q82 60 164 0" stroke="#933" stroke-width="12"
      fill="none"/></svg>"""
    return pyvips.Image.new_from_buffer(drawing.encode(), "").flatten().copy_memory()
