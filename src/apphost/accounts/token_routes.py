"""`/api/tokens`: what a person granted to programs and apps. Tokens themselves cannot come here."""

from fastapi import APIRouter, Request

from apphost.accounts.granting import TokenNotFound, TooManyTokens
from apphost.accounts.room import RoomDep
from apphost.accounts.schemas import ApiTokenCreate, ApiTokenList, CreatedApiToken
from apphost.kit.dependencies import CurrentUserDep, PathId
from apphost.kit.problem_responses import problems
from apphost.kit.scopes import ForPeopleOnly

router = APIRouter(prefix="/tokens", tags=["tokens"])


@router.get("", responses=problems(ForPeopleOnly))
async def list_tokens(user: CurrentUserDep, room: RoomDep) -> ApiTokenList:
    """Those that live, newest first."""
    return ApiTokenList(items=await room.grants.list_of(user.id))


@router.post("", status_code=201, responses=problems(ForPeopleOnly, TooManyTokens))
async def create_token(asked: ApiTokenCreate, request: Request, user: CurrentUserDep, room: RoomDep) -> CreatedApiToken:
    """Let a program or an app act for you. The token is in this answer alone."""
    installed = {plugin.id: plugin.title for plugin in request.app.state.plugins}
    return await room.grants.make(user.id, asked, request.app.state.scopes, installed)


@router.delete("/{token_id}", status_code=204, responses=problems(ForPeopleOnly, TokenNotFound))
async def revoke_token(token_id: PathId, user: CurrentUserDep, room: RoomDep) -> None:
    """Take it back: it is refused at once, on open event streams too."""
    await room.grants.revoke(user.id, token_id)
