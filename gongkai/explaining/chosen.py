"""Which cells of a form a person means: rows and columns by code, by Chinese name, or by a part of it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from extract.language import N_
from gongkai.explaining.explanation import Cell
from load.errors import QueryError

#: What of a cell names its row or its column: the code, and the name in Chinese.
_Names = Callable[[Cell], tuple[str, str]]


def chosen_cells(cells: Sequence[Cell], row: str | None, column: str | None) -> list[Cell]:
    """The cells of a row and a column of the form.

    Args:
        cells: all cells of a report.
        row: a row's code, its label, or a part of its name, with its group (`不予公开`); None is each.
        column: likewise.

    Raises:
        QueryError: there are none; the message names what there is.
    """
    kept = _matching(cells, N_("row"), row, _row) if row else list(cells)
    return _matching(kept, N_("column"), column, _column) if column else kept


def one_cell(cells: Sequence[Cell], row: str, column: str) -> Cell:
    """The one cell of a row and a column, each as in `chosen_cells`.

    Raises:
        QueryError: there is none, or there are several; the message names them.
    """
    found = chosen_cells(cells, row, column)
    if len(found) > 1:
        names = ", ".join(f"{cell.row_code} {cell.column_code} ({cell.row}, {cell.column})" for cell in found)
        raise QueryError(f"row {row!r} and column {column!r} fit {len(found)} cells, name one: {names}")
    return found[0]


def _row(cell: Cell) -> tuple[str, str]:
    return cell.row_code, cell.row


def _column(cell: Cell) -> tuple[str, str]:
    return cell.column_code, cell.column


def _matching(cells: Sequence[Cell], what: str, asked: str, names: _Names) -> list[Cell]:
    """The cells whose code is what was asked, else whose name ends in it as a whole, else holds it."""
    bare = _bare(asked)
    ways: Iterable[Callable[[Cell], bool]] = (
        lambda cell: names(cell)[0] == asked,
        lambda cell: _bare(names(cell)[1]) == bare or _bare(_label(names(cell)[1])) == bare,
        lambda cell: bare in _bare(names(cell)[1]),
    )
    for fits in ways:
        if found := [cell for cell in cells if bare and fits(cell)]:
            return found
    known = ", ".join(dict.fromkeys(" ".join(names(cell)) for cell in cells))
    raise QueryError(f"the form has no {what} {asked!r}; it has {known}")


def _label(name: str) -> str:
    """A name without its group and its number."""
    return re.sub(r"^(?:\d+\.|\(?[一二三四五六七八九十]+[)、])", "", name.rpartition(" ")[2])


def _bare(text: str) -> str:
    """A text as it is compared: full-width or not, with blanks or not."""
    return "".join(unicodedata.normalize("NFKC", text).split())
