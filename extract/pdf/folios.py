"""The numbers of the pages: taken off first, for a table that runs over its page's margin may hold them in a cell."""

import re
from typing import NamedTuple

from extract.pdf.characters import Char
from extract.pdf.lines import rows_of
from extract.pdf.pages import Sheet

_FOLIO = re.compile(r"(?P<sign>[-—–―·第]*)(?P<number>\d{1,3})(?:[-—–―·页]*)(?:[/共，]*\d{1,3}页?)?")
#: How near to the edge of the page they stand, as a share of its height; at one place on all pages, in points.
_MARGIN, _SAME_PLACE = 0.13, 5.0
_OUTERMOST = 2


class _Folio(NamedTuple):
    """A row near the edge of a page that may be its number; `at` from the upper edge, `signed` with dashes or words."""

    page: int
    at: float
    number: int
    signed: bool
    chars: list[Char]


def without_folios(sheets: list[Sheet]) -> list[Sheet]:
    """The pages without their numbers: those that count the pages at one place, or say by a sign what they are."""
    found = [folio for page, sheet in enumerate(sheets) for folio in _folios(page, sheet)]
    places: dict[int, list[_Folio]] = {}
    for folio in found:
        places.setdefault(folio.number - folio.page, []).append(folio)
    drop: dict[int, set[int]] = {}
    for folio in found:
        others = places[folio.number - folio.page]
        counted = any(other.page != folio.page and abs(other.at - folio.at) < _SAME_PLACE for other in others)
        if counted or (folio.signed and folio.number == folio.page + 1):
            drop.setdefault(folio.page, set()).update(map(id, folio.chars))
    return [
        sheet._replace(characters=[char for char in sheet.characters if id(char) not in drop[page]])
        if page in drop
        else sheet
        for page, sheet in enumerate(sheets)
    ]


def _folios(page: int, sheet: Sheet) -> list[_Folio]:
    """The outermost rows at both ends of a page that are a number and nothing else."""
    top, bottom = sheet.paper.top, sheet.paper.bottom
    margin = _MARGIN * (bottom - top)
    upper = rows_of([char for char in sheet.characters if char.middle < top + margin])
    lower = rows_of([char for char in sheet.characters if char.middle > bottom - margin])
    rows = [
        (row, _FOLIO.fullmatch("".join(char.text for char in row))) for row in upper[:_OUTERMOST] + lower[-_OUTERMOST:]
    ]
    return [
        _Folio(page, row[0].middle - top, int(match["number"]), bool(match["sign"]), row)
        for row, match in rows
        if match
    ]
