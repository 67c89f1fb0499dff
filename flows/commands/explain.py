"""The command `gongkai explain`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any

import typer

from flows.commands.display import report as show_report
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from gongkai.explaining.explanation import Cell, Explanation
from gongkai.explaining.report import chosen_cells, explain
from gongkai.explaining.source import Refusal, explain_source

#: What of a report is printed as it is.
_NAMES = (
    "agency", "year", "edition", "source_uri", "read_from", "report_id", "year_source", "year_certainty", "passed"
)  # fmt: skip


def explain_command(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    what: Annotated[
        str,
        typer.Argument(
            metavar="AGENCY|SOURCE",
            help="agency_id, or a part of the agency's name; without a year a document: path, source_uri or sha256.",
        ),
    ],
    year: Annotated[int | None, typer.Argument(help="The year reported on.")] = None,
    warehouse: WarehouseOption = WAREHOUSE,
    row: Annotated[
        str | None, typer.Option(help="Only this row of the forms: its code or a part of its label.")
    ] = None,
    column: Annotated[str | None, typer.Option(help="Only this column: its code or a part of its label.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also the cells that are plain zeros.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show where each number came from: file, line, printed text, what was done to it and why."""
    reports, refused = explain_source(warehouse, what) if year is None else ([explain(warehouse, what, year)], [])
    if as_json:
        typer.echo(_json(reports, refused, row, column))
        return
    for found in reports:
        if row or column:
            show_report.cells(found, chosen_cells(found, row, column))
        else:
            show_report.explanation(found, everything=everything)
    for one in refused:
        show_report.refusal(one)
    if not reports and (row or column):
        show.say("There are no cells: nothing of it is in a report.")


def _json(reports: Sequence[Explanation], refused: Sequence[Refusal], row: str | None, column: str | None) -> str:
    """The same as one JSON object: `reports` and `refused`."""
    shown = {
        "reports": [_report(found, chosen_cells(found, row, column)) for found in reports],
        "refused": [_refusal(one) for one in refused],
    }
    return json.dumps(shown, ensure_ascii=False, default=_plain)


def _report(found: Explanation, cells: Sequence[Cell]) -> dict[str, Any]:
    """One report with the chosen ones of its cells."""
    return {name: getattr(found, name) for name in _NAMES} | {
        "cells": [cell._asdict() for cell in cells],
        "evidence": [hint._asdict() for hint in found.evidence],
        "open_checks": [
            {"check_code": code, "status": status, "detail": detail, "scopes": scopes}
            for (code, status, detail), scopes in found.open_checks.items()
        ],
        "leftovers": [dict(zip(("line_no", "token", "reason"), left, strict=True)) for left in found.leftovers],
        "grids": [cell._asdict() for cell in found.grids],
        "words": found.words,
    }


def _refusal(one: Refusal) -> dict[str, Any]:
    """A document that is in no report, with what was read of it where it is held."""
    read = one.read._asdict() if one.read else None
    return asdict(one) | {"read": read, "evidence": [hint._asdict() for hint in one.evidence]}


def _plain(value: Any) -> Any:  # noqa: ANN401 (what JSON has no word for)
    """A decimal as a number, dates and instants as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat()
