"""The columns of a Word table: by its grid where its rows agree on one, else by the widths of its cells, else none.

A grid has columns that nobody sees, a twentieth of a point wide, where edges of two rows were meant to be one: they
are taken away, so that a heading ends where its column does.
"""

from lxml import etree

from extract.word.parts import W
from extract.word.tables import Cell, columns_after

#: Two edges that are nearer, in twentieths of a point, are one; a digit and the margins of its cell take more.
_NEAR = 144

Rows = list[list[Cell]]


def with_columns(table: etree._Element, rows: Rows) -> Rows | None:
    """The rows of a table with the columns that the eye sees; None where these are undecided."""
    ends = zip(rows, columns_after(table), strict=True)
    if len({row[-1].column + row[-1].span + after for row, after in ends if row}) <= 1:
        return _slim(table, rows)
    return _by_width(rows)


def _slim(table: etree._Element, rows: Rows) -> Rows:
    """The same rows without columns that are too narrow for anything, where each cell keeps one."""
    widths = [column.get(f"{W}w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if not all(width.isascii() and width.isdigit() for width in widths):
        return rows
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + int(width[:6]))
    last = max((row[-1].column + row[-1].span for row in rows if row), default=0)
    if len(edges) <= last or min(map(int, widths), default=_NEAR) >= _NEAR:
        return rows
    columns = _numbered(edges)
    slim = [_moved(row, [columns[edges[c.column]] for c in row], [columns[edges[c.column + c.span]] for c in row])
            for row in rows]  # fmt: skip
    return slim if all(cell.span > 0 for row in slim for cell in row) else rows


def _by_width(rows: Rows) -> Rows | None:
    """The same rows with columns that follow from the cells' edges; None where a width is missing or they do not meet.

    Word draws cells by their widths, so rows whose edges meet are columns to the eye whatever the grid says.
    """
    if any(cell.start < 0 or cell.end < 0 for row in rows for cell in row):
        return None
    columns = _numbered(sorted({edge for row in rows for cell in row for edge in (cell.start, cell.end)}))
    placed = [_moved(row, [columns[c.start] for c in row], [columns[c.end] for c in row]) for row in rows]
    decided = len({columns[row[-1].end] for row in rows if row}) == 1
    return placed if decided and all(cell.span > 0 for row in placed for cell in row) else None


def _numbered(edges: list[int]) -> dict[int, int]:
    """The number of each edge, from the left; one that is near the edge before it has the same."""
    columns: dict[int, int] = {}
    for place, edge in enumerate(edges):
        near = place > 0 and edge - edges[place - 1] < _NEAR
        columns[edge] = columns[edges[place - 1]] + (not near) if place else 0
    return columns


def _moved(row: list[Cell], starts: list[int], ends: list[int]) -> list[Cell]:
    moves = zip(row, starts, ends, strict=True)
    return [cell._replace(column=start, span=end - start) for cell, start, end in moves]
