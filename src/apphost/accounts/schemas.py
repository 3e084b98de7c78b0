"""JSON shapes of accounts. Passwords are secret strings, so that no log and no error repeats them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, StringConstraints

from apphost.kit.schemas import Name, Schema, Storable, Word

Role = Literal["user", "admin"]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, max_length=254, pattern=r"^[^\s@]+@[^\s@]+$"),
    Storable,
]


def _storable_secret(value: SecretStr) -> SecretStr:
    if "\x00" in value.get_secret_value():
        raise ValueError("must not contain a NUL character")
    return value


NewPassword = Annotated[
    SecretStr,
    Field(min_length=10, max_length=128, description="10 to 128 characters of any kind; a phrase is best."),
    AfterValidator(_storable_secret),
]
GivenPassword = Annotated[SecretStr, Field(min_length=1, max_length=128)]
Token = Annotated[SecretStr, Field(min_length=1, max_length=200)]


class Registration(Schema):
    """`display_name` defaults to what stands before the @."""

    email: Email
    password: NewPassword
    display_name: Name | None = None


class Credentials(Schema):
    email: Email
    password: GivenPassword


class RefreshRequest(Schema):
    """For programs; a browser sends nothing here, its cookie says it."""

    refresh_token: Token | None = None


class LinkUse(Schema):
    token: Token


class User(Schema):
    id: str
    email: str
    display_name: str
    role: Role


class SignedIn(Schema):
    """`refresh_token` is null for browsers: theirs is in a cookie that no script can read."""

    access_token: str
    access_token_expires_in_seconds: int
    refresh_token: str | None
    user: User


class ApiTokenCreate(Schema):
    """`app_id` names the app that will act through it; without, it is for a program of one's own."""

    name: Name
    scopes: Annotated[list[Word], Field(min_length=1, max_length=20)]
    app_id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")] | None = None
    expires_in_days: Annotated[int, Field(ge=1, le=3650)] | None = None


class ApiToken(Schema):
    """What a person let a program or an app do. `last_used_at` is right to the minute."""

    id: str
    name: str
    scopes: list[str]
    app_id: str | None
    app_name: str | None
    expires_at: datetime | None
    last_used_at: datetime | None
    created_at: datetime


class CreatedApiToken(ApiToken):
    """`token` is told this once and never again."""

    token: str


class ApiTokenList(Schema):
    items: list[ApiToken]


class SignInOptions(Schema):
    registration: Literal["open", "invitation", "closed"]
