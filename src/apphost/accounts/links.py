"""One-time sign-in links: how the operator lets somebody in without mail and without default passwords."""

from apphost.accounts.repository import Accounts, Links
from apphost.accounts.tokens import LINK_LIFETIME, fingerprint, new_opaque_token
from apphost.kit.database import Row, Transaction
from apphost.kit.ids import new_id
from apphost.kit.problems import NotFound

_OWNER_EMAIL = "owner@localhost"


class NoSuchAccount(NotFound):
    """Said to the operator only: over HTTP nobody learns whether an address has an account."""


async def create_sign_in_link(tx: Transaction, email: str | None = None) -> str:
    """The token of a new link that signs `email` in once, within a day.

    Without an address it is for the owner: the first administrator, made at the first start.

    Raises:
        NoSuchAccount: nobody has this address, or the account is disabled.
    """
    user = await _find_account(tx, email) if email else await _owner(tx)
    links = Links(tx)
    await links.remove_expired()
    token = new_opaque_token()
    await links.add(fingerprint(token), user["id"], LINK_LIFETIME)
    return token


def sign_in_url(base_url: str, token: str) -> str:
    """The address to open. What follows # stays in the browser: it reaches no log and no proxy."""
    return f"{base_url}/sign-in#token={token}"


async def _find_account(tx: Transaction, email: str) -> Row:
    user = await Accounts(tx).find_by_email(email.strip().lower())
    if user is None:
        raise NoSuchAccount(f"There is no account {email}.")
    return user


async def _owner(tx: Transaction) -> Row:
    accounts = Accounts(tx)
    owner = await accounts.find_owner() or await accounts.add(new_id(), _OWNER_EMAIL, "Owner", "admin", None)
    if owner is None:
        raise NoSuchAccount(f"The account {_OWNER_EMAIL} is disabled, and there is no other administrator.")
    return owner
