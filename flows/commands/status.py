"""The command `gongkai status`."""

from typing import Annotated

import typer

from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from flows.operate.status import Status, as_json, status, tables
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
    show.say(*_lines(found))
    for title, rows in tables(found):
        if rows.height:
            show.frame(rows, title)


def _lines(found: Status) -> list[str]:
    """What fits on a line each."""
    published, backlog, left = found["published"], found["backlog"], found["unfinished"]
    lines = [f"{found['warehouse']}: nothing published yet"]
    if published:
        lines = [
            f"{found['warehouse']}: {published['reports']:,} reports of {published['agencies']:,} agencies, "
            f"{published['bytes'] / 1e6:,.1f} MB, published {published['at']}"
        ]
    if hold := found["hold"]:
        beside = "no night has brought anything since"
        if hold["newest"] != hold["version"]:
            beside = f"the newest beside it is {hold['newest']}; gongkai release publishes that"
        lines.append(f"held at version {hold['version']} since {hold['since']:%Y-%m-%d %H:%M:%S} UTC: {beside}")
    if page := next((run["page"] for run in found["runs"]), None):
        lines.append(f"the last run explains itself: {page}")
    if found["running"]:
        lines.append(f"running now: process {found['running']}")
    if backlog:
        lines.append(
            f"backlog: {backlog['new']:,} documents not known yet ({backlog['unreadable']:,} of them cannot be read), "
            f"{backlog['known']:,} known"
        )
        lines += [f"no such file or folder: {path}" for path in backlog["missing"]]
    if left["read"] or left["unread"]:
        lines.append(f"unfinished: {left['read']} batches read, {left['unread']} not; the next run goes on from them")
    return lines
