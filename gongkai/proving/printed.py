"""The sheet's part that shows the print: the cropped table, and the row as it was read."""

from htpy import Element, Node, h2, p, strong, table, tbody, td, th, tr

from gongkai.explaining.explanation import Cell
from gongkai.proving.crop import Crop
from gongkai.proving.pieces import CropRow
from gongkai.proving.sheet import Sheet
from gongkai.proving.shown import plain_value, state_mark, text
from gongkai.proving.words import Words


def part(sheet: Sheet, words: Words) -> Node:
    """What is printed in the cell, the printed table about it, and its row as it was read."""
    crop, cell = sheet.crop, sheet.cell
    return [
        p[strong[words("raw_text")], " ", words("nothing_printed") if cell.raw_text is None else text(cell.raw_text)],
        h2[words("printed_table" if crop and crop.is_grid else "printed_lines"), _place(sheet, words)],
        [_table(crop), p[words(_marked(crop))]] if crop else p[words("no_print")],
        h2[words("row_as_read")],
        _row(sheet.row, cell, words),
    ]


def _place(sheet: Sheet, words: Words) -> Node:
    """Line and page."""
    page = sheet.crop.page if sheet.crop else None
    places = {"line": sheet.cell.line_no, "page": page}
    return [[" · ", words(key), f" {number}"] for key, number in places.items() if number is not None]


def _marked(crop: Crop) -> str:
    """The word for what is coloured."""
    if not crop.is_marked:
        return "not_marked"
    return "marked" if crop.is_grid else "marked_line"


def _table(crop: Crop) -> Element:
    """The crop, each row with its line number."""
    return table(".crop")[tbody[(_crop_row(row) for row in crop.rows)]]


def _crop_row(row: CropRow) -> Element:
    """One row; a mark where rows are left out."""
    if not row.pieces:
        return tr[td(".no")[str(row.line_no) if row.line_no else "⋯"], td(colspan="99")[None if row.line_no else "⋯"]]
    pieces = (
        td(class_={"this": piece.is_this}, rowspan=_span(piece.down), colspan=_span(piece.right))[text(piece.text)]
        for piece in row.pieces
    )
    return tr[td(".no")[str(row.line_no)], pieces]


def _span(places: int) -> str | None:
    """How many rows or columns a cell takes, where it is more than one."""
    return str(places) if places > 1 else None


def _row(cells: list[Cell], this: Cell, words: Words) -> Element:
    """All numbers of the row under their heads, each with its own state."""
    heads = (th(scope="col")[text(cell.column)] for cell in cells)
    values = (
        td(class_={"this": cell == this})[
            None if cell.value is None else f"{plain_value(cell.value)} ", state_mark(cell.state, words, short=True)
        ]
        for cell in cells
    )
    return table[tbody[tr[th[words("row")], heads], tr[th(scope="row")[text(this.row)], values]]]
