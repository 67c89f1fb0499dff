"""The printed table about one cell, cropped: where a grid tells the columns from it, else from the printed lines."""

from collections.abc import Sequence
from typing import NamedTuple

from gongkai.explaining.explanation import Cell, Explanation
from gongkai.proving.grid_crop import grid_rows
from gongkai.proving.pieces import CropRow, Piece

#: Lines about a row that are shown, and lines that stand above the form's first number.
AROUND, HEADS = 2, 12
#: A row that goes over more lines than this is cut to those about the cell.
LONG = 24


class Crop(NamedTuple):
    """A part of a printed table.

    Attributes:
        is_grid: its rows are those of a table whose columns the source tells; else they are lines of the text.
        page: of the source, where it has pages.
        rows: in order.
        is_marked: the cell itself is in it, and marked (`Piece.is_this`).
    """

    is_grid: bool
    page: int | None
    rows: list[CropRow]
    is_marked: bool


def cropped(cell: Cell, found: Explanation, text: str, heading: int | None) -> Crop | None:
    """The printed table about a cell.

    Args:
        cell: the cell.
        found: its report.
        text: of the report.
        heading: the line of the heading of its section; None where none is printed.

    Returns:
        None where no line of its form is printed.
    """
    if cell.line_no is not None and any(it.line_no == cell.line_no and it.is_certain for it in found.grids):
        rows, page = grid_rows(cell, cell.line_no, found)
        return Crop(True, page, rows, any(piece.is_this for row in rows for piece in row.pieces))
    lines = text.split("\n")
    about = _lines_about(cell, found.cells, heading, len(lines))
    shown = [line_no for line_no in about if lines[line_no - 1].strip() or line_no == cell.line_no]
    if not shown:
        return None
    rows = []
    for before, line_no in zip([shown[0] - 1, *shown], shown, strict=False):
        if any(lines[at - 1].strip() for at in range(before + 1, line_no)):
            rows.append(CropRow(None, []))
        rows.append(CropRow(line_no, [Piece(lines[line_no - 1], 1, 1, line_no == cell.line_no)]))
    return Crop(False, None, rows, cell.line_no is not None)


def _lines_about(cell: Cell, cells: Sequence[Cell], heading: int | None, last: int) -> list[int]:
    """The lines of the form's heads, and those about the cell's row or, where it is not printed, about its place."""
    form = [it for it in cells if it.form == cell.form]
    known = [it.line_no for it in form if it.line_no is not None]
    if not known:
        return list(range(heading, min(heading + HEADS, last) + 1)) if heading else []
    first, until = _span(cell, form)
    if until - first > LONG:
        first, until = (cell.line_no or first) - AROUND, (cell.line_no or first) + AROUND
    above = range(max(heading or 1, min(known) - HEADS), min(known))
    about = range(first - AROUND, until + AROUND + 1)
    return sorted(line_no for line_no in {*above, *about} if 1 <= line_no <= last)


def _span(cell: Cell, form: Sequence[Cell]) -> tuple[int, int]:
    """The first and the last line of a cell's row, or of the rows before and behind it."""
    own = [it.line_no for it in form if it.row_code == cell.row_code and it.line_no is not None]
    if own:
        return min(own), max(own)
    order = {code: at for at, code in enumerate(dict.fromkeys(it.row_code for it in form))}
    before = [it.line_no for it in form if it.line_no is not None and order[it.row_code] < order[cell.row_code]]
    behind = [it.line_no for it in form if it.line_no is not None and order[it.row_code] > order[cell.row_code]]
    ends = [*before[-1:], *behind[:1]]
    return min(ends), max(ends)
