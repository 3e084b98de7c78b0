"""From `avatar-creator up` to the first page, cold and warm, and the memory of everything when idle."""

import tempfile
import time
from pathlib import Path
from statistics import median

import httpx

from bench.figures import Figure
from bench.installation import installation
from bench.processes import pss_bytes, tree_of

WARM_STARTS = 3
_SETTLE_SECONDS = 5
MEGABYTE = 1_000_000


def run(_: object) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="avatar-bench-") as temporary:
        folder = Path(temporary) / "data"
        with installation(folder) as up:
            cold = up.started_in_seconds
        warm = []
        for _number in range(WARM_STARTS):
            with installation(folder) as up:
                httpx.get(up.url).raise_for_status()
                warm.append(up.started_in_seconds)
                time.sleep(_SETTLE_SECONDS)
                idle = pss_bytes(tree_of(up.supervisor_pid))
    return [
        Figure("`up` to the first page, cold", cold, "s", 8),
        Figure("`up` to the first page, warm", median(warm), "s", 3),
        Figure("memory of all processes, idle (PSS)", idle / MEGABYTE, "MB", 350),
    ]
