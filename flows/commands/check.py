"""`gongkai check`: the data checks on any warehouse, with the rows that offend."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from flows.commands.display import show
from flows.commands.display.show import text
from flows.commands.options import WAREHOUSE, WarehouseOption
from gongkai.checking import CheckResult, check_warehouse

_COLOURS = {"pass": "green", "fail": "red", "warn": "yellow"}


def check_command(
    warehouse: WarehouseOption = WAREHOUSE,
    limit: Annotated[int, typer.Option(min=0, help="Offending rows to show of each check.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Run the data checks on a warehouse and show offending rows.

    Exit 0 when no check of severity `fail` found any (warnings may have), 1 when one did or could not be run.
    """
    found = check_warehouse(warehouse, limit)
    failed = [one for one in found if one.severity == "fail" and not one.passed]
    if as_json:
        show.as_json(_as_json(warehouse, found))
    else:
        _print(warehouse, found)
    if failed:
        raise typer.Exit(1)


def _print(warehouse: Path, found: list[CheckResult]) -> None:
    """All checks, then the rows that offend."""
    table = Table(title=text(str(warehouse)), title_justify="left")
    for name in ("check", "severity", "rows", "meaning"):
        table.add_column(name, justify="right" if name == "rows" else "left", overflow="fold")
    for one in found:
        colour = _COLOURS["pass" if one.passed else one.severity]
        rows = "?" if one.rows is None else f"{one.rows:,}"
        table.add_row(one.check, one.severity, f"[{colour}]{rows}[/]", text(one.meaning))
    show.terminal().print(table)
    for one in found:
        if one.error:
            show.say(f"{one.check} ({one.severity}) could not be run: {one.error}")
        elif one.rows and one.sample.height:
            more = f", the first {one.sample.height}" if one.rows > one.sample.height else ""
            show.frame(one.sample, f"{one.check} ({one.severity}): {one.rows:,} rows{more}")


def _as_json(warehouse: Path, found: list[CheckResult]) -> str:
    """The same as one object."""
    checks = [
        {
            "check": one.check,
            "severity": one.severity,
            "meaning": one.meaning,
            "rows": one.rows,
            "error": one.error,
            "sample": json.loads(one.sample.write_json()),
        }
        for one in found
    ]
    counts = {
        severity: sum(one.severity == severity and not one.passed for one in found) for severity in ("fail", "warn")
    }
    return json.dumps({"warehouse": str(warehouse), **counts, "checks": checks}, ensure_ascii=False)
