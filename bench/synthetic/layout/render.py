"""The layouts: rows of a table to lines of text, as the web and its converters print them."""

from collections.abc import Callable

from bench.synthetic.layout.html import html_table
from bench.synthetic.layout.style import Style
from bench.synthetic.layout.table import Row

#: Widest column that the space-aligned layout keeps straight.
_MAX_WIDTH = 40


def render_table(rows: list[Row], layout: str, style: Style) -> list[str]:
    """The lines of one table in one layout."""
    return _RENDERERS[layout](rows, style)


def _tab(rows: list[Row], style: Style) -> list[str]:
    """Cells by tabs; merged cells are empty cells, not the same number on each row."""
    lines = []
    for row, cells in _grid(rows, style):
        ragged = style.ragged and row.kind == "values" and not row.glued
        lines.append("\t".join(_raggedly(row) if ragged else cells))
    return lines


def _raggedly(row: Row) -> list[str]:
    """One empty cell more or less before the values, and some after them."""
    labels = [*row.labels]
    if len(labels) > 1 and not labels[-1] and row.chance < 0.3:
        labels.pop()
    elif len(labels) > 1 and row.chance > 0.9:
        labels.append("")
    return labels + row.values + [""] * (0, 0, 1, 0, 2)[int(row.chance * 1000) % 5]


def _pipe(rows: list[Row], style: Style) -> list[str]:
    """Cells by pipes; merged cells show as `|||`."""
    lines = []
    for number, (_, cells) in enumerate(_grid(rows, style)):
        line = "|".join(f" {cell} " if cell else "" for cell in cells)
        if not any(cells):
            lines.append("")
            continue
        lines.append(f"|{line}|" if style.edged else f"{line}|".lstrip(" "))
        if style.ruled and number == 0:
            lines.append("|".join(["---"] * len(cells)))
    return lines


def _lines(rows: list[Row], style: Style) -> list[str]:
    """One cell a line, empty cells left out; a header cell may take two lines."""
    lines = []
    for row in rows:
        cells = [cell for cell in row.cells() if cell]
        if style.broken_heads and row.kind == "header":
            cells = [piece for cell in cells for piece in _halves(cell)]
        for cell in cells:
            lines += [cell, ""] if style.airy else [cell]
    return lines


def _halves(cell: str) -> list[str]:
    """`商业企业` as `商业` and `企业`; other lengths stay whole."""
    return [cell[:2], cell[2:]] if len(cell) == 4 else [cell]


def _lines_pipe(rows: list[Row], style: Style) -> list[str]:
    """One cell a line with a pipe behind it."""
    lines = []
    for row in rows:
        for cell in row.cells():
            if cell:
                lines += [f"{cell} |", ""] if style.airy else [f"{cell} |"]
    return lines


def _spaces(rows: list[Row], style: Style) -> list[str]:
    """Columns kept apart by two spaces or more, as text pulled from a PDF."""
    grid = _grid(rows, style)
    widths: list[int] = []
    for row, cells in grid:
        if row.kind != "values":
            continue
        widths += [0] * (len(cells) - len(widths))
        for place, cell in enumerate(cells):
            widths[place] = max(widths[place], min(_width(cell), _MAX_WIDTH))
    return [
        "".join(
            cell + " " * max(2, 2 + width - _width(cell))
            for cell, width in zip(cells, widths + [4] * len(cells), strict=False)
        ).rstrip()
        for _, cells in grid
    ]


def _width(cell: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return len(cell.encode("gb18030"))


def _grid(rows: list[Row], style: Style) -> list[tuple[Row, list[str]]]:
    """The cells of each row, filled up to the table's width if the style does."""
    width = max(len(row.labels) + len(row.values) for row in rows)
    grid = []
    for row in rows:
        cells = row.cells()
        padded = style.padded and row.kind != "blank" and not row.glued
        grid.append((row, cells + [""] * (width - len(cells)) if padded else cells))
    return grid


_RENDERERS: dict[str, Callable[[list[Row], Style], list[str]]] = {
    "tab": _tab,
    "pipe": _pipe,
    "lines": _lines,
    "lines_pipe": _lines_pipe,
    "html": html_table,
    "spaces": _spaces,
}

#: Names of all layouts.
LAYOUTS: tuple[str, ...] = tuple(_RENDERERS)
