"""The command `gongkai explain`."""

import json
from collections.abc import Sequence
from typing import Annotated

import typer

from extract.language import _
from flows.commands.display import report as show_report
from flows.commands.display import show
from flows.commands.options import WAREHOUSE, WarehouseOption
from gongkai.explaining.chosen import chosen_cells
from gongkai.explaining.data import refusal_as_data, report_as_data
from gongkai.explaining.explanation import Explanation
from gongkai.explaining.report import explain
from gongkai.explaining.source import Refusal, explain_source


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
    for found in reports:
        show.standing(found.source_uri, found.sha256, found.part)
    if as_json:
        show.as_json(_json(reports, refused, row, column))
        return
    for found in reports:
        if row or column:
            show_report.cells(found, chosen_cells(found.cells, row, column))
        else:
            show_report.explanation(found, everything=everything)
    for one in refused:
        show_report.refusal(one)
    if not reports and (row or column):
        show.say(_("There are no cells: nothing of it is in a report."))


def _json(reports: Sequence[Explanation], refused: Sequence[Refusal], row: str | None, column: str | None) -> str:
    """The same as one JSON object: `reports` and `refused`."""
    shown = {
        "reports": [report_as_data(found, chosen_cells(found.cells, row, column)) for found in reports],
        "refused": [refusal_as_data(one) for one in refused],
    }
    return json.dumps(shown, ensure_ascii=False)
