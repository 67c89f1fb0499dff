"""The command line: `gongkai ingest`, `rollback`, `serve`, `explain`, `sql`, `check`, `diff`, `export`."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from extract.manifest import ManifestError
from flows import show
from flows.commands.check import check_command
from flows.commands.diff import diff_command
from flows.commands.export import export_command
from flows.commands.options import WAREHOUSE, WarehouseOption
from flows.commands.sql import sql_command
from flows.pipeline import Summary, UnusableArgumentsError, ingest
from flows.settings import Settings
from flows.versions import rollback_command
from load.errors import LoadError, WarehouseError
from load.explain import explain

UNUSABLE, NOT_LOADED = 2, 3
#: So many rows of a manifest that name no document are shown.
SHOWN = 5

app = typer.Typer(
    name="gongkai",
    help="公开: from raw reports on open government information to numbers you can trust.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
ManifestOption = Annotated[
    Path | None,
    typer.Option("--manifest", help="CSV or Parquet: uri, agency, report_year, published_date, url."),
]


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """`main` reads `--debug` itself: it also decides what an error in the options looks like."""


@app.command("ingest")
def ingest_command(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, archives, tables of text.")],
    warehouse: WarehouseOption = WAREHOUSE,
    manifest: ManifestOption = None,
    strict: Annotated[bool, typer.Option(help="Exit 1 if any document was rejected.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON, last on stdout.")] = False,
    prefect: Annotated[bool, typer.Option(help="Record the run with Prefect.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Read known documents again too.")] = False,
) -> None:
    """Read reports into the warehouse; what it knows already is left alone."""
    if prefect or os.environ.get("PREFECT_API_URL"):
        summary = _recorded(paths, warehouse, manifest, force=force)
    else:
        with show.progress(quiet=as_json) as progress:
            summary = ingest(paths, warehouse, Settings(), manifest=manifest, force=force, progress=progress)
    _report(summary, warehouse, as_json=as_json)
    if summary.missing:
        raise typer.Exit(UNUSABLE)
    if strict and summary.rejected:
        raise typer.Exit(1)


def _recorded(paths: list[str], warehouse: Path, manifest: Path | None, *, force: bool) -> Summary:
    """The run as a Prefect flow; Prefect is only imported here, it takes seconds."""
    from flows.recorded import ingest_recorded  # noqa: PLC0415

    absolute = [path if "://" in path else os.path.abspath(path) for path in paths]  # noqa: PTH100
    return ingest_recorded(absolute, str(warehouse.absolute()), _absolute(manifest), force=force)


def _absolute(path: Path | None) -> str | None:
    """A path for a run that may start in another folder."""
    return str(path.absolute()) if path else None


def _report(summary: Summary, warehouse: Path, *, as_json: bool) -> None:
    """What the run did: a table for people, or one JSON object."""
    for path in summary.missing:
        _complain(f"no such file or folder: {path}")
    for pattern in summary.empty:
        _complain(f"nothing matches {pattern}")
    if summary.unmet:
        more = ", …" if len(summary.unmet) > SHOWN else ""
        _complain(f"manifest: {len(summary.unmet)} rows name no document: {', '.join(summary.unmet[:SHOWN])}{more}")
    if as_json:
        typer.echo(json.dumps(summary.counts()))
    else:
        show.summary(summary, warehouse)


app.command("rollback")(rollback_command)


@app.command("serve")
def serve_command(
    paths: Annotated[list[str], typer.Argument(help="What each night's run reads.")],
    warehouse: WarehouseOption = WAREHOUSE,
    manifest: ManifestOption = None,
    cron: Annotated[str, typer.Option(help="When, in Asia/Shanghai.")] = "0 2 * * *",
) -> None:
    """Register and run the nightly schedule against a Prefect server (PREFECT_API_URL)."""
    if not os.environ.get("PREFECT_API_URL"):
        raise UnusableArgumentsError("PREFECT_API_URL is not set: start `prefect server start` and set it")
    from flows.recorded import serve_nightly  # noqa: PLC0415

    absolute = [os.path.abspath(path) for path in paths]  # noqa: PTH100
    serve_nightly(absolute, str(warehouse.absolute()), cron, _absolute(manifest))


@app.command("explain")
def explain_command(
    agency: Annotated[str, typer.Argument(help="agency_id, or a part of the agency's name.")],
    year: Annotated[int, typer.Argument(help="The year reported on.")],
    warehouse: WarehouseOption = WAREHOUSE,
    everything: Annotated[bool, typer.Option("--all", help="Also the cells that are plain zeros.")] = False,
) -> None:
    """Show where each number came from: file, line, printed text, what was done to it and why."""
    show.explanation(explain(warehouse, agency, year), everything=everything)


app.command("sql")(sql_command)
app.command("check")(check_command)
app.command("diff")(diff_command)
app.command("export")(export_command)


def _complain(message: str) -> None:
    """One line on stderr."""
    typer.echo(f"gongkai: {' '.join(message.split())}", err=True)


def main() -> None:
    """The command: every error is one line on stderr and the contract's exit code."""
    debug = "--debug" in sys.argv[1:]
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if debug:
            raise
        _complain(str(error) or type(error).__name__)
        unusable = isinstance(error, UnusableArgumentsError | ManifestError | WarehouseError) and not isinstance(
            error, LoadError
        )
        sys.exit(UNUSABLE if unusable else NOT_LOADED)
