"""`avatar-creator status`: what the supervisor knows of its processes, and how deep the queues are."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from redis.exceptions import RedisError

from apphost.engines import DataFolder
from apphost.kit.jobs import Bell
from apphost.registry import installed_apps
from apphost.supervisor import attach, status


async def status_of(data: Path) -> dict[str, Any]:
    """Processes with pid and age, addresses without passwords, depth and oldest age of each queue."""
    folder = DataFolder(data)
    found = status(folder)
    environment = attach(folder)
    return found | {"queues": await _queues(environment["REDIS_URL"]) if environment else {}}


async def _queues(redis_url: str) -> dict[str, Mapping[str, int | float | None] | None]:
    """By name; None for a queue that cannot be read now."""
    depths: dict[str, Mapping[str, int | float | None] | None] = {}
    for queue in sorted({kind.queue for app in installed_apps() for kind in app.jobs}):
        bell = Bell(redis_url, queue)
        try:
            depths[queue] = await bell.depth()
        except (RedisError, OSError):
            depths[queue] = None
        finally:
            await bell.close()
    return depths


def describe(found: Mapping[str, Any]) -> str:
    """The same for people."""
    if not found["running"]:
        return f"Nothing is running on {found['dataDir']}. Start it with: avatar-creator up --data {found['dataDir']}"
    lines = [f"Running on {found['dataDir']}: {found['url'] or 'starting'}"]
    for process in found["processes"]:
        state = f"up {process['uptimeSeconds']:.0f} s" if process["alive"] else "gone"
        lines.append(f"  {process['name']:<12} pid {process['pid']:<8} {state}")
    for queue, depth in found["queues"].items():
        told = "cannot be read" if depth is None else f"{depth['waiting']} waiting, {depth['active']} active"
        lines.append(f"  queue {queue}: {told}")
    return "\n".join(lines)
