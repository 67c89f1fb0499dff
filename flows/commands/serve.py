"""`gongkai serve`: the nightly schedule at a Prefect server."""

import os
from typing import Annotated

import typer

from extract.errors import UnusableArgumentsError
from extract.raw import Columns
from flows.commands.options import (
    WAREHOUSE,
    DataOption,
    DecisionsOption,
    ManifestOption,
    OnOption,
    RosterOption,
    TextColumnOption,
    UrlColumnOption,
    WarehouseOption,
    WorkOption,
)
from flows.recorded.offline import set_environment
from flows.request import Request
from flows.settings import Settings
from gongkai.exports.copies.targets import check_copies

NIGHTLY = "0 2 * * *"


def serve_command(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    paths: Annotated[list[str], typer.Argument(help="What each night's run reads.")],
    warehouse: WarehouseOption = WAREHOUSE,
    manifest: ManifestOption = None,
    cron: Annotated[str, typer.Option(help="When, in Asia/Shanghai.")] = NIGHTLY,
    name: Annotated[str, typer.Option(help="Of the schedule; each of several needs its own.")] = "nightly",
    text_column: TextColumnOption = None,
    url_column: UrlColumnOption = None,
    decisions: DecisionsOption = None,
    copy_to: Annotated[
        list[str] | None,
        typer.Option(help="Copy the tables there after each run: sqlite:FILE or postgresql://...; several times."),
    ] = None,
    roster: RosterOption = None,
    on: OnOption = None,
    work: WorkOption = None,
    data: DataOption = None,
) -> None:
    """Register and run the nightly schedule against a Prefect server (PREFECT_API_URL)."""
    if not os.environ.get("PREFECT_API_URL"):
        raise UnusableArgumentsError("PREFECT_API_URL is not set: start `prefect server start` and set it")
    copies = check_copies(copy_to or [])
    set_environment()
    from flows.recorded.nightly import serve_nightly  # noqa: PLC0415 (Prefect takes seconds to import)

    settings = Settings().with_columns(Columns(text_column, url_column)).with_cluster(on, work)
    request = Request(paths, warehouse, settings, manifest, decisions=decisions, roster=roster, data=data)
    serve_nightly(request, cron, name, copies)
