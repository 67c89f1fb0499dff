"""`gongkai ingest`: from documents to the warehouse."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from extract.raw import Columns
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, ManifestOption, TextColumnOption, UrlColumnOption, WarehouseOption
from flows.commands.serve import record
from flows.operate.logs import complain
from flows.request import Request
from flows.run.night import watched_ingest
from flows.run.progress import progress
from flows.run.summary import Summary
from flows.settings import Settings

#: So many rows of a manifest that name no document are shown.
SHOWN = 5


def ingest_command(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, archives, tables of text.")],
    warehouse: WarehouseOption = WAREHOUSE,
    manifest: ManifestOption = None,
    strict: Annotated[bool, typer.Option(help="Exit 1 if any document was newly rejected, or there is none.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON, last on stdout.")] = False,
    prefect: Annotated[bool, typer.Option(help="Record the run with Prefect.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Read known documents again too.")] = False,
    text_column: TextColumnOption = None,
    url_column: UrlColumnOption = None,
) -> None:
    """Read reports into the warehouse; what it knows already is left alone."""
    columns = Columns(text_column, url_column)
    if prefect or os.environ.get("PREFECT_API_URL"):
        summary = record(paths, warehouse, manifest, columns, force=force)
    else:
        settings = Settings().with_columns(columns)
        with progress(quiet=as_json or settings.log_format == "json") as moved:
            summary = watched_ingest(Request(paths, warehouse, settings, manifest, force), progress=moved)
    _report(summary, warehouse, as_json=as_json)
    if summary.missing:
        raise typer.Exit(2)
    if strict and (summary.rejected or not summary.seen):
        raise typer.Exit(1)


def _report(summary: Summary, warehouse: Path, *, as_json: bool) -> None:
    """What the run did: a table for people, or one JSON object."""
    for path in summary.missing:
        complain(f"no such file or folder: {path}")
    for pattern in summary.empty:
        complain(f"nothing matches {pattern}")
    if summary.unmet:
        more = ", …" if len(summary.unmet) > SHOWN else ""
        complain(f"manifest: {len(summary.unmet)} rows name no document: {', '.join(summary.unmet[:SHOWN])}{more}")
    if as_json:
        typer.echo(json.dumps(summary.counts()))
    else:
        show.summary(summary, warehouse)
