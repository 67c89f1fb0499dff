"""The server of the dashboard: its pages behind their door (`dashboards.door`)."""

import re
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dashboards import site, source
from dashboards.address import Address, read
from dashboards.deciding.desk import Desk
from dashboards.deciding.writing import PLACE, writing
from dashboards.door import Door, Keys
from dashboards.sheets import PATH, sheet_answer
from dashboards.warming import warm_up
from load.errors import WarehouseError

HERE = Path(__file__).parent
#: Connections at once; who comes beyond is turned away.
CONNECTIONS = 200


def serve(  # noqa: PLR0913
    warehouse: Path,
    listening: socket.socket,
    keys: Keys,
    names: frozenset[str],
    started: Callable[[], None],
    *,
    desk: Desk | None = None,
) -> None:
    """Show a warehouse until the process is stopped.

    Args:
        warehouse: the file; it need not be there yet.
        listening: where visitors come.
        keys: what lets them in.
        names: of this machine, in their addresses.
        started: called when the first page can be had.
        desk: where what is decided on a page goes; without one nobody decides.
    """
    source.show(warehouse)
    config = uvicorn.Config(
        application(keys, names, desk),
        log_level="error",
        access_log=False,
        limit_concurrency=CONNECTIONS,
        server_header=False,
        ws="none",
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


def application(keys: Keys, names: frozenset[str], desk: Desk | None = None) -> ASGIApp:
    """The whole application. What draws is no coroutine, so that each visitor is answered on a thread."""
    written: list[BaseRoute] = [Route(PLACE, writing(desk), methods=["POST"])] if desk else []
    whole = Starlette(
        routes=[
            *written,
            Route("/version", _version),
            Route("/table.csv", _table),
            Route(PATH, sheet_answer),
            Mount("/look", StaticFiles(directory=HERE / "look")),
            Route("/{page:path}", _page),
        ]
    )
    return Door(whole, keys, names, frozenset({PLACE} if desk else ()))


def _page(request: Request) -> Response:
    """A page, or the way to its whole address."""
    found = site.answer(_address(request, request.path_params["page"]), request.headers.get("accept-language", ""))
    if found.leads_to:
        return RedirectResponse(found.leads_to, 303)
    return HTMLResponse(found.html, found.status, {"Cache-Control": "no-cache"})


def _address(request: Request, page: str) -> Address:
    """What is asked, and whether another site's page asks it."""
    return read(page, request.url.query, is_followed=request.headers.get("sec-fetch-site") == "cross-site")


def _version(_request: Request) -> Response:
    """What a page asks every few seconds: which version is published now."""
    warm_up()
    return PlainTextResponse(source.mark(), headers={"Cache-Control": "no-store"})


def _table(request: Request) -> Response:
    """A table of a page as CSV."""
    address = _address(request, "table.csv")
    try:
        found = site.csv(address, request.headers.get("accept-language", ""))
    except WarehouseError as error:
        return PlainTextResponse(str(error), 404)
    words = [address.values.get(name, "") for name in ("list", "view", "year")]
    name = "-".join(["gongkai", *(it for it in words if re.fullmatch(r"\w{1,40}", it, re.ASCII))]) + ".csv"
    return Response(found, media_type="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})
