"""The command `gongkai upgrade`."""

import json
from typing import Annotated

import typer

from extract.language import _
from flows.commands.display import show
from flows.commands.display.progress import progress
from flows.commands.options import WAREHOUSE, DecisionsOption, WarehouseOption
from flows.request import Request
from flows.run.night import watched_ingest
from flows.settings import Settings
from load.warehouse import SCHEMA_VERSION, schema_version


def upgrade_command(
    warehouse: WarehouseOption = WAREHOUSE,
    decisions: DecisionsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON, last on stdout.")] = False,
) -> None:
    """Bring an older warehouse to this version, from the texts that it stores; its history stays."""
    before = schema_version(warehouse)
    settings = Settings()
    request = Request([], warehouse, settings, decisions=decisions)
    with progress(request, quiet=as_json or settings.log_format == "json") as moved:
        outcome = watched_ingest(request, progress=moved)
    if as_json:
        show.as_json(json.dumps(outcome.counts()))
        return
    if not outcome.load.published:
        done = _("{warehouse} is of this version: schema {schema}, and nothing in it is to be read again")
        show.say(done.format(warehouse=warehouse, schema=SCHEMA_VERSION))
        return
    brought = _("brought from schema {before} to {schema}; the file before is kept: gongkai rollback")
    show.say(brought.format(before=before, schema=SCHEMA_VERSION))
    show.outcome(outcome, warehouse)
