"""Lines and grids to a `Layout`: what readers of formats with true tables have in common."""

import re
from typing import NamedTuple

from extract.layout import GridCell, Layout, UnreadableError

#: So many cells and places of merged ones, and a file has no tables but a bomb; so many lines, and no prose.
MOST_CELLS, MOST_LINES = 200_000, 500_000
#: Chinese characters and full-width marks.
_HAN = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_SPACE, _BREAK = re.compile(r"\s+"), re.compile(r"[\t\n\v\f\r\u2028\u2029]")


class Placed(NamedTuple):
    """A cell in its grid: `row` and `column` from 0, the rows and columns that it takes, its text on one line."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


class LayoutLines:
    """A layout under way."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._cells: list[GridCell] = []
        self._grids = self._places = 0

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def line(self, text: str) -> None:
        """Add a line of prose; none for white space alone.

        Raises:
            UnreadableError: `too_large`.
        """
        if text := text.strip():
            self._lines.append(text)
            if len(self._lines) > MOST_LINES:
                raise UnreadableError("too_large", f"more than {MOST_LINES:,} lines")

    def grid(self, cells: list[Placed], rows: int, columns: int) -> None:
        """Add a table of so many rows and columns, one line a row; its cells are in order and overlap nowhere.

        Raises:
            UnreadableError: `too_large`.
        """
        self._grids += 1
        lines = self._table_lines(cells, rows, columns)
        first = len(self._lines) + 1
        self._cells += (GridCell(self._grids, *cell, first + cell.row) for cell in cells)
        self._lines += lines

    def loose(self, cells: list[Placed], rows: int, columns: int) -> None:
        """Add a table whose columns are undecided: its rows as lines, and no cells."""
        self._lines += [line.rstrip("\t") for line in self._table_lines(cells, rows, columns)]

    def finished(self, read_from: str) -> Layout:
        """The layout of all that was added."""
        return Layout("\n".join(self._lines), self._cells, read_from)

    def _table_lines(self, cells: list[Placed], rows: int, columns: int) -> list[str]:
        self._places += rows * columns
        if self._places > MOST_CELLS:
            raise UnreadableError("too_large", f"more than {MOST_CELLS:,} cells in its tables")
        texts = [[""] * columns for _ in range(rows)]
        for cell in cells:
            texts[cell.row][cell.column] = cell.text
        return ["\t".join(row) for row in texts]


def cell_text(text: str) -> str:
    """The text of a cell on one line: line breaks and tabs are a space, beside Chinese characters nothing.

    Two numbers under each other so never become one.
    """
    return _SPACE.sub(_joint, text.strip())


def _joint(space: re.Match[str]) -> str:
    """What stands for a stretch of white space inside a text."""
    before, behind = space.string[space.start() - 1], space.string[space.end()]
    return "" if _BREAK.search(space[0]) and (_HAN.match(before) or _HAN.match(behind)) else " "
