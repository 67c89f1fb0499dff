"""`gongkai check`: the data checks on any warehouse, with the rows that offend."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from extract.language import _, told
from flows.commands.display import show
from flows.commands.display.show import text
from flows.commands.options import WAREHOUSE, WarehouseOption
from gongkai.checking import CheckResult, check_warehouse
from gongkai.words import word

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
        table.add_column(word("head", name), justify="right" if name == "rows" else "left", overflow="fold")
    for one in found:
        colour = _COLOURS["pass" if one.passed else one.severity]
        rows = "?" if one.rows is None else f"{one.rows:,}"
        table.add_row(one.check, word("severity", one.severity), f"[{colour}]{rows}[/]", text(_(one.meaning)))
    show.terminal().print(table)
    for one in found:
        name = f"{one.check} ({word('severity', one.severity)})"
        if one.error:
            show.say(_("{check} could not be run: {error}", check=name, error=told(one.error)))
        elif one.rows and one.sample.height:
            shown = one.sample.height
            rows = _("{rows:,} rows, the first {shown}") if one.rows > shown else _("{rows:,} rows")
            show.frame(one.sample, f"{name}: {rows.format(rows=one.rows, shown=shown)}")


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
