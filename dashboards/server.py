"""The server of the dashboard: marimo's application behind a door that opens to this machine's own pages only."""

import socket
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import marimo
import uvicorn
from altair.utils.schemapi import disable_debug_mode
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboards import source
from dashboards.warming import warm_up

HERE = Path(__file__).parent
#: Names under which a browser on this machine knows it.
LOCAL = {"127.0.0.1", "localhost", "[::1]"}
_STATIC = Path(marimo.__file__).parent / "_static"


def serve(warehouse: Path, listening: socket.socket, started: Callable[[], None]) -> None:
    """Show a warehouse until the process is stopped; `started` is called when the first page can be had."""
    source.show(warehouse)
    disable_debug_mode()  # Altair checks each chart against its schema, which takes longer than all else on a page
    server = _Server(uvicorn.Config(application(listening.getsockname()[0]), log_level="error", access_log=False))
    server.started_call = started
    server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Calls `started_call` when it listens."""

    started_call: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.started_call()
        warm_up()


def application(host: str) -> ASGIApp:
    """The whole application, as it is served on an address."""
    # Style sheets of this address are also those of marimo's tables, which live in a shadow of their own.
    head = '<link rel="stylesheet" href="/look/page.css"><script src="/look/page.js"></script>'
    pages = marimo.create_asgi_app(quiet=True, asset_url=f"/static/{version('marimo')}", html_head=head)
    whole = Starlette()
    whole.mount(f"/static/{version('marimo')}", _Kept(directory=_STATIC))
    whole.mount("/look", StaticFiles(directory=HERE / "look"))
    whole.mount("/", pages.with_app(path="/", root=str(HERE / "app.py")).build())
    return _Door(whole, LOCAL if host in {"127.0.0.1", "::1"} else None)


class _Kept(StaticFiles):
    """marimo's own files: the path names their version, so that a browser need not ask for them twice."""

    def file_response(self, *args: object, **kwargs: object) -> FileResponse:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response  # type: ignore[return-value]


class _Door:
    """Refuses what another site's page asks for, and names that are not this machine's (a rebound DNS name)."""

    def __init__(self, inside: ASGIApp, names: set[str] | None) -> None:
        self.inside, self.names = inside, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or self._is_ours(Headers(scope=scope)):
            await self.inside(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("only this machine's own pages are answered", 403)(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        named = self.names is None or host.rpartition(":")[0] in self.names or host in self.names
        return named and origin in {None, f"http://{host}", f"https://{host}"}
