"""Rows and cells of a Word table, and where they stand in its grid.

Cells say how many columns of the grid they take; a merged cell is one cell a row, of which all but the first say that
they continue it.
"""

from typing import NamedTuple

from lxml import etree

from extract.lines import Placed
from extract.word.parts import VAL, W, inside, number

TABLE, ROW, CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
#: No table of Word's own has more columns.
_WIDEST = 63


class Cell(NamedTuple):
    """A cell as its row prints it.

    Attributes:
        element: Where its text is.
        column: Its first column of the grid.
        span: The columns that it takes.
        start: Its left edge, in twentieths of a point; -1 where a width is missing.
        end: Its right edge.
        merge: `restart`, `continue`, or `` for a cell that takes one row.
    """

    element: etree._Element
    column: int
    span: int
    start: int
    end: int
    merge: str


def rows_of(table: etree._Element) -> list[list[Cell]]:
    """The rows of a table, deleted ones left out."""
    return [_cells(row) for row in _kept(table)]


def columns_after(table: etree._Element) -> list[int]:
    """How many columns each row leaves empty behind its last cell."""
    return [min(number(row.find(f"{W}trPr/{W}gridAfter"), 0), _WIDEST) for row in _kept(table)]


def _kept(table: etree._Element) -> list[etree._Element]:
    return [row for row in inside(table) if row.tag == ROW and row.find(f"{W}trPr/{W}del") is None]


def is_layout(table: etree._Element) -> bool:
    """Whether a table only lays out other tables: it holds one, and has no three rows of three filled cells itself."""
    holds, filled_rows = False, 0
    for row in inside(table):
        filled = 0
        for cell in inside(row) if row.tag == ROW else ():
            if cell.tag == CELL and any(block.tag == TABLE for block in inside(cell)):
                holds = True
            elif cell.tag == CELL:
                filled += any((text.text or "").strip() for text in cell.iter(f"{W}t"))
        filled_rows += filled >= 3
    return holds and filled_rows < 3


def _cells(row: etree._Element) -> list[Cell]:
    properties = _said(row.find(f"{W}trPr"))
    column = min(number(properties.get(f"{W}gridBefore"), 0), _WIDEST)
    edge = 0 if column == 0 else _width(properties, "wBefore")
    cells: list[Cell] = []
    for element in inside(row):
        if element.tag != CELL:
            continue
        said = _said(element.find(f"{W}tcPr"))
        if f"{W}cellDel" in said:
            continue
        span = max(1, min(number(said.get(f"{W}gridSpan"), 1), _WIDEST))
        width = _width(said, "tcW")
        end = edge + width if edge >= 0 and width >= 0 else -1
        if cells and _merge(said, "hMerge") == "continue":
            cells[-1] = cells[-1]._replace(span=cells[-1].span + span, end=end)
        else:
            cells.append(Cell(element, column, span, edge, end, _merge(said, "vMerge")))
        column, edge = column + span, end
    return cells


def _said(properties: etree._Element | None) -> dict[object, etree._Element]:
    """Properties by name."""
    return {} if properties is None else {each.tag: each for each in properties}


def _width(said: dict[object, etree._Element], name: str) -> int:
    """A width in twentieths of a point; -1 where there is none."""
    width = said.get(f"{W}{name}")
    value = width.get(f"{W}w", "") if width is not None and width.get(f"{W}type", "dxa") == "dxa" else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 and int(value) else -1


def _merge(said: dict[object, etree._Element], name: str) -> str:
    merge = said.get(f"{W}{name}")
    if merge is None:
        tracked = said.get(f"{W}cellMerge") if name == "vMerge" else None
        marked = tracked.get(f"{W}vMerge", "") if tracked is not None else ""
        return {"rest": "restart", "cont": "continue"}.get(marked, "")
    return "restart" if merge.get(VAL) == "restart" else "continue"


def place(rows: list[list[Cell]], texts: list[list[str]]) -> list[Placed]:
    """The cells in their grid: those that continue a cell of the same columns above are a part of it."""
    placed: list[Placed] = []
    open_: dict[int, int] = {}
    for number_, (row, row_texts) in enumerate(zip(rows, texts, strict=True)):
        above, open_ = open_, {}
        for cell, text in zip(row, row_texts, strict=True):
            at = above.get(cell.column, -1)
            if cell.merge == "continue" and at >= 0 and placed[at].column_span == cell.span:
                placed[at] = placed[at]._replace(row_span=placed[at].row_span + 1)
            else:
                at = len(placed)
                placed.append(Placed(number_, cell.column, 1, cell.span, text))
            if cell.merge:
                open_[cell.column] = at
    return placed
