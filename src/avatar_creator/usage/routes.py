"""HTTP of uses: apps tell them, their owner looks at them."""

from fastapi import APIRouter, Response

from apphost.kit.dependencies import CallerDep, CurrentUserDep, IdempotencyKey, PathId, TransactionDep
from apphost.kit.idempotency import KeyReused, StillRunning
from apphost.kit.json import JsonAnswer, Stored
from apphost.kit.lean import LeanRoute
from apphost.kit.pages import CursorText, Limit
from apphost.kit.problem_responses import problems
from apphost.kit.problems import Forbidden
from apphost.kit.scopes import ScopeMissing, require
from avatar_creator.app_state import AppStateDep
from avatar_creator.avatars.service import AvatarNotFound
from avatar_creator.usage import service
from avatar_creator.usage.schemas import Stats, Usage, UsageHistory, UsageRecord
from avatar_creator.usage.stats import stats_of

USAGE_SCOPE = "usage:write"

reads = APIRouter(route_class=LeanRoute, tags=["usage"])
writes = APIRouter(tags=["usage"])


class AppTokenNeeded(Forbidden):
    slug = "app-token-needed"
    title = "Only apps can tell a use"

    def __init__(self) -> None:
        super().__init__("Uses are told with a token that was granted to an app; it says which app it is.")


@writes.post(
    "/avatars/{avatar_id}/usage",
    status_code=201,
    response_model=Usage,
    responses={
        200: {"model": Usage, "description": "Told before: the first time's answer."},
        **problems(AvatarNotFound, AppTokenNeeded, ScopeMissing, StillRunning, KeyReused),
    },
)
async def record_usage(
    avatar_id: PathId,
    use: UsageRecord,
    user: CallerDep,
    state: AppStateDep,
    tx: TransactionDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Tell that the app of this token used the avatar. The same action on the same reference counts once."""
    require(user.scopes, USAGE_SCOPE)
    if user.app is None:
        raise AppTokenNeeded
    told = await service.tell(state, tx, user.id, avatar_id, user.app, use, idempotency_key)
    return JsonAnswer(Stored(told.answer), 201 if told.is_new else 200)


@reads.get("/avatars/{avatar_id}/usage-history", response_model=UsageHistory, responses=problems(AvatarNotFound))
async def list_usage(
    avatar_id: PathId, user: CurrentUserDep, state: AppStateDep, cursor: CursorText = None, limit: Limit = 50
) -> Response:
    """Where it is used, newest first, and how often by app and month."""
    return JsonAnswer(await service.history(state, user.id, avatar_id, limit, cursor))


@reads.get("/stats", response_model=Stats)
async def get_stats(user: CurrentUserDep, state: AppStateDep) -> Response:
    """The caller's whole library in numbers: how many, where from, used where."""
    return JsonAnswer(await stats_of(state, user.id))
