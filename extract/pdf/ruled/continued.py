"""A table that goes on over a page: one table again, its repeated head once, its cut row and cells whole."""

from extract.pdf.numbering import is_number, is_numbered
from extract.pdf.ruled.cells import Cell, Table

#: Columns of two pieces that are one, in points.
_SAME = 3.5
#: A header is no longer than this, in characters, when a page may have cut it.
_HEADER = 10


def continued(above: Table, below: Table) -> Table | None:
    """Two pieces of a table as one; None where they are two tables.

    The columns of one piece must be among those of the other. A row is cut only if the page says so (no rule closes
    it) or its text does (it ends full, and goes on without a number of its own), and never where both pieces have a
    value in one column.
    """
    shift = above.edges[0] - below.edges[0]
    edges = [edge + shift for edge in below.edges]
    if abs(above.edges[-1] - edges[-1]) > _SAME:
        return None
    wide, narrow = (above.edges, edges) if len(above.edges) >= len(edges) else (edges, above.edges)
    places = [min(range(len(wide)), key=lambda place: abs(wide[place] - edge)) for edge in narrow]
    apart = [abs(wide[place] - edge) for place, edge in zip(places, narrow, strict=True)]
    if max(apart) > _SAME or len(set(places)) < len(places):
        return None
    if wide is edges:
        above = _spread(above, places, wide)
    else:
        below = _spread(below, places, wide)
    above, below = _without_blank(above, above.height - 1), _without_blank(_without_head(above, below), 0)
    return _joined(above, below) if above.height and below.height else below if below.height else above


def _without_blank(table: Table, row: int) -> Table:
    """The piece without a row at the page break where nothing stands: what the page end left of a row."""
    own = [cell for cell in table.cells if cell.row == row and cell.row_span == 1]
    if not table.height or any(cell.text for cell in own) or not own:
        return table
    cells = [
        cell._replace(
            row=cell.row - (cell.row > row), row_span=cell.row_span - (cell.row <= row < cell.row + cell.row_span)
        )
        for cell in table.cells
        if cell.row != row or cell.row_span > 1
    ]
    return table._replace(cells=cells, height=table.height - 1)


def _spread(table: Table, places: list[int], edges: list[float]) -> Table:
    """A table over the columns of another that has more of them."""
    cells = [
        cell._replace(
            column=places[cell.column], column_span=places[cell.column + cell.column_span] - places[cell.column]
        )
        for cell in table.cells
    ]
    return table._replace(edges=edges, cells=cells, full=frozenset(places[column] for column in table.full))


def _without_head(above: Table, below: Table) -> Table:
    """The piece below without the rows that repeat the head of the table."""
    heads = [[cell for cell in above.cells if cell.row == row] for row in range(above.height)]
    rows = 0
    for row, head in enumerate(heads[: below.height]):
        here = [cell for cell in below.cells if cell.row == row]
        if here != head or not any(cell.text for cell in here) or any(is_number(cell.text) for cell in here):
            break
        rows = row + 1
    while rows and any(cell.row < rows < cell.row + cell.row_span for cell in below.cells):
        rows -= 1
    kept = [cell._replace(row=cell.row - rows) for cell in below.cells if cell.row >= rows]
    return below._replace(cells=kept, height=below.height - rows, open_top=below.open_top and not rows)


def _joined(above: Table, below: Table) -> Table:
    last = {cell.column: cell for cell in above.cells if cell.row + cell.row_span == above.height}
    first = {cell.column: cell for cell in below.cells if cell.row == 0}
    cut = _is_cut(above, below, last, first)
    going_on = set(first) if cut else _going_on(above, last, first)
    start = above.height - cut
    cells = [cell for cell in above.cells if not (cell.column in going_on and last.get(cell.column) is cell)]
    for cell in below.cells:
        upper = last[cell.column] if cell.row == 0 and cell.column in going_on else None
        if upper is None:
            cells.append(cell._replace(row=cell.row + start))
            continue
        text = upper.text if upper.text == cell.text else upper.text + cell.text
        cells.append(upper._replace(row_span=upper.row_span + cell.row_span - cut, text=text))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return below._replace(
        top=above.top,
        edges=above.edges,
        height=start + below.height,
        cells=cells,
        open_top=above.open_top,
        breaks=(*above.breaks, above.height),
    )


def _is_cut(above: Table, below: Table, last: dict[int, Cell], first: dict[int, Cell]) -> bool:
    """Whether the last row above and the first row below are one row."""
    if {(c, cell.column_span) for c, cell in last.items()} != {(c, cell.column_span) for c, cell in first.items()}:
        return False
    pairs = [(last[column], first[column]) for column in sorted(first)]
    both = [(upper, lower) for upper, lower in pairs if upper.text and lower.text]
    if any(is_number(cell.text) for pair in both for cell in pair) or any(is_numbered(lower.text) for _, lower in both):
        return False
    if above.open_bottom or below.open_top:
        return True
    with_values = [any(is_number(cell.text) for cell in side) for side in zip(*pairs, strict=True)]
    if sum(with_values) == 1:
        texts = [(upper, lower) for upper, lower in pairs if lower.text and not is_number(lower.text)]
        return bool(texts) and all(
            not upper.text or upper.column in above.full or is_numbered(upper.text) for upper, _ in texts
        )
    return not any(with_values) and _is_cut_head(pairs, both)


def _is_cut_head(pairs: list[tuple[Cell, Cell]], both: list[tuple[Cell, Cell]]) -> bool:
    """Whether two rows without values are the halves of one row of headers: short texts over each other."""
    more = [lower for upper, lower in pairs if lower.text and not upper.text]
    short = all(len(cell.text) <= _HEADER for pair in both for cell in pair)
    return (
        bool(both) and not more and short and both[-1][0] is not pairs[0][0] and all(upper.text for upper, _ in pairs)
    )


def _going_on(above: Table, last: dict[int, Cell], first: dict[int, Cell]) -> set[int]:
    """The columns from the left whose cell, a label over several rows, goes on below."""
    found: set[int] = set()
    if not any(is_number(cell.text) for cell in [*last.values(), *first.values()]):
        # Between two rows of a head a blank cell is the rest of the one above.
        blank = {column for column, cell in first.items() if not cell.text}
        over = {column for column in blank if column in last and last[column].column_span == first[column].column_span}
        return {column for column in over if last[column].text} if len(first) - len(blank) > 1 else set()
    for column in sorted(first):
        cell, upper = first[column], last.get(column)
        if upper is None or upper.column_span != cell.column_span or is_number(upper.text) or is_number(cell.text):
            break
        tall = upper.row_span > 1 or cell.row_span > 1
        broken = tall and column in above.full and not is_numbered(cell.text)
        moved = not upper.text and tall
        if not (moved or (upper.text and not cell.text) or cell.text == upper.text or broken):
            break
        found.add(column)
    return found if any(first[column].text for column in first if column not in found) else set()
