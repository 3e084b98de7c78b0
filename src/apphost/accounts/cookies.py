"""The two cookies of a browser: the access token for every path, the refresh token for `/api/auth` alone."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from apphost.accounts.tokens import ACCESS_LIFETIME, REFRESH_LIFETIME

_REFRESH_PATH = "/api/auth"


class SessionCookies:
    """Names and attributes; behind https the prefixes make browsers refuse look-alikes from other hosts."""

    def __init__(self, https: bool) -> None:
        self._https = https
        self.access_name = "__Host-session" if https else "session"
        self._refresh_name = "__Secure-refresh" if https else "refresh"

    def refresh_token_in(self, connection: HTTPConnection) -> str | None:
        return connection.cookies.get(self._refresh_name)

    def put(self, response: Response, access_token: str, refresh_token: str) -> None:
        access_seconds = int(ACCESS_LIFETIME.total_seconds())
        refresh_seconds = int(REFRESH_LIFETIME.total_seconds())
        self._set(response, self.access_name, access_token, "/", access_seconds)
        self._set(response, self._refresh_name, refresh_token, _REFRESH_PATH, refresh_seconds)

    def clear(self, response: Response) -> None:
        self._set(response, self.access_name, "", "/", 0)
        self._set(response, self._refresh_name, "", _REFRESH_PATH, 0)

    def _set(self, response: Response, name: str, value: str, path: str, max_age_seconds: int) -> None:
        response.set_cookie(
            name, value, max_age_seconds, path=path, secure=self._https, httponly=True, samesite="strict"
        )
