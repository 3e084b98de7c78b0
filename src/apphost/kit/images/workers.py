"""Pictures off the event loop: what the rest of the house asks for, answered by limited processes.

Two kinds of process, because what libvips may load is decided per process: one reads files that somebody sent
and cannot load SVG, the other draws our own SVG and can load nothing else.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apphost.kit.images.processes import ImageProcesses, ProcessLost, ProcessTooSlow
from apphost.kit.images.refusal import PictureRefused, broke_off, took_too_long
from apphost.kit.images.renditions import Crop, Inspection, Picture, Renditions

if TYPE_CHECKING:
    # The picture processes import this package too and must stay small.
    from apphost.kit.settings import Settings


class ImageWorkers:
    def __init__(self, settings: "Settings") -> None:
        count, seconds = settings.image_processes, settings.image_task_seconds
        self._decoding = ImageProcesses("decode", count, seconds)
        self._drawing = ImageProcesses("draw", count, seconds)
        self._base_max_side_px = settings.base_image_max_side_px

    async def rasterise(self, svg: str, width_px: int, height_px: int) -> bytes:
        """PNG of our own SVG; raises `ProcessLost` when drawing broke."""
        _, parts = await self._drawing.ask({"width_px": width_px, "height_px": height_px}, svg.encode())
        return parts[0]

    async def renditions(self, content: bytes, *, crop: Crop | None = None, min_side_px: int = 1) -> Renditions:
        """All sizes of a picture that somebody sent, re-encoded.

        Raises:
            PictureRefused: it cannot be used; says why and what to do.
        """
        box = [crop.left, crop.top, crop.width, crop.height] if crop else None
        facts, parts = await self._decode(
            {
                "task": "renditions",
                "base_max_side_px": self._base_max_side_px,
                "min_side_px": min_side_px,
                "crop": box,
            },
            content,
        )
        base, large, thumbnail, small = parts
        return Renditions(
            base=Picture(base, facts["width_px"], facts["height_px"]),
            large=large,
            thumbnail=thumbnail,
            small=small,
            extension=facts["extension"],
            thumbhash=facts["thumbhash"],
            likeness=facts["likeness"],
        )

    async def inspect(self, content: bytes, *, min_side_px: int = 1) -> Inspection:
        """What is known of a picture that somebody sent, before it is kept. Raises: PictureRefused."""
        facts, [large] = await self._decode({"task": "inspect", "min_side_px": min_side_px}, content)
        return Inspection(
            width_px=facts["width_px"],
            height_px=facts["height_px"],
            crop=Crop(**facts["crop"]),
            faces=facts["faces"],
            thumbhash=facts["thumbhash"],
            likeness=facts["likeness"],
            large=large,
        )

    async def show_the_same(self, one: bytes, other: bytes) -> bool:
        """Whether two pictures that we encoded are the same but for size, quality and cut edges."""
        facts, _ = await self._decode({"task": "compare"}, one, other)
        return bool(facts["same"])

    async def _decode(self, options: Mapping[str, Any], *contents: bytes) -> tuple[dict[str, Any], list[bytes]]:
        try:
            facts, parts = await self._decoding.ask(options, *contents)
        except ProcessTooSlow:
            raise took_too_long() from None
        except ProcessLost as error:
            raise broke_off() from error
        if "slug" in facts:
            raise PictureRefused(facts["slug"], facts["detail"])
        return facts, parts

    async def close(self) -> None:
        """End the processes. Nothing may be asked any more."""
        await self._decoding.close()
        await self._drawing.close()
