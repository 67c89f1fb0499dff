"""The server of the dashboard: marimo's application behind its door (`dashboards.door`)."""

import socket
from collections.abc import Callable
from importlib.metadata import version
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import marimo
import uvicorn
from altair.utils.schemapi import disable_debug_mode
from marimo._runtime.virtual_file.storage import InMemoryStorage, VirtualFileStorageManager
from marimo._session.model import ConnectionState
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dashboards import source
from dashboards.door import BODY, PAGES, Door, Keys
from dashboards.sheets import PATH, sheet_answer
from dashboards.warming import warm_up

HERE = Path(__file__).parent
#: Sessions, which live on for two minutes when their page is closed, and connections; what is beyond is turned away.
SESSIONS, CONNECTIONS = 2 * PAGES, 400
_STATIC = Path(marimo.__file__).parent / "_static"


def serve(
    warehouse: Path, listening: socket.socket, keys: Keys, names: frozenset[str], started: Callable[[], None]
) -> None:
    """Show a warehouse until the process is stopped.

    Args:
        warehouse: the file; it need not be there yet.
        listening: where visitors come.
        keys: what lets them in.
        names: of this machine, in their addresses.
        started: called when the first page can be had.
    """
    source.show(warehouse)
    disable_debug_mode()  # Altair checks each chart against its schema, which takes longer than all else on a page
    config = uvicorn.Config(
        application(keys, names),
        log_level="error",
        access_log=False,
        limit_concurrency=CONNECTIONS,
        ws_max_size=BODY,
        server_header=False,
    )
    server = _Server(config)
    server.started_call = started
    server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Calls `started_call` when it listens."""

    started_call: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.started_call()
        warm_up()


def application(keys: Keys, names: frozenset[str]) -> ASGIApp:
    """The whole application."""
    # Style sheets of this address are also those of marimo's tables, which live in a shadow of their own.
    head = '<link rel="stylesheet" href="/look/page.css"><script src="/look/page.js"></script>'
    pages = marimo.create_asgi_app(quiet=True, asset_url=f"/static/{version('marimo')}", html_head=head)
    whole = Starlette()
    whole.mount(f"/static/{version('marimo')}", _Kept(directory=_STATIC))
    whole.add_route("/@file/{name}", _downloads())
    whole.add_route(PATH, sheet_answer)
    whole.mount("/look", StaticFiles(directory=HERE / "look"))
    drawn = pages.with_app(path="/", root=str(HERE / "app.py")).build()
    whole.mount("/", drawn)
    return Door(whole, keys, names, _room(drawn))


def _room(drawn: Any) -> Callable[[], bool]:  # noqa: ANN401 (marimo's)
    """Whether there is room for a session, which is a thread and some megabytes; those that nobody sees make it."""
    manager = drawn.routes[0].app.state.session_manager

    def has_room() -> bool:
        if len(manager.sessions) < SESSIONS:
            return True
        for one, session in list(manager.sessions.items()):
            if session.connection_state() in {ConnectionState.ORPHANED, ConnectionState.CLOSED}:
                manager.close_session(one)
        return len(manager.sessions) < SESSIONS

    return has_room


def _downloads() -> Callable[[Request], Response]:
    """Answers with the files that pages made, such as a table's CSV.

    marimo's own answer looks among the memory that this user's programs share, until a first page is open.
    """
    files = VirtualFileStorageManager().storage = InMemoryStorage()

    def download(request: Request) -> Response:
        size, _, name = request.path_params["name"].partition("-")
        if not files.has(name):
            return PlainTextResponse("nothing is here", 404)
        return Response(files.read(name, int(size)), media_type=guess_type(name)[0] or "application/octet-stream")

    return download


class _Kept(StaticFiles):
    """marimo's own files: the path names their version, so that a browser need not ask for them twice."""

    def file_response(self, *args: object, **kwargs: object) -> FileResponse:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response  # type: ignore[return-value]
