"""The command `gongkai upgrade`."""

import json
from typing import Annotated

import typer

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
        show.say(f"{warehouse} is of this version: schema {SCHEMA_VERSION}, and nothing in it is to be read again")
        return
    show.say(f"brought from schema {before} to {SCHEMA_VERSION}; the file before is kept: gongkai rollback")
    show.outcome(outcome, warehouse)
