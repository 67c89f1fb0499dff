"""The cells between ruling lines: rules that touch are a table, and what no rule parts is one cell."""

import itertools
from bisect import bisect_right
from typing import NamedTuple

from extract.pdf.page.characters import Char
from extract.pdf.page.lines import rows_of
from extract.pdf.page.rules import Rule, Rules
from extract.pdf.ruled.groups import grouped
from extract.pdf.ruled.inside import CellText, all_broken, cell_text, is_spilt

#: Rules so near each other are one edge (a double line), in points.
ONE_EDGE = 3.2
#: A rule parts two cells if it is there over this share of their common side.
PARTS = 0.6
#: Rules that reach so far beyond the outermost crossing one end in a side without a rule.
_BEYOND = 6.0
#: What a line keeps free above its characters at most, in ems.
_LEADING = 0.28
#: Characters of a word stand no farther apart, in ems.
_WORD = 0.3
#: A table of one column with more rows is a frame.
_FRAME_ROWS = 4
#: A group of rules with more places between them is a drawing.
MOST_PLACES = 6000


class Cell(NamedTuple):
    """A cell of a table: its first row and column, how many it takes, and its text."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


class Table(NamedTuple):
    """A table, or its piece on one page.

    Attributes:
        top, bottom: its place on the page.
        edges: where its columns begin, and the last one ends.
        height: how many rows it has.
        cells: by row and column; every place is in exactly one.
        full: the columns whose cell in the last row ends in a full line, so that the text may go on elsewhere.
        open_top, open_bottom: no rule closes it there.
        ruled: rules part its cells.
        breaks: the rows with which its further pages begin.
    """

    top: float
    bottom: float
    edges: list[float]
    height: int
    cells: list[Cell]
    full: frozenset[int] = frozenset()
    open_top: bool = False
    open_bottom: bool = False
    ruled: bool = True
    breaks: tuple[int, ...] = ()


def tables_of(rules: Rules, chars: list[Char]) -> tuple[list[Table], list[Char]]:
    """The tables whose cells are decided, from the top, and the characters outside of them.

    A table of one column may be a frame around anything: it is one only if a page end cut it off from more columns.
    """
    tables = []
    for group in grouped(rules, chars):
        edges, rows = sides_of(group.upright, group.level), sides_of(group.level, group.upright)
        rows += _overhang(group, edges, rows[-1], chars)
        if len(edges) < 2 or len(rows) < 2 or len(edges) * len(rows) > MOST_PLACES:
            continue
        inside = [char for char in chars if edges[0] <= char.center <= edges[-1] and rows[0] <= char.middle]
        hanging = _hanging(group, edges, rows[-1])
        out = [char for char in inside if char.middle > rows[-1] and _hangs(char, rows[-1], hanging)]
        inside = [char for char in inside if char.middle <= rows[-1]]
        inside += [] if _is_line_below(out, rows[-1], edges) else out
        if len(edges) == 2 and (len(rows) > _FRAME_ROWS or len(rows_of(inside)) > 2 * len(rows)):
            continue
        table = _table(group, edges, rows, inside) if inside else None
        if table:
            tables.append(table)
            taken = set(map(id, inside))
            chars = [char for char in chars if id(char) not in taken]
    return sorted(tables, key=lambda table: table.top), chars


def _hanging(group: Rules, edges: list[float], last: float) -> list[tuple[float, float]]:
    """The columns without a rule at the end of a table whose other columns have one: their text may hang out."""
    columns, level = list(itertools.pairwise(edges)), _near(group.level, last)
    hanging = [column for column in columns if not _covered(level, *column)]
    return hanging if len(hanging) < len(columns) else []


def _hangs(char: Char, last: float, columns: list[tuple[float, float]]) -> bool:
    """Whether a character is of a line that the end of its cell cuts through, or that hangs out of an open one."""
    below = char.middle - last
    if char.top - _LEADING * char.em < last - 1 and below < char.em:
        return True
    return below < 1.2 * char.em and any(left < char.center < right for left, right in columns)


def _is_line_below(chars: list[Char], last: float, edges: list[float]) -> bool:
    """Whether characters that hang out of a table are the next line of the page, such as the heading that follows it.

    Such a line stands wholly below the last rule, and its words pass from one column into the next.
    """
    if not chars or any(char.top < last for char in chars):
        return False
    return any(
        (char.right - 1 < edge < after.left + 1 and after.left - char.right < _WORD * after.em)
        or char.left < edge < char.right
        for row in rows_of(chars)
        for char, after in itertools.pairwise(row)
        for edge in edges[1:-1]
    )


def _overhang(group: Rules, edges: list[float], last: float, chars: list[Char]) -> list[float]:
    """The end of a row that the page end cut short after its first points, if text begins there."""
    reach = max(rule.end for rule in group.upright)
    if not 1.0 < reach - last <= _BEYOND:
        return []
    cut = (
        char.middle > last and char.top - _LEADING * char.em < reach - 1 and edges[0] <= char.center <= edges[-1]
        for char in chars
    )
    return [reach] if any(cut) else []


def sides_of(rules: list[Rule], crossing: list[Rule]) -> list[float]:
    """The places of rules, and the common ends of those that cross them beyond the outermost."""
    places: list[list[float]] = []
    for rule in rules:
        if places and rule.at - places[-1][-1] <= ONE_EDGE:
            places[-1].append(rule.at)
        else:
            places.append([rule.at])
    edges = [sum(place) / len(place) for place in places]
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    return [first] * (first < edges[0] - _BEYOND) + edges + [last] * (last > edges[-1] + _BEYOND)


def _near(rules: list[Rule], at: float) -> list[Rule]:
    """The rules at a place, by their start."""
    return sorted((rule for rule in rules if abs(rule.at - at) <= ONE_EDGE), key=lambda rule: rule.start)


def _covered(rules: list[Rule], start: float, end: float) -> bool:
    """Whether rules at one place are there over most of a stretch."""
    total, done = 0.0, start
    for rule in rules:
        if rule.end > done and rule.start < end:
            total += min(rule.end, end) - max(rule.start, done)
            done = min(rule.end, end)
    return total > PARTS * (end - start)


def _table(group: Rules, edges: list[float], rows: list[float], chars: list[Char]) -> Table | None:
    """The table of a group of rules; None where its cells are undecided."""
    owners = owners_of(group, edges, rows)
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, owner in owners.items():
        places.setdefault(owner, []).append(place)
    texts: dict[tuple[int, int], list[Char]] = {}
    owned: dict[int, tuple[int, int]] = {}
    between_rows, between_columns = rows[1:-1], edges[1:-1]
    for char in chars:
        row, column = bisect_right(between_rows, char.middle), bisect_right(between_columns, char.center)
        owned[id(char)] = owner = owners[row, column]
        texts.setdefault(owner, []).append(char)
    if is_spilt(chars, owned):
        return None
    cells, full = [], set()
    found_in: dict[int, list[CellText]] = {}
    for (row, column), taken in sorted(places.items()):
        tall, wide = taken[-1][0] - row + 1, max(c for _, c in taken) - column + 1
        if len(taken) != tall * wide or min(c for _, c in taken) != column:
            return None
        sides = (edges[column : column + wide + 1], rows[row : row + tall + 1])
        found = cell_text(texts.get((row, column), []), *sides)
        if found is None:
            return None
        found_in.setdefault(row, []).append(found)
        cells.append(Cell(row, column, tall, wide, found.text))
        if row + tall == len(rows) - 1 and found.full:
            full.add(column)
    if any(all_broken(cells_of_row) for cells_of_row in found_in.values()):
        return None
    return Table(
        rows[0],
        rows[-1],
        edges,
        len(rows) - 1,
        cells,
        frozenset(full),
        not _covered(_near(group.level, rows[0]), edges[0], edges[-1]),
        not _covered(_near(group.level, rows[-1]), edges[0], edges[-1]),
    )


def owners_of(group: Rules, edges: list[float], rows: list[float]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid the first place of the cell that takes it."""
    owners = {(row, column): (row, column) for row in range(len(rows) - 1) for column in range(len(edges) - 1)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owners[place] != place:
            place = owners[place]
        return place

    upright, level = [_near(group.upright, edge) for edge in edges], [_near(group.level, row) for row in rows]
    for row, column in list(owners):
        here = (rows[row], rows[row + 1])
        if column + 2 < len(edges) and not _covered(upright[column + 1], *here):
            first, second = sorted((root((row, column)), root((row, column + 1))))
            owners[second] = first
        across = (edges[column], edges[column + 1])
        if row + 2 < len(rows) and not _covered(level[row + 1], *across):
            first, second = sorted((root((row, column)), root((row + 1, column))))
            owners[second] = first
    return {place: root(place) for place in owners}
