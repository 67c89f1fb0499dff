"""The numbers of the pages: taken off first, for a table that runs over its page's margin may hold them in a cell."""

import re
from typing import NamedTuple

from extract.pdf.page.characters import Char
from extract.pdf.page.lines import rows_of
from extract.pdf.pages import Sheet

_FOLIO = re.compile(r"(?P<sign>[-—–―·第]*)(?P<number>\d{1,3})(?P<end>[-—–―·页]*)(?:[/共，]*\d{1,3}页?)?")
#: How near to the edge of the page they stand, as a share of its height; at one place on all pages, in points.
_MARGIN, _SAME_PLACE = 0.13, 5.0
_OUTERMOST = 2


class _Folio(NamedTuple):
    """A row near the edge of a page that may be its number.

    Attributes:
        page: which page, from 0.
        at: its distance from the upper edge of the page.
        number: what it says.
        signed: it stands between dashes or words; a dash before it alone is a minus.
        inside: between rules, where it may as well be a value.
        chars: its characters.
    """

    page: int
    at: float
    number: int
    signed: bool
    inside: bool
    chars: list[Char]


def without_folios(sheets: list[Sheet]) -> list[Sheet]:
    """The pages without their numbers: those that say by signs what they are, or count all pages but one at one place.

    Two values in a row of two pages may follow each other by chance; between rules three pages must be counted.
    """
    found = [folio for page, sheet in enumerate(sheets) for folio in _folios(page, sheet)]
    places: dict[int, list[_Folio]] = {}
    for folio in found:
        places.setdefault(folio.number - folio.page, []).append(folio)
    drop: dict[int, set[int]] = {}
    for folio in found:
        alike = [other for other in places[folio.number - folio.page] if abs(other.at - folio.at) < _SAME_PLACE]
        pages = len({other.page for other in alike})
        counted = pages >= max(3 if folio.inside else 2, len(sheets) - 1)
        if counted or (folio.signed and (pages > 1 or folio.number == folio.page + 1)):
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
        _Folio(
            page,
            row[0].middle - top,
            int(match["number"]),
            bool(match["sign"] and match["end"]),
            any(rule.start - 1 < row[0].middle < rule.end + 1 for rule in sheet.rules.upright),
            row,
        )
        for row, match in rows
        if match
    ]
