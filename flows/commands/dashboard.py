"""`gongkai dashboard`: the published warehouse in the browser."""

import os
import sys
import webbrowser
from typing import Annotated

import typer

from dashboards.listening import listen
from extract.errors import need
from flows.commands.options import WAREHOUSE, WarehouseOption

PORT = 8642


def dashboard_command(
    warehouse: WarehouseOption = WAREHOUSE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = PORT,
    host: Annotated[
        str, typer.Option(help="Another address lets other machines in; there is no password.")
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
) -> None:
    """Show the warehouse in the browser: read-only, offline, following each new publish. Ctrl-C ends it."""
    need("dashboard", "marimo", "altair")
    listening = listen(host, port)
    from dashboards.server import serve  # noqa: PLC0415 (marimo takes a second to import)

    url = f"http://{host}:{listening.getsockname()[1]}/"

    def started() -> None:
        there = "" if warehouse.exists() else " (not there yet: it is shown as soon as it is published)"
        typer.echo(f"{warehouse}{there} at {url}  (Ctrl-C ends it)")
        if open_browser and _has_desktop():
            webbrowser.open(url)

    serve(warehouse.absolute(), listening, started)


def _has_desktop() -> bool:
    """Whether there is a screen to open a browser on."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
