"""Whether this process lives, and whether it can serve: `/healthz` and `/readyz`."""

import asyncio
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from redis.exceptions import RedisError

from apphost.kit.problems import Problem
from apphost.kit.resources import Resources

router = APIRouter(tags=["operations"])

_CHECK_SECONDS = 2


class Health(BaseModel):
    status: Literal["ok"]


class Readiness(BaseModel):
    """`checks` says `ok`, or what is wrong, for each part. A warning does not take the process out of service."""

    status: Literal["ready", "not-ready"]
    checks: dict[str, str]
    warnings: list[str]


@router.get("/healthz")
async def live() -> Health:
    """Alive, whatever the parts it needs are doing."""
    return Health(status="ok")


@router.get("/readyz", responses={503: {"model": Readiness}})
async def ready(request: Request, response: Response) -> Readiness:
    """Ready when the database and Redis answer; says when the disk gets low."""
    resources: Resources = request.app.state.resources
    database, redis = await asyncio.gather(_database(resources), _redis(resources))
    checks = {"database": database, "redis": redis}
    is_ready = all(answer == "ok" for answer in checks.values())
    response.status_code = 200 if is_ready else 503
    return Readiness(status="ready" if is_ready else "not-ready", checks=checks, warnings=await _warnings(resources))


async def _database(resources: Resources) -> str:
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            await resources.db.fetchval("SELECT 1")
    except (Problem, TimeoutError):
        return "does not answer"
    return "ok"


async def _redis(resources: Resources) -> str:
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            await resources.redis.ping()
    except (RedisError, OSError, TimeoutError):
        return "does not answer"
    return "ok"


async def _warnings(resources: Resources) -> list[str]:
    free, least = await resources.storage.free_bytes(), resources.settings.low_disk_bytes
    if free < least:
        return [
            f"Only {free // 1_000_000} MB free where pictures are kept: new pictures are refused below "
            f"{least // 1_000_000} MB."
        ]
    return []
