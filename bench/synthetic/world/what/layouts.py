"""Ways to print a table: those of `bench.synthetic.layout.render`, and more that crawlers make of them."""

from collections.abc import Callable

from bench.synthetic.layout.render import LAYOUTS as KNOWN
from bench.synthetic.layout.render import render_table
from bench.synthetic.layout.style import Style
from bench.synthetic.layout.table import Row


def render(rows: list[Row], layout: str, style: Style) -> list[str]:
    """The lines of one table; none where it has no rows."""
    if not rows:
        return []
    return _MORE[layout](rows) if layout in _MORE else render_table(rows, layout, style)


def _bars_apart(rows: list[Row]) -> list[str]:
    """One cell a line, the bars between on lines of their own."""
    lines: list[str] = []
    for cells in _filled(rows):
        lines += [piece for cell in cells for piece in (cell, "|")]
    return lines


def _half_rows(rows: list[Row]) -> list[str]:
    """A row's labels on one line, its values together on the next."""
    lines: list[str] = []
    for row in rows:
        labels = [label for label in row.labels if label]
        if row.kind != "values" and len(labels) > 1:
            lines += [f"{label} |" for label in labels]
        elif labels:
            lines.append(f"{' | '.join(labels)} |")
        if row.values:
            lines.append(f"{' | '.join(row.values)} |")
    return lines


def _leading_bars(rows: list[Row]) -> list[str]:
    """One cell a line with a bar at its head."""
    return [f"| {cell}" for cells in _filled(rows) for cell in cells]


def _first_bar(rows: list[Row]) -> list[str]:
    """One cell a line; only a row's first cell has a bar, behind it."""
    lines: list[str] = []
    for first, *rest in _filled(rows):
        lines += [f"{first} |", *rest]
    return lines


def _ruled_rows(rows: list[Row]) -> list[str]:
    """Bars with a rule after the first row, as Markdown, short rows filled up."""
    width = max(len(row.labels) + len(row.values) for row in rows)
    shown = [row.cells() + [""] * (width - len(row.cells())) for row in rows if any(row.cells())]
    lines = [f"| {' | '.join(cells)} |" for cells in shown]
    return [*lines[:1], "|" + " --- |" * width, *lines[1:]]


def _filled(rows: list[Row]) -> list[list[str]]:
    """The cells that hold something, row by row."""
    return [cells for row in rows if (cells := [cell for cell in row.cells() if cell])]


_MORE: dict[str, Callable[[list[Row]], list[str]]] = {
    "bars_apart": _bars_apart,
    "half_rows": _half_rows,
    "leading_bars": _leading_bars,
    "first_bar": _first_bar,
    "ruled_rows": _ruled_rows,
}

#: Every layout.
LAYOUTS: tuple[str, ...] = (*KNOWN, *_MORE)
#: Those that are text.
TEXT_LAYOUTS: tuple[str, ...] = tuple(name for name in LAYOUTS if name != "html")
