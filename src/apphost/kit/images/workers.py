"""Pictures off the event loop: what the rest of the house asks for, answered by limited processes.

Two kinds of process, because what libvips may load is decided per process: one reads files that somebody sent
and cannot load SVG, the other draws our own SVG and can load nothing else.
"""

from typing import TYPE_CHECKING

from apphost.kit.images.processes import ImageProcesses, ProcessLost, ProcessTooSlow
from apphost.kit.images.refusal import PictureRefused, broke_off, took_too_long
from apphost.kit.images.renditions import Crop, Picture, Renditions

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

    async def renditions(self, content: bytes, *, crop: Crop | None = None) -> Renditions:
        """All sizes of a picture that somebody sent, re-encoded.

        Raises:
            PictureRefused: it cannot be used; says why and what to do.
        """
        box = [crop.left, crop.top, crop.width, crop.height] if crop else None
        try:
            facts, parts = await self._decoding.ask({"base_max_side_px": self._base_max_side_px, "crop": box}, content)
        except ProcessTooSlow:
            raise took_too_long() from None
        except ProcessLost as error:
            raise broke_off() from error
        if not parts:
            raise PictureRefused(facts["slug"], facts["detail"])
        base, large, thumbnail, small = parts
        return Renditions(
            base=Picture(base, facts["width_px"], facts["height_px"]),
            large=large,
            thumbnail=thumbnail,
            small=small,
            extension=facts["extension"],
            thumbhash=facts["thumbhash"],
        )

    async def close(self) -> None:
        """End the processes. Nothing may be asked any more."""
        await self._decoding.close()
        await self._drawing.close()
