"""`gongkai doctor`: what a night needs, looked at one by one, each with what to do where it is not as it should be."""

import json
from dataclasses import asdict
from typing import Annotated

import polars as pl
import typer

from extract.language import told
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from flows.operate.diagnosis import diagnose
from flows.operate.doctor_machine import MACHINE_CHECKS
from flows.operate.doctor_warehouse import WAREHOUSE_CHECKS
from flows.request import Request
from gongkai.words import word


def doctor_command(
    paths: Annotated[list[str] | None, typer.Argument(help="Inboxes that should be readable.")] = None,
    warehouse: WarehouseOption = WAREHOUSE,
    as_json: Annotated[bool, typer.Option("--json", help="Print a list of JSON objects, one a check.")] = False,
) -> None:
    """Look at everything a night needs; exit 1 if something would keep it from running."""
    found = diagnose(Request(paths or (), warehouse), [*MACHINE_CHECKS, *WAREHOUSE_CHECKS])
    rows = [asdict(diagnosis) for diagnosis in found]
    if as_json:
        show.as_json(json.dumps(rows, ensure_ascii=False))
    else:
        shown = [
            {
                "check": word("doctor", one.check),
                "outcome": word("outcome_of_check", one.outcome),
                "found": told(one.found),
                "advice": told(one.advice),
            }
            for one in found
        ]
        show.frame(pl.DataFrame(shown), is_ours=True)
    if any(diagnosis.outcome == "fail" for diagnosis in found):
        raise typer.Exit(1)
