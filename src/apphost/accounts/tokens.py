"""Tokens: signed access tokens, and opaque ones of which only a fingerprint is stored.

Owns formats, lifetimes and the keys derived from the secret. Knows no database and no HTTP: whether a
session is still alive is the authenticator's question.
"""

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from apphost.kit.ids import new_id

ACCESS_LIFETIME = timedelta(minutes=15)
REFRESH_LIFETIME = timedelta(days=14)
LINK_LIFETIME = timedelta(hours=24)

_GRANTED = "avc_"
_ALGORITHM = "HS256"
_TYPE = "at+jwt"  # RFC 9068
_ISSUER = "apphost"
_AUDIENCE = "apphost-api"
_CLAIMS = jwt.JWTClaimsRegistry(
    iss={"essential": True, "value": _ISSUER},
    aud={"essential": True, "value": _AUDIENCE},
    sub={"essential": True},
    sid={"essential": True},
    epoch={"essential": True},
    iat={"essential": True},
    exp={"essential": True},
    jti={"essential": True},
)


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What a valid access token says. `expires_at` is in seconds since 1970."""

    user_id: str
    session_id: str
    epoch: int
    expires_at: float


class Tokens:
    """Makes and reads tokens with keys derived from the deployment's secret, one key per purpose."""

    def __init__(self, secret: bytes) -> None:
        self._signing_key = OctKey.import_key(hmac.digest(secret, b"access token", "sha256"))
        self._chain_key = hmac.digest(secret, b"refresh chain", "sha256")

    def access(self, user_id: str, session_id: str, epoch: int) -> str:
        now = int(time.time())
        claims = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "sub": user_id,
            "sid": session_id,
            "epoch": epoch,
            "iat": now,
            "exp": now + int(ACCESS_LIFETIME.total_seconds()),
            "jti": new_id(),
        }
        return jwt.encode({"alg": _ALGORITHM, "typ": _TYPE}, claims, self._signing_key, algorithms=[_ALGORITHM])

    def read_access(self, token: str) -> AccessClaims | None:
        """The claims of a token that we signed, for us, and that has not expired; None for any other text.

        The header chooses nothing: one key, one algorithm, and keys it names or carries are not looked at.
        """
        try:
            found = jwt.decode(token, self._signing_key, algorithms=[_ALGORITHM])
            if found.header.get("typ") != _TYPE:
                return None
            _CLAIMS.validate(found.claims)
        except (JoseError, ValueError):
            return None
        claims = found.claims
        return AccessClaims(claims["sub"], claims["sid"], claims["epoch"], claims["exp"])

    def successor(self, refresh_token: str) -> str:
        """The one token that follows `refresh_token` in its session.

        It is computed rather than drawn, so that asking twice gives the same answer and a chain can never
        fork into two living ends.
        """
        digest = hmac.digest(self._chain_key, refresh_token.encode(), "sha256")
        return urlsafe_b64encode(digest).decode().rstrip("=")


def new_opaque_token() -> str:
    """256 random bits as text: the first refresh token of a session, or a sign-in link."""
    return secrets.token_urlsafe(32)


def new_api_token() -> str:
    """256 random bits behind a prefix that people and secret scanners recognise."""
    return _GRANTED + new_opaque_token()


def is_api_token(token: str) -> bool:
    return token.startswith(_GRANTED)


def fingerprint(token: str) -> bytes:
    """What is stored of an opaque token. It has 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).digest()
