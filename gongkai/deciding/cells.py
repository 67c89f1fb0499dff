"""The cells that a person means, by agency, year, row and column."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from gongkai.explaining.chosen import chosen_cells, one_cell
from gongkai.explaining.explanation import Cell, Explanation
from gongkai.explaining.prints import Line
from gongkai.explaining.report import explain
from load.errors import QueryError
from load.scripts import named
from load.warehouse import reading

#: Lines above and below the cells that are shown with them: heads of columns, what a page break left.
_ABOUT = 12


class Subject(NamedTuple):
    """One cell of a current report: its document, its codes, its labels, and how it reads.

    Attributes:
        source: its document: the sha256, with #part=n for the n-th report in it.
        row_code, column_code: the cell.
        row, column: their names.
        reading: what the reader made of it: state and value.
        value: what it is now, which may be decided; None where it is missing.
        print: what stands there.
    """

    source: str
    row_code: str
    column_code: str
    row: str
    column: str
    reading: str
    value: str | None
    print: str | None


class Subjects(NamedTuple):
    """Cells of one current report, in the form's order.

    Attributes:
        report_id: of the report.
        about: agency and year, in words.
        cells: the cells.
        lines: the lines of the report about where they are printed, with what became of each.
    """

    report_id: str
    about: str
    cells: list[Subject]
    lines: list[Line]


class Row(NamedTuple):
    """One row of a table.

    Attributes:
        code, name: of the row.
        printed: what stands where its cells are missing.
        cells: by column_code.
    """

    code: str
    name: str
    printed: str
    cells: dict[str, Subject]


def rows_of(cells: Iterable[Subject]) -> list[Row]:
    """The rows of a table, in the order of their cells."""
    rows: dict[tuple[str, str], dict[str, Subject]] = {}
    for one in cells:
        rows.setdefault((one.row_code, one.row), {})[one.column_code] = one
    return [Row(code, name, _printed(found.values()), found) for (code, name), found in rows.items()]


def _printed(cells: Iterable[Subject]) -> str:
    return " | ".join(dict.fromkeys(one.print for one in cells if one.value is None and one.print))


def cell(warehouse: Path, agency: str, year: int, row: str, column: str) -> Subjects:
    """The one cell of an agency's current report that a row and a column name, by code or by a part of the label.

    Raises:
        WarehouseError: `warehouse` is none.
        QueryError: no report or no cell fits, or several do.
    """
    found = explain(warehouse, agency, year)
    return _subjects(warehouse, found, [one_cell(found.cells, row, column)])


def row(warehouse: Path, agency: str, year: int, row: str) -> Subjects:
    """The cells of one row of an agency's current report.

    Raises:
        WarehouseError: `warehouse` is none.
        QueryError: no report or no row fits, or several do.
    """
    found = explain(warehouse, agency, year)
    cells = chosen_cells(found.cells, row, None)
    if len({(one.form, one.row_code) for one in cells}) > 1:
        names = ", ".join(dict.fromkeys(f"{one.row_code} ({one.row})" for one in cells))
        raise QueryError(f"row {row!r} fits several rows, name one: {names}")
    return _subjects(warehouse, found, cells)


def table(warehouse: Path, agency: str, year: int, form: str) -> Subjects:
    """The cells of one table of an agency's current report.

    Args:
        warehouse: what is published.
        agency: whose.
        year: of the report.
        form: `disclosure`, `application` or `dispute`.

    Raises:
        WarehouseError: `warehouse` is none.
        QueryError: no report fits, or its form has no such table.
    """
    found = explain(warehouse, agency, year)
    cells = [one for one in found.cells if one.form == form]
    if not cells:
        raise QueryError(f"the form of {found.agency} {found.year} has no table {form!r}")
    return _subjects(warehouse, found, cells)


def _subjects(warehouse: Path, found: Explanation, cells: Sequence[Cell]) -> Subjects:
    """Cells of a report, with how each is read."""
    with reading(warehouse) as connection:
        rows = connection.execute(named("decide", "read_cells"), {"report": found.report_id}).fetchall()
    read = {(form, row, column): (source, _reading(state, value)) for form, row, column, source, value, state in rows}
    subjects = []
    for one in cells:
        source, read_as = read[one.form, one.row_code, one.column_code]
        names = (one.row_code, one.column_code, one.row, one.column)
        subjects.append(Subject(source, *names, read_as, None if one.value is None else plain(one.value), one.raw_text))
    at = [one.line_no for one in cells if one.line_no is not None]
    lines = [it for it in found.lines if at and min(at) - _ABOUT <= it.last and it.first <= max(at) + _ABOUT]
    return Subjects(found.report_id, f"{found.agency} {found.year}", subjects, lines)


def _reading(state: str, value: Decimal | None) -> str:
    """A reading as `decision.reading` has it."""
    return state if value is None else f"{state} {plain(value)}"


def plain(value: Decimal) -> str:
    """A number as a person writes it."""
    return f"{value.normalize() + 0:f}"
