"""The door of the dashboard: who may come in, and to what.

A cookie opens it, and whoever brings the token gets one: another user of this machine, or another machine, has neither.
Names are checked since a page elsewhere may have a name that leads here (DNS rebinding), and where a request comes from
since a browser brings the cookie along whoever made the page that asks.
"""

import re
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboards.listening import LOCAL

#: What the pages ask for: all that is answered, and only to GET. A page that there is not says so itself.
PAGE = re.compile(r"/[a-z]{0,20}")
GET = re.compile(rf"{PAGE.pattern}|/table\.csv|/look/[\w.]+|/favicon\.ico")
#: Characters that an address may have behind its `?`.
QUERY = 8000
_OWN = {"same-origin", "none"}
_SAFE = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
}


@dataclass
class Keys:
    """What opens the door.

    Attributes:
        token: opens it in the printed address and, as a cookie, for all that follows; None leaves it open.
        once: opens it once; for an address that others of this machine can see, as in a list of processes.
        cookie: the name of the cookie; cookies know no ports.
    """

    token: str | None
    cookie: str = "gongkai"
    once: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def fits(self, key: str) -> bool:
        """Whether a key of an address fits; that for once does so once."""
        if self.token is not None and _same(key, self.token):
            return True
        if not self.once or not _same(key, self.once):
            return False
        self.once = ""
        return True

    def opened(self, headers: Headers) -> bool:
        """Whether a request has the cookie, or needs none."""
        if self.token is None:
            return True
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return found is not None and _same(found.value, self.token)


class Door:
    """Lets in who may come, and answers everybody else itself."""

    def __init__(
        self, inside: ASGIApp, keys: Keys, names: frozenset[str], written: frozenset[str] = frozenset()
    ) -> None:
        """Stand before an application.

        Args:
            inside: what is behind the door.
            keys: what opens it.
            names: of this machine; where there are others than `LOCAL`, any IP address is one too.
            written: paths that forms are sent to (POST); nothing else is written to.
        """
        self.inside, self.keys, self.names, self.written = inside, keys, names, written

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let it in."""
        if scope["type"] == "lifespan":
            await self.inside(scope, receive, send)
        elif refused := self._refusal(scope):
            await refused(scope, receive, send)
        else:
            await self.inside(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        """What is answered in place of the application; None where it may answer itself."""
        headers, query = Headers(scope=scope), parse_qs(scope["query_string"].decode("latin-1"))
        if not self._is_named(headers.get("host", "")) or not _is_asked_here(scope, headers):
            return _no(403, "only this dashboard's own pages are answered, under its own name")
        if scope["path"] == "/" and (key := query.pop("token", [""])[0]) and self.keys.fits(key):
            return self._welcome(query)
        if not self.keys.opened(headers):
            return _no(403, "open the address that `gongkai dashboard` printed: it lets this browser in")
        return None if scope["method"] == "POST" and scope["path"] in self.written else _beyond(scope)

    def _is_named(self, host: str) -> bool:
        """Whether a Host is a name of this machine."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self.names or (self.names != LOCAL and _is_address(name))

    def _welcome(self, query: dict[str, list[str]]) -> Response:
        """The cookie, and the same address without the token; a browser keeps what stands behind its #."""
        answer = RedirectResponse("/" + (f"?{urlencode(query, doseq=True)}" if query else ""), 303)
        if self.keys.token is not None:
            answer.set_cookie(self.keys.cookie, self.keys.token, httponly=True, samesite="lax")
        return answer


def _is_asked_here(scope: Scope, headers: Headers) -> bool:
    """Whether a page of this dashboard asks, or a person who follows a link to one of its pages."""
    origin, host = headers.get("origin"), headers.get("host")
    if origin is not None:
        return origin in {f"http://{host}", f"https://{host}"}
    if scope["type"] == "websocket" or scope["method"] not in {"GET", "HEAD"}:
        return False  # every browser says where these come from
    follows = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
    return (follows and bool(PAGE.fullmatch(scope["path"]))) or headers.get("sec-fetch-site", "none") in _OWN


def _beyond(scope: Scope) -> Response | None:
    """What is answered to what pages never ask for."""
    is_known = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and GET.fullmatch(scope["path"])
    if not is_known:
        return _no(404, "nothing is here")
    return None if len(scope["query_string"]) <= QUERY else _no(414, "too much")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())


def _no(code: int, why: str) -> Response:
    return PlainTextResponse(why, code, _SAFE)


def _with_headers(send: Send) -> Send:
    """Answers that no other page can frame or read."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_SAFE)
        await send(message)

    return with_headers
