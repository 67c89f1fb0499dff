"""A page to its parts from the top: lines and tables; running heads are taken off."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.pdf.page.characters import STRUCK, Char
from extract.pdf.page.lines import Line, lines_of
from extract.pdf.page.rules import Rules
from extract.pdf.ruled.cells import Table, tables_of
from extract.pdf.unruled.headed import with_headed_tables
from extract.pdf.unruled.labelled import with_whole_labels

#: Running heads stand so near the edge of the page, as a share of its height, and among so many outermost lines.
_MARGIN, _OUTERMOST = 0.13, 3
#: One place on several pages, in points.
_SAME_PLACE = 5.0
_NUMBERS = re.compile(r"\d+")


class Paper(NamedTuple):
    """The sides of a page, upright."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is on the paper."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Sheet(NamedTuple):
    """What is printed on a page."""

    characters: list[Char]
    rules: Rules
    paper: Paper


class Page(NamedTuple):
    """The lines and tables of a page in reading order."""

    parts: list[Line | Table]
    paper: Paper


class _Edge(NamedTuple):
    """An outermost line of a page, with its numbers apart from the rest."""

    page: int
    place: int
    at: float
    shape: str
    numbers: tuple[int, ...]


def page_of(sheet: Sheet) -> Page:
    """The parts of a page, the text between two tables in the order in which it is read."""
    tables, rest = tables_of(sheet.rules, sheet.characters)
    rest = [char for char in rest if char.text != STRUCK]
    parts: list[Line | Table] = []
    for table in tables:
        middle = (table.top + table.bottom) / 2
        parts += _between([char for char in rest if char.middle < middle])
        parts.append(table)
        rest = [char for char in rest if char.middle >= middle]
    return Page([*parts, *_between(rest)], sheet.paper)


def _between(chars: list[Char]) -> list[Line | Table]:
    """What stands between two tables with rules."""
    return with_headed_tables(with_whole_labels(lines_of(chars), chars), chars)


def without_running_heads(pages: list[Page]) -> list[Page]:
    """The pages without what stands at the same place near the edge of several."""
    edges = [edge for number, page in enumerate(pages) for edge in _edges_of(number, page)]
    shapes: dict[tuple[str, bool], list[_Edge]] = {}
    for edge in edges:
        shapes.setdefault((edge.shape, edge.place >= 0), []).append(edge)
    drop: set[tuple[int, int]] = set()
    for alike in shapes.values():
        for edge in alike:
            others = [other for other in alike if other.page != edge.page and abs(other.at - edge.at) < _SAME_PLACE]
            if any(_runs_on(edge, other) for other in others):
                drop.add((edge.page, edge.place % len(pages[edge.page].parts)))
    return [
        page._replace(parts=[part for place, part in enumerate(page.parts) if (number, place) not in drop])
        for number, page in enumerate(pages)
    ]


def _edges_of(number: int, page: Page) -> Iterator[_Edge]:
    """The outermost lines of a page, those at its end with places from -1 down; its distances from its own edge."""
    top, bottom = page.paper.top, page.paper.bottom
    margin = _MARGIN * (bottom - top)
    ends = ((range(_OUTERMOST), 1), (range(-1, -_OUTERMOST - 1, -1), -1))
    for places, side in ends:
        for place in places:
            if not -len(page.parts) <= place < len(page.parts):
                break
            part = page.parts[place]
            if isinstance(part, Table):
                break
            at = part.top - top if side > 0 else bottom - part.bottom
            if at > margin:
                break
            numbers = tuple(int(found) for found in _NUMBERS.findall(part.text)[:9] if len(found) < 9)
            yield _Edge(number, place, at, _NUMBERS.sub("#", part.text), numbers)


def _runs_on(edge: _Edge, other: _Edge) -> bool:
    """Whether two lines of one shape are a running head: each number is the same or counts the pages."""
    apart = other.page - edge.page
    if len(edge.numbers) != len(other.numbers):
        return False
    same = [after == number for number, after in zip(edge.numbers, other.numbers, strict=True)]
    counts = [after - number == apart for number, after in zip(edge.numbers, other.numbers, strict=True)]
    words = sum(not sign.isspace() and sign not in "#.,-—" for sign in edge.shape) >= 2
    return words and all(a or b for a, b in zip(same, counts, strict=True))
