"""Tokens that a person grants to programs and apps: make, list, revoke. Only a fingerprint is stored."""

from collections.abc import Mapping
from datetime import timedelta

from apphost.accounts.endings import Endings
from apphost.accounts.repository import ApiTokens
from apphost.accounts.schemas import ApiToken, ApiTokenCreate, CreatedApiToken
from apphost.accounts.tokens import fingerprint, new_api_token
from apphost.kit.database import Database, Row
from apphost.kit.ids import new_id
from apphost.kit.problems import Conflict, InvalidRequest, NotFound
from apphost.kit.scopes import Scopes

MOST = 100


class TokenNotFound(NotFound):
    slug = "token-not-found"
    title = "This token does not exist"

    def __init__(self) -> None:
        super().__init__("There is no such token among yours. It may have been revoked.")


class TooManyTokens(Conflict):
    slug = "too-many-tokens"
    title = "You have too many tokens"

    def __init__(self) -> None:
        super().__init__(f"{MOST} living tokens are the most. Revoke one that is no longer used.")


class Grants:
    def __init__(self, db: Database, endings: Endings) -> None:
        self._db = db
        self._endings = endings

    async def list_of(self, user_id: str) -> list[ApiToken]:
        return [_shown(row) for row in await ApiTokens(self._db).list_of(user_id)]

    async def make(
        self, user_id: str, asked: ApiTokenCreate, scopes: Scopes, installed: Mapping[str, str]
    ) -> CreatedApiToken:
        """The only time the token itself is told. `installed` is app id → title; other apps are named by their id.

        Raises:
            InvalidRequest: a scope that no installed app has.
            TooManyTokens
        """
        for number, scope in enumerate(asked.scopes):
            if scope not in scopes.known:
                raise InvalidRequest(f"#/scopes/{number}", f"must be one of {', '.join(sorted(scopes.known))}")
        app = None if asked.app_id is None else (asked.app_id, installed.get(asked.app_id, asked.app_id))
        lifetime = None if asked.expires_in_days is None else timedelta(days=asked.expires_in_days)
        token = new_api_token()
        async with self._db.transaction() as tx:
            tokens = ApiTokens(tx)
            if len(await tokens.list_of(user_id)) >= MOST:
                raise TooManyTokens
            row = await tokens.add(
                new_id(), user_id, asked.name, fingerprint(token), sorted(set(asked.scopes)), app, lifetime
            )
        return CreatedApiToken(**_shown(row).model_dump(), token=token)

    async def revoke(self, user_id: str, token_id: str) -> None:
        """It is refused from now on, on open streams too. Raises: TokenNotFound."""
        if not await ApiTokens(self._db).revoke(user_id, token_id):
            raise TokenNotFound
        await self._endings.tell(token_id)


def _shown(row: Row) -> ApiToken:
    return ApiToken(
        id=row["id"],
        name=row["name"],
        scopes=row["scopes"],
        app_id=row["app_id"],
        app_name=row["app_name"],
        expires_at=row["expires_at"],
        last_used_at=row["last_used_at"],
        created_at=row["created_at"],
    )
