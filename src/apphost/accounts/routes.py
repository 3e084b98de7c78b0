"""`/api/auth` and `/api/me`: HTTP words only, cookies included."""

from fastapi import APIRouter, Depends, Request, Response

from apphost.accounts import token_routes
from apphost.accounts.room import AccountsRoom, RoomDep
from apphost.accounts.same_origin import CrossOrigin, is_from_browser
from apphost.accounts.schemas import (
    Credentials,
    LinkUse,
    RefreshRequest,
    Registration,
    SignedIn,
    SignInOptions,
    User,
)
from apphost.accounts.service import (
    EmailTaken,
    LinkUsed,
    OpenSession,
    RegistrationClosed,
    SessionEnded,
    WrongCredentials,
)
from apphost.accounts.tokens import ACCESS_LIFETIME
from apphost.kit.dependencies import CurrentUserDep
from apphost.kit.problem_responses import problems
from apphost.kit.problems import NotSignedIn


def _refuse_other_pages(request: Request, room: RoomDep) -> None:
    """Another page must not sign anybody in or out, as whomever it likes, whatever cookies there are."""
    room.own_origin.refuse_others(request)


router = APIRouter(prefix="/api", tags=["accounts"])
auth = APIRouter(prefix="/auth", dependencies=[Depends(_refuse_other_pages)])


@router.get("/auth/options")
async def sign_in_options(room: RoomDep) -> SignInOptions:
    """Whether the sign-in page offers to register."""
    return SignInOptions(registration=room.registration)


@auth.post("/register", status_code=201, responses=problems(RegistrationClosed, CrossOrigin, EmailTaken))
async def register(body: Registration, request: Request, response: Response, room: RoomDep) -> SignedIn:
    """Make an account and sign in."""
    opened = await room.service.register(
        body.email, body.password.get_secret_value(), body.display_name, _user_agent(request)
    )
    return _signed_in(request, response, room, opened)


@auth.post("/login", responses=problems(WrongCredentials, CrossOrigin))
async def log_in(body: Credentials, request: Request, response: Response, room: RoomDep) -> SignedIn:
    """Sign in by password. Browsers get cookies at the same time."""
    opened = await room.service.log_in(body.email, body.password.get_secret_value(), _user_agent(request))
    return _signed_in(request, response, room, opened)


@auth.post("/link", responses=problems(LinkUsed, CrossOrigin))
async def use_link(body: LinkUse, request: Request, response: Response, room: RoomDep) -> SignedIn:
    """Sign in by a one-time link: its page sends the token that stands after the #."""
    opened = await room.service.use_link(body.token.get_secret_value(), _user_agent(request))
    return _signed_in(request, response, room, opened)


@auth.post("/refresh", responses=problems(SessionEnded, CrossOrigin))
async def refresh(request: Request, response: Response, room: RoomDep, body: RefreshRequest | None = None) -> SignedIn:
    """Spend the refresh token, from the body or the cookie, for a new pair."""
    token = body.refresh_token.get_secret_value() if body and body.refresh_token else None
    if token is None:
        token = room.cookies.refresh_token_in(request)
        room.own_origin.require(request)
    if token is None:
        raise SessionEnded
    opened = await room.service.refresh(token, _user_agent(request))
    return _signed_in(request, response, room, opened)


@auth.post("/logout", status_code=204, responses=problems(CrossOrigin))
async def log_out(request: Request, response: Response, room: RoomDep) -> None:
    """End this session everywhere, open streams included. Signed out already is no error."""
    session = await room.authenticator.session(request)
    refresh_token = room.cookies.refresh_token_in(request)
    await room.service.log_out(session.id if session else None, refresh_token)
    room.cookies.clear(response)


@router.get("/me", responses=problems(NotSignedIn))
async def who_am_i(user: CurrentUserDep, room: RoomDep) -> User:
    return await room.service.profile(user.id)


router.include_router(auth)
router.include_router(token_routes.router)


def _user_agent(request: Request) -> str:
    return request.headers.get("user-agent", "")


def _signed_in(request: Request, response: Response, room: AccountsRoom, opened: OpenSession) -> SignedIn:
    """Cookies for a browser; the refresh token in the body only for those who are none, so that a script
    smuggled into our page could never read it."""
    room.cookies.put(response, opened.access_token, opened.refresh_token)
    return SignedIn(
        access_token=opened.access_token,
        access_token_expires_in_seconds=int(ACCESS_LIFETIME.total_seconds()),
        refresh_token=None if is_from_browser(request) else opened.refresh_token,
        user=opened.user,
    )
