"""What stands behind the numbers of a report, in Python: `gongkai.explain`, `gongkai.prove`."""

import os
from pathlib import Path
from typing import Any

from gongkai.explaining.chosen import chosen_cells
from gongkai.explaining.data import report_as_data
from gongkai.explaining.report import explain as explain_report
from gongkai.proving.words import Language
from gongkai.proving.write import prove as write_sheet
from gongkai.session import Warehouse
from load.publishing.layout import DEFAULT, SETTING
from load.publishing.publish import named_warehouse


def explain(
    agency: str, year: int, *, row: str | None = None, column: str | None = None, warehouse: Warehouse = None
) -> dict[str, Any]:
    """Where each number of a report came from, as `gongkai explain --json` tells it of one report.

    Args:
        agency: an agency_id, a name, or a part of a name that some report prints.
        year: the year reported on.
        row: keep this row of the forms: its code, its Chinese name, or a part of it with its group; None is each.
        column: keep this column likewise.
        warehouse: the file, as in `gongkai.connect`.

    Returns:
        `agency`, `year`, `edition`, `source_uri`, `report_id` and other names; `cells`, each with its own `state`,
        `value` (None exactly where it is missing), `reason`, `line_no`, `printed`, `raw_text`, `unit`, and the form's
        names `row` and `column`; `evidence`, `open_checks`, `leftovers`, `labels`, `grids`, `lines`; `words`, the
        reasons in words.

    Raises:
        WarehouseError: there is no such warehouse.
        QueryError: there is no such report, row or column, or several agencies fit; the message names what there is.
    """
    found = explain_report(_path(warehouse), agency, year)
    return report_as_data(found, chosen_cells(found.cells, row, column))


def prove(  # noqa: PLR0913  (each names one thing of the number)
    agency: str,
    year: int,
    row: str,
    column: str,
    to: Path | str,
    *,
    lang: Language = "both",
    warehouse: Warehouse = None,
) -> Path:
    """Write the evidence sheet of one number: print, state, sums, source, how to verify it.

    Args:
        agency: an agency_id, a name, or a part of a name that some report prints.
        year: the year reported on.
        row: the row of the form: its code, its Chinese name, or a part of it.
        column: the column likewise.
        to: the file, `.html` or `.pdf` (the extra `gongkai[pdf]`); one that is there is replaced.
        lang: `zh`, `en`, or `both` beside each other.
        warehouse: the file, as in `gongkai.connect`.

    Returns:
        The file's path.

    Raises:
        UnusableArgumentsError: the file's name ends otherwise, its folder is not there, or no PDF can be made here.
        WarehouseError: there is no such warehouse.
        QueryError: there is no such report or cell, or several fit; the message names what there is.
    """
    return write_sheet(_path(warehouse), agency, year, row, column, Path(to), lang)


def _path(warehouse: Warehouse) -> Path:
    """The file that is meant."""
    return named_warehouse(warehouse or os.environ.get(SETTING) or DEFAULT)
