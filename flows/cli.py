"""The command line: every command of `gongkai`; `ingest` here, the others in `flows.commands`."""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extract.manifest import ManifestError
from extract.raw import Columns
from flows import show
from flows.commands.check import check_command
from flows.commands.dashboard import dashboard_command
from flows.commands.diff import diff_command
from flows.commands.doctor import doctor_command
from flows.commands.explain import explain_command
from flows.commands.export import export_command
from flows.commands.options import WAREHOUSE, ManifestOption, TextColumnOption, UrlColumnOption, WarehouseOption
from flows.commands.rollback import rollback_command
from flows.commands.serve import record, serve_command
from flows.commands.sql import sql_command
from flows.commands.status import status_command
from flows.commands.upgrade import upgrade_command
from flows.logs import LOGGER, set_up_logs
from flows.night import watched_ingest
from flows.pipeline import Summary, UnusableArgumentsError
from flows.request import Request
from flows.settings import Settings
from load.errors import LoadError, WarehouseError

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


class LogFormat(StrEnum):
    """How log lines look."""

    text = "text"
    json = "json"


class LogLevel(StrEnum):
    """How much is logged."""

    debug = "debug"
    info = "info"
    warning = "warning"
    error = "error"


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,  # noqa: ARG001
    log_format: Annotated[LogFormat | None, typer.Option(help="Of the log on stderr; GONGKAI_LOG_FORMAT.")] = None,
    log_level: Annotated[LogLevel | None, typer.Option(help="The least that is logged; GONGKAI_LOG_LEVEL.")] = None,
) -> None:
    """`main` reads `--debug` itself: it also decides what an error in the options looks like."""
    # In the environment, so that the settings of every part, also of worker processes, say the same.
    for name, value in (("GONGKAI_LOG_FORMAT", log_format), ("GONGKAI_LOG_LEVEL", log_level)):
        if value:
            os.environ[name] = value.value
    set_up_logs(Settings())


@app.command("ingest")
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
        with show.progress(quiet=as_json or settings.log_format == "json") as progress:
            request = Request(paths, warehouse, settings, manifest, force)
            summary = watched_ingest(request, progress=progress)
    _report(summary, warehouse, as_json=as_json)
    if summary.missing:
        raise typer.Exit(UNUSABLE)
    if strict and (summary.rejected or not summary.seen):
        raise typer.Exit(1)


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
app.command("serve")(serve_command)
app.command("status")(status_command)
app.command("doctor")(doctor_command)


app.command("explain")(explain_command)
app.command("upgrade")(upgrade_command)
# A query may begin with a comment, which looks like an option.
app.command("sql", context_settings={"ignore_unknown_options": True})(sql_command)
app.command("check")(check_command)
app.command("diff")(diff_command)
app.command("export")(export_command)
app.command("dashboard")(dashboard_command)


def _complain(message: str) -> None:
    """One line on stderr: for people, or as JSON where the log is."""
    line = " ".join(message.split())
    if os.environ.get("GONGKAI_LOG_FORMAT") == "json":
        LOGGER.error(line)
    else:
        typer.echo(f"gongkai: {line}", err=True)


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
