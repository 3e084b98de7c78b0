"""The record by which Pose Generator enters the platform."""

from collections.abc import Mapping
from pathlib import Path

from fastapi import APIRouter

from apphost.kit.app_plugin import AppPlugin
from apphost.kit.jobs import JobKind
from apphost.kit.scopes import Scope
from pose_generator.sheets import routes
from pose_generator.sheets.job import run, sweep
from pose_generator.state import APP_ID, QUEUE, TITLE, PoseState, open_state

_here = Path(__file__).parent
_router = APIRouter()
_router.routes += [*routes.reads.routes, *routes.writes.routes]


async def _nothing(state: PoseState, user_id: str) -> Mapping[str, object]:
    """The page asks for its sheets itself when it is opened."""
    return {}


app = AppPlugin(
    id=APP_ID,
    title=TITLE,
    description="One person in several expressions, on one sheet.",
    icon="mood-smile",
    router=_router,
    open=open_state,
    jobs=(JobKind(QUEUE, run, sweep, ()),),
    settings=(),
    problem_pages=_here / "problem_pages",
    snapshot=_nothing,
    ui=_here / "ui",
    scopes=(
        Scope("poses:read", "See your pose sheets", covers="reading"),
        Scope("poses:write", "Make and delete pose sheets", covers="writing"),
    ),
)
