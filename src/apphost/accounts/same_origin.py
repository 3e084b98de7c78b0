"""Whether a request comes from our own page: what stands between a cookie and other people's pages.

SameSite cookies alone do not do it: another port or subdomain of the same host counts as the same site.
"""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from apphost.kit.problems import Forbidden


class CrossOrigin(Forbidden):
    slug = "cross-origin"
    title = "This request comes from another page"

    def __init__(self) -> None:
        super().__init__(
            "Signed in by cookie, only our own pages may change things or open a socket. "
            "Programs send a bearer token instead."
        )


class OwnOrigin:
    """The rule for one deployment. Without a public address, whatever host the caller addressed is ours."""

    def __init__(self, public_url: str | None) -> None:
        self._public_host = urlsplit(public_url).netloc.lower() if public_url else None

    def require(self, connection: HTTPConnection) -> None:
        """Refuse what is not shown to come from our own page.

        Raises:
            CrossOrigin: it comes from elsewhere, or says nothing of where it comes from.
        """
        if not self._says_same(connection):
            raise CrossOrigin

    def refuse_others(self, connection: HTTPConnection) -> None:
        """Refuse foreign pages only: a program, which names no page, may pass.

        Raises:
            CrossOrigin: a browser says that another page sent it.
        """
        if is_from_browser(connection):
            self.require(connection)

    def _says_same(self, connection: HTTPConnection) -> bool:
        site = connection.headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        origin = connection.headers.get("origin")
        if origin is None:
            return False
        host = urlsplit(origin).netloc.lower()
        return host != "" and host in (connection.headers.get("host", "").lower(), self._public_host)


def is_from_browser(connection: HTTPConnection) -> bool:
    """Browsers send one of these with every POST, and no page can keep them from it."""
    return "origin" in connection.headers or "sec-fetch-site" in connection.headers
