"""Provider `illustrated`: drawn portraits out of the box, offline and free.

Owns the way from a request to picture bytes; the drawing itself is pure (`drawing.py`), and pixels are
made by whoever is handed in, outside this process.
"""

import asyncio
from collections.abc import Awaitable, Callable

from avatar_creator.providers.base import (
    Capabilities,
    GeneratedImage,
    ImageRequest,
    Progress,
    ProviderMisconfigured,
)
from avatar_creator.providers.illustrated.drawing import STYLES, Drawing, draw
from avatar_creator.providers.illustrated.redraw import redraw

Rasterise = Callable[[str, int, int], Awaitable[bytes]]
"""SVG, width and height in pixels → PNG bytes."""


class IllustratedProvider:
    """Always configured; the same request always gives the same picture."""

    id = "illustrated"
    title = "Illustrated (built in)"
    capabilities = Capabilities(live_portrait=True, redraws_own=True, cancel=True)
    models = tuple(style.model for style in STYLES.values())
    configured = True
    setup_hint = None

    def __init__(self, rasterise: Rasterise) -> None:
        self._rasterise = rasterise

    async def generate(self, request: ImageRequest, progress: Progress) -> GeneratedImage:
        """Draw and rasterise; the pixels are the part that takes time."""
        # In a thread, because the first drawing in a style loads it, which can take a second.
        drawing = await asyncio.to_thread(_drawing, request)
        await progress(30)
        content = await self._rasterise(drawing.svg, request.width_px, request.height_px)
        await progress(100)
        return GeneratedImage(
            content=content,
            content_type="image/png",
            # A person keeps the seed of their first drawing, whatever looks follow.
            seed=_first_seed(request),
            model=request.model,
            ignored=drawing.ignored,
            gave_way=drawing.gave_way,
            metadata=drawing.options,
        )


def _first_seed(request: ImageRequest) -> int:
    reference = request.reference
    return request.seed if reference is None or reference.seed is None else reference.seed


def _drawing(request: ImageRequest) -> Drawing:
    if request.model not in STYLES:
        known = ", ".join(STYLES)
        raise ProviderMisconfigured(f"There is no drawing style “{request.model}”.", hint=f"Use one of: {known}.")
    if request.reference is not None:
        return redraw(request.reference, request.attributes, request.seed, request.model)
    return draw(request.attributes, request.seed, request.model)
