"""Elements that a style places in a grid by rows and columns, as the table that they are.

Only where each of them says its own row and column (https://www.w3.org/TR/css-grid-1/#line-placement).
"""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from extract.text.styles import Styles

#: The properties that say where an element stands in a grid, the later ones in place of the earlier.
PLACES = (
    "grid-area", "grid-row", "grid-column", "grid-row-start", "grid-row-end", "grid-column-start", "grid-column-end",
)  # fmt: skip
_LINE = re.compile(r"[1-9][0-9]{0,3}")
_SPAN = re.compile(r"span ?([1-9][0-9]{0,3})|([1-9][0-9]{0,3}) span")
#: So many places a table may take.
_MOST_PLACES = 20_000


class _Place(NamedTuple):
    row: int
    column: int
    tall: int
    wide: int


def table_of_grid(holder: LexborNode, elements: list[LexborNode], styles: Styles) -> str | None:
    """The markup of a table that has the children of an element for its cells.

    Args:
        holder: shown as a grid.
        elements: its children.
        styles: what is said of the page's elements.

    Returns:
        None where one of them does not say its place, where two take one place, or text stands between them.
    """
    texts = (kid.text() for kid in holder.iter(include_text=True) if kid.is_text_node)
    places = [_place(element, styles) for element in elements]
    known = [place for place in places if place is not None]
    if len(known) < len(places) or any((text or "").strip() for text in texts):
        return None
    rows, columns = (max(ends) for ends in zip(*((it.row + it.tall, it.column + it.wide) for it in known), strict=True))
    if rows * columns > _MOST_PLACES or sum(it.tall * it.wide for it in known) > _MOST_PLACES:
        return None
    taken = {(it.row + down, it.column + right) for it in known for down in range(it.tall) for right in range(it.wide)}
    if len(taken) < sum(it.tall * it.wide for it in known):
        return None
    cells = {(it.row, it.column): (it, element) for it, element in zip(known, elements, strict=True)}
    lines = (
        "".join(
            _cell(*cells[row, column]) if (row, column) in cells else "<td></td>"
            for column in range(columns)
            if (row, column) in cells or (row, column) not in taken
        )
        for row in range(rows)
    )
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _cell(place: _Place, element: LexborNode) -> str:
    return f'<td rowspan="{place.tall}" colspan="{place.wide}">{element.html}</td>'


def _place(element: LexborNode, styles: Styles) -> _Place | None:
    """The row and column of an element, from 0; None where it does not say both."""
    said = {name: styles.of(element, name).value for name in PLACES}
    area = [part.strip() for part in said["grid-area"].split("/")] if said["grid-area"] else []
    lines = dict(zip(("row", "column", "row-end", "column-end"), area, strict=False))
    found = []
    for way in ("row", "column"):
        both = [part.strip() for part in said[f"grid-{way}"].split("/")] if said[f"grid-{way}"] else []
        start, end = (*both, "", "")[:2] if both else (lines.get(way, ""), lines.get(f"{way}-end", ""))
        start, end = said[f"grid-{way}-start"] or start, said[f"grid-{way}-end"] or end
        found.append(_reach(start, end))
    (row, column) = found
    return None if row is None or column is None else _Place(row[0], column[0], row[1], column[1])


def _reach(start: str, end: str) -> tuple[int, int] | None:
    """The first line, from 0, and how many an element takes."""
    if not _LINE.fullmatch(start):
        return None
    if not end or end == "auto":
        return int(start) - 1, 1
    if _LINE.fullmatch(end):
        return (int(start) - 1, int(end) - int(start)) if int(end) > int(start) else None
    span = _SPAN.fullmatch(end)
    return (int(start) - 1, int(span[1] or span[2])) if span else None
