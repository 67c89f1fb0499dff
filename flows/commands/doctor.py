"""`gongkai doctor`: what a night needs, looked at one by one, each with what to do where it is not as it should be."""

import json
from dataclasses import asdict
from typing import Annotated

import polars as pl
import typer

from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from flows.operate.diagnosis import Subject, examine
from flows.operate.doctor_machine import MACHINE
from flows.operate.doctor_warehouse import AROUND


def doctor_command(
    paths: Annotated[list[str] | None, typer.Argument(help="Inboxes that should be readable.")] = None,
    warehouse: WarehouseOption = WAREHOUSE,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a finding, in a list.")] = False,
) -> None:
    """Look at everything a night needs; exit 1 if something would keep it from running."""
    findings = examine(Subject(warehouse, paths or ()), [*MACHINE, *AROUND])
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        show.frame(pl.DataFrame([asdict(finding) for finding in findings]))
    if any(finding.outcome == "fail" for finding in findings):
        raise typer.Exit(1)
