"""The reports as Excel files: the three tables in one sheet or in three, with a title above."""

from decimal import Decimal
from io import BytesIO
from random import Random

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bench.synthetic.formats.blocks import Grid, Made, blocks_of, size
from bench.synthetic.report import SyntheticReport

_SHEET_NAME = "表{}"


def excel_file(report: SyntheticReport, rng: Random) -> Made:
    """The tables of a report of layout `html` as an Excel file; its prose is left out.

    Args:
        report: The report.
        rng: The clerk's own source of chance.
    """
    blocks = blocks_of(report.text)
    title = str(blocks[0])
    tables = [block for block in blocks if not isinstance(block, str)]
    data = BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        groups = [[table] for table in tables] if rng.random() < 0.5 else [tables]
        sheets = [_titled(title, group) for group in groups]
        merged = book.add_format({"align": "center", "text_wrap": True})
        for number, grid in enumerate(sheets, start=1):
            _write(book.add_worksheet(_SHEET_NAME.format(number)), grid, merged)
    return Made(report.name.replace(".html", ".xlsx"), data.getvalue(), [_filled(grid) for grid in sheets], [])


def _titled(title: str, tables: list[Grid]) -> Grid:
    """One sheet: the title over the tables, an empty row before each."""
    width = max(size(table)[1] for table in tables)
    grid: Grid = []
    row = 1
    for table in tables:
        row += 1
        grid += [cell._replace(row=cell.row + row, text=_plain(cell.text)) for cell in table]
        row += size(table)[0]
    first = tables[0][0]._replace(row=0, column=0, row_span=1, column_span=width, text=title)
    return [first, *grid]


def _write(sheet: Worksheet, grid: Grid, merged: object) -> None:
    for cell in grid:
        text = cell.text
        value = float(text) if _is_number(text) else text
        if cell.row_span * cell.column_span > 1:
            last = cell.row + cell.row_span - 1, cell.column + cell.column_span - 1
            sheet.merge_range(cell.row, cell.column, *last, value, merged)
        elif text:
            sheet.write(cell.row, cell.column, value)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _plain(text: str) -> str:
    """A number as Excel shows it: 12.30 is 12.3."""
    return format(Decimal(text).normalize(), "f") if _is_number(text) else text


def _filled(grid: Grid) -> Grid:
    """The cells and the blank ones beside them: a sheet has a cell in every place."""
    rows, columns = size(grid)
    taken = {
        (cell.row + down, cell.column + right)
        for cell in grid
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    blank = [
        grid[0]._replace(row=row, column=column, row_span=1, column_span=1, text="")
        for row in range(rows)
        for column in range(columns)
        if (row, column) not in taken
    ]
    return sorted(grid + blank)
