"""What a printed report's tables say, and how much of it a reader of its format got."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bench.synthetic.report import SyntheticReport
from extract.layout import GridCell, Layout


class Place(NamedTuple):
    """A cell of a table: first row and column, how many of them it takes, its text."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


Grid = list[Place]


@dataclass
class Score:
    """Counts of one or several documents.

    Attributes:
        tables, whole: tables printed, and those read with every cell, span and text right.
        values: cells with a number that were printed.
        right: of them in the row and the column of their labels.
        silent: places with another number than the one printed there: wrong, and looks right.
    """

    tables: int = 0
    whole: int = 0
    values: int = 0
    right: int = 0
    silent: int = 0

    def add(self, other: "Score") -> None:
        """Count another document's."""
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)


def true_grids(report: SyntheticReport) -> list[Grid]:
    """The tables of a report's text, cell by cell; `report` has the layout `html`."""
    return [_grid(table) for table in LexborHTMLParser(report.text).css(".content table")]


def _grid(table: LexborNode) -> Grid:
    taken: set[tuple[int, int]] = set()
    places = []
    for row, line in enumerate(table.css("tr")):
        column = 0
        for cell in line.css("td"):
            while (row, column) in taken:
                column += 1
            tall, wide = (int(cell.attributes.get(name) or 1) for name in ("rowspan", "colspan"))
            taken |= {(row + down, column + right) for down in range(tall) for right in range(wide)}
            places.append(Place(row, column, tall, wide, plain(cell.text())))
    return places


def plain(text: str) -> str:
    """A text without blanks: makers of PDF print none."""
    return "".join(text.split())


def read_grids(layout: Layout) -> list[Grid]:
    """The tables of a layout."""
    return [[_place(cell) for cell in cells] for _, cells in groupby(layout.cells, lambda cell: cell.grid)]


def _place(cell: GridCell) -> Place:
    return Place(cell.row, cell.column, cell.row_span, cell.column_span, plain(cell.text))


def score(report: SyntheticReport, layout: Layout) -> Score:
    """How much of a report's tables a layout has.

    A value is found by the labels of its row, or by the last of them where no other row has it, and by its column.
    """
    truth = true_grids(report)
    rows = [_rows(grid) for grid in truth]
    found = Score(tables=len(truth), values=sum(len(values) for table in rows for values in table.values()))
    seen: set[tuple[int, tuple[str, ...], int]] = set()
    for grid in read_grids(layout):
        number = max(range(len(truth)), key=lambda table: _shared(grid, truth[table]), default=None)
        if number is None or not _shared(grid, truth[number]):
            continue
        found.whole += sorted(grid) == sorted(truth[number])
        aside = _aside(grid, truth[number])
        for labels, values in _rows(grid).items():
            key = _key(labels, rows[number])
            if key is None:
                continue
            for column, text in values.items():
                right = rows[number][key].get(column + aside) == text
                found.silent += not right
                found.right += right and (number, key, column + aside) not in seen
                seen.add((number, key, column + aside))
    return found


def _aside(grid: Grid, truth: Grid) -> int:
    """By how many columns a piece of a table stands aside: some of the columns for labels may not be in it."""
    wide, piece = (max(place.column + place.column_span for place in table) for table in (truth, grid))
    heads = {(place.column, place.text) for place in truth if not _is_value(place.text)}
    return max((0, wide - piece), key=lambda by: sum((place.column + by, place.text) in heads for place in grid))


def _rows(grid: Grid) -> dict[tuple[str, ...], dict[int, str]]:
    """The values of each row by its labels: column to text. Rows with the same labels count as one."""
    rows: dict[tuple[str, ...], dict[int, str]] = {}
    for row in sorted({place.row for place in grid}):
        here = [place for place in grid if place.row <= row < place.row + place.row_span and place.text]
        values = {place.column: place.text for place in here if _is_value(place.text) and place.row == row}
        if values:
            rows.setdefault(tuple(place.text for place in here if not _is_value(place.text)), {}).update(values)
    return rows


def _key(labels: tuple[str, ...], rows: dict[tuple[str, ...], dict[int, str]]) -> tuple[str, ...] | None:
    if labels in rows:
        return labels
    alike = [other for other in rows if other[-1:] == labels[-1:]]
    return alike[0] if len(alike) == 1 else None


def _is_value(text: str) -> bool:
    return text.lstrip("-").replace(".", "").replace(",", "").isdigit()


def _shared(grid: Grid, other: Grid) -> int:
    return len({place.text for place in grid if not _is_value(place.text)} & {place.text for place in other})
