"""`gongkai dashboard`: the published warehouse in the browser."""

import os
import secrets
import sys
import webbrowser
from typing import Annotated

import typer

from dashboards.listening import listen, names_of
from extract.errors import need
from extract.language import _
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, DecisionsOption, WarehouseOption
from load.decisions.record import Signature
from load.publishing.layout import Layout

PORT = 8642
#: The setting that holds the token, for a server whose address stays the same.
TOKEN = "GONGKAI_DASHBOARD_TOKEN"


def dashboard_command(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    warehouse: WarehouseOption = WAREHOUSE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = PORT,
    host: Annotated[str, typer.Option(help="Another address lets other machines in.")] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option(help="Another name by which visitors know this machine.")] = None,
    token: Annotated[
        bool, typer.Option("--token/--no-token", help=f"Who has no cookie needs one; {TOKEN} sets which.")
    ] = True,
    decide: Annotated[
        bool, typer.Option("--decide", help="Whoever comes in may decide: a page for what gongkai decide does.")
    ] = False,
    decisions: DecisionsOption = None,
    who: Annotated[str, typer.Option("--who", help="Who decides there; your user name by default.")] = "",
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Show the warehouse in the browser: read-only, offline, following each new publish. Ctrl-C ends it.

    With --decide, what people decide on its page goes into the folder of decisions; nothing else is ever written.
    """
    need("dashboard", "uvicorn", "starlette")
    listening = listen(host, port)
    from dashboards.door import Keys  # noqa: PLC0415
    from dashboards.server import serve  # noqa: PLC0415 (needs half a second)

    at = listening.getsockname()[1]
    keys = Keys((os.environ.get(TOKEN) or secrets.token_urlsafe(24)) if token else None, f"gongkai_{at}")
    url = f"http://{f'[{host}]' if ':' in host else host}:{at}/"

    def started() -> None:
        there = "" if warehouse.exists() else _(" (not there yet: it is shown as soon as it is published)")
        address = f"{url}{f'?token={keys.token}' if keys.token else ''}"
        show.say(
            _("{warehouse} at {address}  (Ctrl-C ends it)").format(warehouse=f"{warehouse}{there}", address=address)
        )
        if open_browser and _has_desktop():
            webbrowser.open(f"{url}?token={keys.once}")

    desk = None
    if decide:
        from dashboards.deciding.desk import Desk  # noqa: PLC0415

        folder = decisions or Layout.of(warehouse).decisions
        desk = Desk(warehouse.absolute(), folder.absolute(), Signature(who).columns()["who"])
    serve(warehouse.absolute(), listening, keys, names_of(host, name or ()), started, desk=desk)


def _has_desktop() -> bool:
    """Whether there is a screen to open a browser on."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
