"""The command `gongkai status`."""

from typing import Annotated

import typer

from flows.commands.display import show
from flows.commands.display.status import lines, shown_tables
from flows.commands.options import WAREHOUSE, WarehouseOption
from flows.operate.status import as_json, status
from flows.request import Request


def status_command(
    paths: Annotated[list[str] | None, typer.Argument(help="Where to count documents not known yet.")] = None,
    warehouse: WarehouseOption = WAREHOUSE,
    runs: Annotated[int, typer.Option(min=1, help="How many of the last runs.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show the last runs, the published versions, the backlog, and what was rejected and why."""
    found = status(Request(paths or (), warehouse), runs)
    if json:
        show.as_json(as_json(found))
        return
    show.say(*lines(found))
    for title, rows in shown_tables(found):
        show.frame(rows, title, is_ours=True)
