"""Tables without rules whose columns are decided: rows of nothing but numbers under a head that covers all of them."""

from extract.pdf.numbering import is_number, is_numbered
from extract.pdf.page.characters import Char
from extract.pdf.page.lines import Line, pieces_of, rows_of, spelled
from extract.pdf.ruled.cells import Cell, Table
from extract.pdf.unruled.heads import Head, Piece, heads_over

#: Rows with fewer numbers may be a part of a table with labels.
_FEWEST = 4
#: A head is no taller, in lines; its lines no further apart, in ems; a gap that parts two headers, in ems.
_HEAD_LINES, _APART, _GAP = 14, 3.0, 0.25
_SENTENCE = frozenset("。；：")


def with_headed_tables(lines: list[Line], chars: list[Char]) -> list[Line | Table]:
    """Lines in reading order, those of a table with decided columns replaced by it."""
    parts: list[Line | Table] = []
    place = 0
    while place < len(lines):
        count = _values(lines, place)
        head = _head_lines(parts) if count else 0
        table = _table(parts[len(parts) - head :], lines[place : place + count], chars) if head else None
        if table:
            parts[len(parts) - head :] = [table]
            place += count
        else:
            parts.append(lines[place])
            place += 1
    return parts


def _values(lines: list[Line], place: int) -> int:
    """How many lines from here hold nothing but numbers in the same columns."""
    first = lines[place].runs
    if len(first) < _FEWEST:
        return 0
    count = 0
    for line in lines[place:]:
        aligned = len(line.runs) == len(first) and all(
            run.left < over.right and over.left < run.right for run, over in zip(line.runs, first, strict=True)
        )
        if not aligned or not all(is_number(run.text) for run in line.runs):
            break
        count += 1
    return count


def _head_lines(parts: list[Line | Table]) -> int:
    """How many of the last lines may be a head: no heading, no sentence, no numbers."""
    count = 0
    for part in reversed(parts[-_HEAD_LINES:]):
        if isinstance(part, Table) or any(is_number(run.text) for run in part.runs):
            break
        alone = len(part.runs) == 1
        if alone and (is_numbered(part.text) or _SENTENCE & set(part.text)):
            break
        after = parts[len(parts) - count] if count else None
        if isinstance(after, Line) and after.top - part.top > _APART * part.em:
            break
        count += 1
    return count


def _table(head: list[Line | Table], values: list[Line], chars: list[Char]) -> Table | None:
    top, bottom = head[0].top, values[0].top
    inside = [char for char in chars if top - 0.1 <= char.top and char.middle < bottom]
    pieces = [_piece(piece) for row in rows_of(inside) for piece in pieces_of(row, _GAP)]
    centers = [(run.left + run.right) / 2 for run in values[0].runs]
    heads = heads_over(centers, pieces)
    if heads is None:
        return None
    depth = max(head.depth for head in heads)
    cells = [cell for head in heads for cell in _cells(head, 0, depth)]
    cells += [
        Cell(depth + row, column, 1, 1, run.text)
        for row, line in enumerate(values)
        for column, run in enumerate(line.runs)
    ]
    edges = [run.left for run in values[0].runs] + [values[0].right]
    return Table(top, values[-1].bottom, edges, depth + len(values), sorted(cells), ruled=False)


def _cells(head: Head, row: int, depth: int) -> list[Cell]:
    """A header and those below it as cells; one without others below reaches to the end of the head."""
    tall = 1 if head.below else depth - row
    own = Cell(row, head.first, tall, head.last - head.first + 1, head.text)
    return [own, *(cell for below in head.below for cell in _cells(below, row + 1, depth))]


def _piece(chars: list[Char]) -> Piece:
    at = sum(char.middle for char in chars) / len(chars)
    return Piece(chars[0].left, chars[-1].right, at, spelled(chars), chars[0].em)
