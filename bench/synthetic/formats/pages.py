"""Pages as agencies print them: nothing where a zero or a total would stand, a form's column over two of the page's.

A blank is no print any more: what it stood for is true, but not printed.
"""

import re
from dataclasses import dataclass, replace
from html import escape
from random import Random

from selectolax.lexbor import LexborHTMLParser

from bench.synthetic.report import SyntheticReport

_BLANKS = ("", "&nbsp;", "\u3000", "<br>")
_TABLE = re.compile(r"(<table.*?</table>)", re.DOTALL)
#: The table of applications has more rows than this, and a column of totals.
_LONG = 20


def blank_page(report: SyntheticReport, rng: Random) -> SyntheticReport:
    """A report of layout `html` with blanks for zeros, in some also for totals, and one column over two in some tables.

    Args:
        report: The report.
        rng: The page's own source of chance.
    """
    blank = rng.choice(_BLANKS)
    totals = rng.random() < 0.4
    pieces = _TABLE.split(report.text)
    for at in range(1, len(pieces), 2):
        rows = _placed(pieces[at])
        if rng.random() < 0.6:
            _double(rows, rng)
        pieces[at] = _written(rows, blank, totals=totals and len(rows) > _LONG)
    gone = {key for key in report.printed if totals and key[0] == "application" and key[2] == "total"}
    return without_zeros(replace(report, text="".join(pieces), printed=report.printed - gone))


def without_zeros(report: SyntheticReport) -> SyntheticReport:
    """The same report, whose zeros are not printed."""
    zeros = {key for key, value in report.cells.items() if value == 0}
    return replace(report, printed=report.printed - zeros)


@dataclass
class _Cell:
    """A cell of a table: its first column, the rows and columns that it takes, its text."""

    column: int
    down: int
    right: int
    text: str


def _placed(markup: str) -> list[list[_Cell]]:
    """The cells of a table, row by row, each with its first column."""
    table = LexborHTMLParser(markup)
    taken: set[tuple[int, int]] = set()
    rows: list[list[_Cell]] = []
    for at, row in enumerate(table.css("tr")):
        cells: list[_Cell] = []
        column = 0
        for node in row.css("td"):
            while (at, column) in taken:
                column += 1
            down, right = (int(node.attributes.get(name) or 1) for name in ("rowspan", "colspan"))
            taken |= {(at + y, column + x) for y in range(down) for x in range(right)}
            cells.append(_Cell(column, down, right, " ".join(node.text().split())))
            column += right
        rows.append(cells)
    return rows


def _double(rows: list[list[_Cell]], rng: Random) -> None:
    """Let one column of values take two of the page's."""
    width = max(cell.column + cell.right for row in rows for cell in row)
    labels = max((cell.column + cell.right for row in rows for cell in row[:1] if cell.right < width), default=1)
    column = rng.randrange(min(labels, width - 1), width)
    for cell in (cell for row in rows for cell in row):
        if cell.column <= column < cell.column + cell.right:
            cell.right += 1
        elif cell.column > column:
            cell.column += 1


def _written(rows: list[list[_Cell]], blank: str, *, totals: bool) -> str:
    """The table, with `blank` in place of zeros, and of totals too."""
    width = max(cell.column + cell.right for row in rows for cell in row)

    def shown(cell: _Cell) -> str:
        is_total = totals and cell.column + cell.right == width and cell.text.replace(",", "").isdigit()
        return blank if cell.text == "0" or is_total else escape(cell.text, quote=False)

    lines = ("".join(f"<td{_spans(cell)}>{shown(cell)}</td>" for cell in row) for row in rows)
    return "\n".join(['<table border="1">', *(f"<tr>{line}</tr>" for line in lines), "</table>"])


def _spans(cell: _Cell) -> str:
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return down + (f' colspan="{cell.right}"' if cell.right > 1 else "")
