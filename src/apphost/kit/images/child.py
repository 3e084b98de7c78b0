"""The program of a picture process: `python -m apphost.kit.images.child decode|draw`.

Answers requests on stdin until it ends. It limits itself before the first byte arrives: memory, signals,
and only the loaders its kind of work needs. It inherits no secrets: see `processes`.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from apphost.kit.images import frames
from apphost.kit.images.refusal import PictureRefused
from apphost.kit.images.renditions import Crop

MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space. The greediest picture we accept (50 megapixels, 16-bit RGBA, interlaced PNG) takes 0.6 GiB."""

_PR_SET_PDEATHSIG = 1
_LOADERS = {
    "decode": ("VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"),
    "draw": ("VipsForeignLoadSvg",),
}

Task = Callable[[dict[str, Any], Sequence[bytes]], list[bytes]]


def main(kind: str) -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not break the stream of answers
    _limit_process()
    task = _decode_task if kind == "decode" else _draw_task
    _allow_loaders(_LOADERS[kind])
    while (request := frames.read(sys.stdin.buffer)) is not None:
        answers.writelines(frames.pack(_answer(task, request)))
        answers.flush()


def _limit_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for our owner, who ends us
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _allow_loaders(loaders: tuple[str, ...]) -> None:
    """Block every loader and open these; the switch is process-wide, hence a process per kind of work."""
    import pyvips

    pyvips.cache_set_max(0)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for loader in loaders:
        pyvips.operation_block_set(loader, False)


def _answer(task: Task, request: list[bytes]) -> list[bytes]:
    options, *contents = request
    try:
        return task(json.loads(options), contents)
    except PictureRefused as refusal:
        return [json.dumps({"slug": refusal.slug, "detail": refusal.detail}).encode()]


def _decode_task(options: dict[str, Any], contents: Sequence[bytes]) -> list[bytes]:
    from apphost.kit.images import pipeline

    match options.pop("task"):
        case "inspect":
            found = asdict(pipeline.inspect(contents[0], **options))
            large = found.pop("large")
            return [json.dumps(found).encode(), large]
        case "compare":
            return [json.dumps({"same": pipeline.shows_the_same(*contents)}).encode()]
        case _:
            return _make_renditions(options, contents[0])


def _make_renditions(options: dict[str, Any], content: bytes) -> list[bytes]:
    from apphost.kit.images.pipeline import make_renditions

    crop = options.pop("crop")
    made = make_renditions(content, crop=Crop(*crop) if crop else None, **options)
    facts = {
        "width_px": made.base.width_px,
        "height_px": made.base.height_px,
        "extension": made.extension,
        "thumbhash": made.thumbhash,
        "likeness": made.likeness,
    }
    return [json.dumps(facts).encode(), made.base.content, made.large, made.thumbnail, made.small]


def _draw_task(options: dict[str, Any], contents: Sequence[bytes]) -> list[bytes]:
    from apphost.kit.images.drawing import rasterise_svg

    return [b"{}", rasterise_svg(contents[0].decode(), options["width_px"], options["height_px"])]


if __name__ == "__main__":
    main(sys.argv[1])
