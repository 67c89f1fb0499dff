"""A table whose source tells its columns, cropped about one cell: its heads, its row, the rows beside it."""

from collections.abc import Iterable, Sequence

from gongkai.explaining.explanation import Cell, Explanation, GridCell
from gongkai.proving.pieces import CropRow, Piece

#: Rows of heads, and rows before and behind the cell's.
HEADS, AROUND = 6, 1
#: Of wider tables the first columns and those about the cell are shown.
WIDE, FIRST, BESIDE = 16, 4, 4


def grid_rows(cell: Cell, line_no: int, found: Explanation) -> tuple[list[CropRow], int | None]:
    """The rows of the table about a cell, and the page that it stands on.

    Args:
        cell: the cell.
        line_no: its line, which is a row of a grid.
        found: its report.
    """
    here = next(it for it in found.grids if it.line_no == line_no and it.is_certain)
    grid = [it for it in found.grids if it.grid == here.grid]
    column = _column_of(cell, grid, here.row, found.cells)
    lines = {it.row: it.line_no for it in grid}
    numbers = {it.line_no for it in found.cells}
    segments = _segments(here.row, [row for row in sorted(lines) if lines[row] in numbers], sorted(lines))
    columns = _columns(grid, column)
    rows: list[CropRow] = []
    for segment in segments:
        rows += [CropRow(None, [])] * bool(rows)
        this = (here.row, column)
        rows += [CropRow(lines.get(row), _pieces(grid, row, segment, columns, this)) for row in segment]
    return rows, here.page


def _column_of(cell: Cell, grid: Sequence[GridCell], row: int, cells: Sequence[Cell]) -> int | None:
    """The grid's column that a cell stands in; None where it is not certain."""
    alike = [it for it in cells if (it.line_no, it.form, it.column_code) == (cell.line_no, cell.form, cell.column_code)]
    own = sorted(it.column for it in grid if it.row == row and it.column_code == cell.column_code)
    if own:
        return own[alike.index(cell)] if len(own) == len(alike) else None
    # A row of blanks only: its columns are those of the nearest row that has the same.
    codes = _codes_by_line(it for it in cells if it.form == cell.form)
    same = [it for it in grid if it.column_code == cell.column_code and codes.get(it.line_no) == codes[cell.line_no]]
    near = min(same, key=lambda it: abs(it.row - row), default=None)
    return near.column if near and len(alike) == 1 else None


def _codes_by_line(cells: Iterable[Cell]) -> dict[int | None, set[str]]:
    """Line -> the columns of the form whose cells stand there."""
    found: dict[int | None, set[str]] = {}
    for cell in cells:
        found.setdefault(cell.line_no, set()).add(cell.column_code)
    return found


def _segments(row: int, data: Sequence[int], every: Sequence[int]) -> list[range]:
    """Which rows are shown: the heads above the block that a row is of, and the row with its neighbours."""
    numbers, known = set(data), set(every)
    top = row
    while top - 1 in numbers:
        top -= 1
    head = top
    while head - 1 in known - numbers and top - head < HEADS:
        head -= 1
    last = row
    while last - row < AROUND and last + 1 in numbers:
        last += 1
    first = max(top, row - AROUND)
    return [range(head, last + 1)] if first == top else [range(head, top), range(first, last + 1)]


def _columns(grid: Sequence[GridCell], column: int | None) -> list[int]:
    """The columns that are shown."""
    width = max(it.column + it.column_span for it in grid)
    if width <= WIDE:
        return list(range(width))
    centre = column if column is not None else FIRST
    near = {*range(FIRST), *range(centre - BESIDE, centre + BESIDE + 1)}
    return sorted(it for it in near if 0 <= it < width)


def _pieces(
    grid: Sequence[GridCell], row: int, segment: range, columns: Sequence[int], this: tuple[int, int | None]
) -> list[Piece]:
    """The cells that begin on a row of what is shown; one that began above what is shown begins there."""
    pieces = []
    for at, column in enumerate(columns):
        cell = next((it for it in grid if _covers(it, row, column)), None)
        if cell is None:
            pieces.append(Piece("", 1, 1, False))
            continue
        starts = row == max(cell.row, segment[0]) and not (at and _covers(cell, row, columns[at - 1]))
        if starts:
            down = min(cell.row + cell.row_span, segment[-1] + 1) - row
            right = sum(_covers(cell, row, it) for it in columns)
            is_this = this[1] is not None and _covers(cell, this[0], this[1])
            pieces.append(Piece(cell.text or "", down, right, is_this))
    return pieces


def _covers(cell: GridCell, row: int, column: int) -> bool:
    """Whether a cell takes a place."""
    return cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span
