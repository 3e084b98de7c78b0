"""Opens the accounts room for the life of one process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import structlog
from fastapi import Depends, Request

from apphost.accounts.authenticator import RECHECK_SECONDS, Authenticator
from apphost.accounts.cookies import SessionCookies
from apphost.accounts.endings import Endings
from apphost.accounts.granting import Grants
from apphost.accounts.passwords import Passwords
from apphost.accounts.same_origin import OwnOrigin
from apphost.accounts.service import AccountsService
from apphost.accounts.tokens import Tokens
from apphost.kit.database import DatabaseAway
from apphost.kit.resources import Resources

log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_accounts(resources: Resources) -> AsyncIterator["AccountsRoom"]:
    """Make the room, and keep two tasks running: the ear for ended sessions and the recheck of open streams."""
    room = AccountsRoom(resources)
    tasks = [
        asyncio.create_task(room.endings.listen(room.authenticator.forget)),
        asyncio.create_task(_recheck(room.authenticator)),
    ]
    try:
        yield room
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        room.passwords.close()


class AccountsRoom:
    """The parts of the room, wired once per process; routes reach it as `app.state.accounts`."""

    def __init__(self, resources: Resources) -> None:
        settings = resources.settings
        tokens = Tokens(settings.required_secret())
        self.own_origin = OwnOrigin(settings.public_url)
        self.cookies = SessionCookies(https=settings.base_url.startswith("https://"))
        self.passwords = Passwords()
        self.endings = Endings(resources.redis, settings.required("redis_url"))
        self.authenticator = Authenticator(resources.db, tokens, self.cookies.access_name, self.own_origin)
        self.grants = Grants(resources.db, self.endings)
        self.registration = settings.registration_mode
        self.service = AccountsService(
            resources.db, self.registration, self.passwords, tokens, self.endings, self.authenticator
        )


async def _recheck(authenticator: Authenticator) -> None:
    while True:
        await asyncio.sleep(RECHECK_SECONDS)
        try:
            await authenticator.recheck_watched()
        except DatabaseAway:
            log.warning("open streams could not be rechecked: the database is away")


def _room(request: Request) -> AccountsRoom:
    room: AccountsRoom = request.app.state.accounts
    return room


RoomDep = Annotated[AccountsRoom, Depends(_room)]
