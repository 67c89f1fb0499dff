"""`gongkai ingest`: from documents to the warehouse."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from extract.language import _, told
from extract.raw import Columns
from flows.commands.display import show
from flows.commands.display.progress import progress
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
from flows.operate.logs import complain
from flows.outcome import Outcome
from flows.recorded.offline import set_environment
from flows.request import Request
from flows.run.night import watched_ingest
from flows.settings import Settings
from load.warehouse import open_readonly

#: So many rows of a manifest that name no document, and lines that are no decision, are shown.
SHOWN = 5


def ingest_command(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, globs, archives, tables of text; without any, decisions alone are applied."
        ),
    ] = None,
    warehouse: WarehouseOption = WAREHOUSE,
    manifest: ManifestOption = None,
    decisions: DecisionsOption = None,
    strict: Annotated[
        bool, typer.Option(help="Exit 1 if any document was newly rejected, or none or far too few came.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON, last on stdout.")] = False,
    prefect: Annotated[bool, typer.Option(help="Record the run with Prefect.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Read known documents again too.")] = False,
    text_column: TextColumnOption = None,
    url_column: UrlColumnOption = None,
    roster: RosterOption = None,
    on: OnOption = None,
    work: WorkOption = None,
    data: DataOption = None,
) -> None:
    """Read reports into the warehouse; what it knows already is left alone."""
    settings = Settings().with_columns(Columns(text_column, url_column)).with_cluster(on, work)
    if not paths:
        open_readonly(warehouse, older=True).close()
    request = Request(paths or (), warehouse, settings, manifest, force, decisions, roster, data)
    if prefect or os.environ.get("PREFECT_API_URL"):
        set_environment()
        from flows.recorded.flow import ingest_recorded  # noqa: PLC0415 (Prefect takes seconds to import)

        outcome = ingest_recorded(request)
    else:
        with progress(request, quiet=as_json or settings.log_format == "json") as moved:
            outcome = watched_ingest(request, progress=moved)
    _report(outcome, warehouse, as_json=as_json)
    if outcome.missing:
        raise typer.Exit(2)
    if strict and (outcome.load.rejected or outcome.alarm or outcome.empty):
        raise typer.Exit(1)


def _report(outcome: Outcome, warehouse: Path, *, as_json: bool) -> None:
    """What the run did: a table for people, or one JSON object."""
    for path in outcome.missing:
        complain(_("no such file or folder: {path}", path=path))
    for pattern in outcome.empty:
        complain(_("nothing matches {pattern}", pattern=pattern))
    _report_on_lists(outcome)
    if outcome.alarm:
        complain(told(outcome.alarm))
    if as_json:
        show.as_json(json.dumps(outcome.counts()))
    else:
        show.outcome(outcome, warehouse)


def _report_on_lists(outcome: Outcome) -> None:
    """The lines of a manifest, of decisions and of a roster that are none, or that name no document."""
    if outcome.unmet:
        more = ", …" if len(outcome.unmet) > SHOWN else ""
        first = ", ".join(outcome.unmet[:SHOWN]) + more
        complain(_("manifest: {rows} rows name no document: {first}", rows=len(outcome.unmet), first=first))
    for line in outcome.untold[:SHOWN]:
        complain(_("manifest: {line}", line=told(line)))
    if len(outcome.untold) > SHOWN:
        complain(_("manifest: {lines} more lines are none", lines=len(outcome.untold) - SHOWN))
    for line in outcome.undecided[:SHOWN]:
        complain(_("decisions: {line}", line=told(line)))
    if len(outcome.undecided) > SHOWN:
        more_lines = len(outcome.undecided) - SHOWN
        complain(_("decisions: {lines} more lines are none: gongkai decide check", lines=more_lines))
    for line in outcome.unlisted:
        complain(_("roster: {line}", line=told(line)))
