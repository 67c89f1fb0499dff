"""What a reader of one format hands on: lines of text, and the cells of the tables among them.

A line of a table holds the texts of its cells, kept apart by tabs; a merged cell stands once, and leaves an empty cell
in every further place that it takes. So the text alone can be read, and each cell knows its line.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import polars as pl
from polars._typing import PolarsDataType

#: Stands where two readings of a picture differ: with it a text is no number, no name and no date.
UNSURE = "\ufffd"


class GridCell(NamedTuple):
    """One cell as the source lays it out: `grid` from 1 in the document, `row` and `column` from 0, `line_no` from 1.

    `text` is empty for a blank cell, without tabs and line breaks else; `page` is that on which its row begins, from 1,
    None where the source has no pages of its own.
    """

    grid: int
    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    line_no: int
    page: int | None = None


class Layout(NamedTuple):
    """A document as its format lays it out.

    Attributes:
        text: Its lines, each ending in a newline but the last.
        cells: The cells of its tables, blank ones too, in the order of the text. What is undecided is no cell: it
            stands in the text alone.
        read_from: `html`, `docx`, `xlsx`, `pdf_ruled` (its tables have rules), `pdf_text`, `scan`.
    """

    text: str
    cells: list[GridCell]
    read_from: str


class UnreadableError(Exception):
    """A document that cannot be read: `reason` in snake_case, and a `detail` that says what to do."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


_GRID: dict[str, PolarsDataType] = {"grid": pl.Int32, "first_line": pl.Int32, "last_line": pl.Int32, "page": pl.Int32}
_MERGED: dict[str, PolarsDataType] = {
    "line_no": pl.Int32,
    "column": pl.Int32,
    "row_span": pl.Int32,
    "column_span": pl.Int32,
}
GRIDS = pl.List(pl.Struct(_GRID))
"""The grids of a document: which of its lines are the rows of one table, a line a row; once for each of its pages."""
MERGED = pl.List(pl.Struct(_MERGED))
"""The cells of its grids that take more than one place."""


class Geometry(NamedTuple):
    """What `text` alone does not tell of the grids in it; every cell's text stands in its line, cut by tabs.

    Attributes:
        grids: as `GRIDS`, tuples in its order of fields.
        merged: as `MERGED`, tuples in its order of fields.
    """

    grids: list[tuple[int, int, int, int | None]]
    merged: list[tuple[int, int, int, int]]


def as_lists(geometries: list[Geometry]) -> tuple[pl.Series, pl.Series]:
    """A `GRIDS` and a `MERGED` for each; polars takes many tuples much faster than many dicts in many lists."""
    grids, merged = [each.grids for each in geometries], [each.merged for each in geometries]
    return _lists(grids, _GRID), _lists(merged, _MERGED)


def _lists(rows: Sequence[Sequence[tuple[int | None, ...]]], shape: dict[str, PolarsDataType]) -> pl.Series:
    columns = list(zip(*chain.from_iterable(rows), strict=True)) or [()] * len(shape)
    together = pl.DataFrame(columns, schema=shape, orient="col").select(listed=pl.struct(pl.all()))
    at = pl.Series("at", [at for at, each in enumerate(rows) for _ in each], pl.UInt32)
    some = together.with_columns(at).group_by("at", maintain_order=True).agg("listed")
    every = pl.select(at=pl.int_range(len(rows), dtype=pl.UInt32))
    listed = every.join(some, on="at", how="left", maintain_order="left")["listed"]
    return listed.fill_null(pl.Series([[]], dtype=listed.dtype).first())


def geometry_of(cells: list[GridCell]) -> Geometry:
    """The geometry of a layout's cells."""
    reach: dict[tuple[int, int | None], tuple[int, int]] = {}
    for cell in cells:
        first, last = reach.get((cell.grid, cell.page), (cell.line_no, cell.line_no))
        reach[cell.grid, cell.page] = (min(first, cell.line_no), max(last, cell.line_no))
    merged = [
        (cell.line_no, cell.column, cell.row_span, cell.column_span)
        for cell in cells
        if cell.row_span > 1 or cell.column_span > 1
    ]
    return Geometry([(grid, *lines, page) for (grid, page), lines in reach.items()], merged)


def cells_of(text: str, geometry: Geometry) -> list[GridCell]:
    """The cells of which `text` and its geometry tell; blank places of merged cells are cells of their own."""
    lines = text.split("\n")
    spans = {(line, column): (tall, wide) for line, column, tall, wide in geometry.merged}
    return [
        GridCell(grid, line - first, column, *spans.get((line, column), (1, 1)), cell, line, page)
        for grid, first, last, page in geometry.grids
        for line in range(first, last + 1)
        for column, cell in enumerate(lines[line - 1].split("\t"))
    ]
