"""Who is who: registration, sign-in, sessions, one-time links, and the one function that decides who calls."""

from apphost.accounts.authenticator import Authenticator, Session
from apphost.accounts.links import NoSuchAccount, create_sign_in_link, sign_in_url
from apphost.accounts.room import AccountsRoom, open_accounts
from apphost.accounts.routes import router

__all__ = [
    "AccountsRoom",
    "Authenticator",
    "NoSuchAccount",
    "Session",
    "create_sign_in_link",
    "open_accounts",
    "router",
    "sign_in_url",
]
