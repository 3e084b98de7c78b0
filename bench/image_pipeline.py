"""CPU of the picture pipeline against bare libvips making the same pictures. Target: at most 1.3 ×.

Both sides are one process that handles the same picture ROUNDS times; the CPU of the same process handling it
once is subtracted, so that start-up does not count. Ours is the picture process as it runs in production, fed
through its pipe. Run: python -m bench pictures
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from types import MappingProxyType

import pyvips

from apphost.kit.images import frames
from apphost.kit.images.processes import FRUGAL
from bench.figures import Figure

TARGET = 1.3
ROUNDS = 12
REPEATS = 3
BASE_MAX_SIDE_PX = 2048
OPTIONS = json.dumps(
    {"task": "renditions", "base_max_side_px": BASE_MAX_SIDE_PX, "min_side_px": 1, "crop": None}
).encode()


def photograph(width_px: int, height_px: int) -> pyvips.Image:
    """Soft shapes with the grain of a camera, which compresses like a photograph."""
    one = pyvips.Image.perlin(width_px, height_px, cell_size=64, seed=1)
    two = pyvips.Image.perlin(width_px, height_px, cell_size=256, seed=2)
    grain = pyvips.Image.gaussnoise(width_px, height_px, sigma=6, seed=3)
    bands = (one * 60 + 128).bandjoin([two * 60 + 128, (one + two) * 40 + 128])
    return (bands + grain).cast("uchar").copy(interpretation="srgb")


def pictures() -> dict[str, bytes]:
    square = photograph(1024, 1024).copy_memory()
    fading = square.bandjoin(pyvips.Image.grey(1024, 1024) * 255)
    return {
        "1 MP PNG, as a provider sends it": square.pngsave_buffer(compression=1),
        "1 MP JPEG": square.jpegsave_buffer(Q=90),
        "1 MP WebP with transparency": fading.cast("uchar").webpsave_buffer(Q=90),
        "12 MP JPEG from a camera": photograph(4000, 3000).jpegsave_buffer(Q=90),
    }


def bare(content: bytes) -> None:
    """The same outputs with nothing checked and no hashes, as somebody who knows libvips writes it."""
    base = pyvips.Image.thumbnail_buffer(content, BASE_MAX_SIDE_PX, height=BASE_MAX_SIDE_PX, size="down").copy_memory()
    large = base.thumbnail_image(768, height=768, size="down").copy_memory()
    thumbnail = large.thumbnail_image(300, height=300, crop="attention").copy_memory()
    small = thumbnail.thumbnail_image(96)
    for pixels, quality in ((base, 92), (large, 85), (thumbnail, 85), (small, 85)):
        if base.hasalpha():
            pixels.webpsave_buffer(Q=quality, keep="none")
        else:
            pixels.jpegsave_buffer(Q=quality, keep="none")


def bare_process(path: str, rounds: int) -> None:
    pyvips.cache_set_max(0)
    content = Path(path).read_bytes()
    for _ in range(rounds):
        bare(content)


def cpu_of_bare(picture: Path, rounds: int) -> float:
    return cpu_seconds(["-m", "bench.image_pipeline", "bare", str(picture), str(rounds)], b"")


def cpu_of_ours(picture: Path, rounds: int) -> float:
    request = b"".join(frames.pack([OPTIONS, picture.read_bytes()]))
    return cpu_seconds(["-m", "apphost.kit.images.child", "decode"], request * rounds, FRUGAL)


def cpu_seconds(
    arguments: list[str], standard_input: bytes, environment: Mapping[str, str] = MappingProxyType({})
) -> float:
    """CPU of one Python process, from start to end."""
    with tempfile.TemporaryFile() as requests:
        requests.write(standard_input)
        requests.seek(0)
        process = subprocess.Popen(
            [sys.executable, *arguments], stdin=requests, stdout=subprocess.DEVNULL, env=os.environ | environment
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def milliseconds_a_picture(cpu_of: Callable[[Path, int], float], picture: Path) -> float:
    return (cpu_of(picture, ROUNDS + 1) - cpu_of(picture, 1)) * 1000 / ROUNDS


def compare(picture: Path) -> tuple[float, float]:
    """Bare and ours, measured alternately."""
    runs = [
        (milliseconds_a_picture(cpu_of_bare, picture), milliseconds_a_picture(cpu_of_ours, picture))
        for _ in range(REPEATS)
    ]
    return median(run[0] for run in runs), median(run[1] for run in runs)


def run(_: object) -> list[Figure]:
    os.environ["VIPS_CONCURRENCY"] = "1"
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "picture"
        for name, content in pictures().items():
            picture.write_bytes(content)
            theirs, ours = compare(picture)
            figures.append(Figure(f"picture pipeline, CPU to bare libvips: {name}", ours / theirs, "×", TARGET))
    return figures


if __name__ == "__main__":
    bare_process(sys.argv[2], int(sys.argv[3]))
