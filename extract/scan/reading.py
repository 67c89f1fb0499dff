"""Pictures of pages to a layout: cells by their rules, the writing read twice, the rest as pages of a PDF are read."""

import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.layout import UNSURE, Layout, UnreadableError
from extract.pdf.assemble import layout_of
from extract.pdf.page.characters import Char, boxed
from extract.pdf.page.folios import without_folios
from extract.pdf.pages import Page, Paper, page_of
from extract.pdf.pages import Sheet as Printed
from extract.scan.agreement import agreed
from extract.scan.cells import lines_in
from extract.scan.ink import gaps, strip
from extract.scan.models import read_strips
from extract.scan.outside import lines_outside
from extract.scan.page import SCALE, Gray, Sheet, upright
from extract.scan.ruling import Box, boxes_of, rules_of, without_rules

#: Pages, and seconds of a processor, that a document may have and take; a full page takes ten.
MOST_PAGES, MOST_SECONDS = 40, 600.0
#: So many cells between rules are a table.
_TABLE = 12
#: How much of its height is left free above and below a line, and as much at its ends, in the two readings.
MARGINS = (0.10, 0.40)
#: Two digits further apart are two numbers, in heights of a line.
_TWO_NUMBERS = 0.75
_NUMBER, _DASHES = frozenset("0123456789.,-"), "-—–"


class Picture(NamedTuple):
    """A picture of a page: `gray` dots, and its width in points, if that is known."""

    gray: Gray
    width: float | None = None


def printed_pages(pictures: Iterable[Picture]) -> Iterator[Printed]:
    """The characters and rules of pictures of pages, as a PDF's pages have them.

    Raises:
        UnreadableError: `too_slow`: not done within `MOST_SECONDS`.
    """
    begun = time.thread_time()
    for number, picture in enumerate(pictures):
        if time.thread_time() - begun > MOST_SECONDS:
            raise UnreadableError("too_slow", f"read no further than page {number} within {MOST_SECONDS:g} s")
        yield _printed(picture)


def refuse_more_pages(count: int) -> None:
    """Go on only where no more than `MOST_PAGES` are pictures.

    Raises:
        UnreadableError: `too_large`.
    """
    if count > MOST_PAGES:
        raise UnreadableError("too_large", f"{count} pages are pictures, more than {MOST_PAGES}; give the report alone")


def has_table(picture: Picture) -> bool:
    """Whether rules part cells on a picture; looked at without reading it."""
    return len(boxes_of(rules_of(upright(picture.gray, picture.width).ink).rules)) >= _TABLE


def _printed(picture: Picture) -> Printed:
    sheet = upright(picture.gray, picture.width)
    rules, drawn = rules_of(sheet.ink)
    sheet = without_rules(sheet, drawn)
    cells = boxes_of(rules)
    inside, outside = lines_in(cells, sheet), lines_outside(sheet, cells)
    lines = inside + outside
    readings = [read_strips([strip(sheet.gray, line, margin) for line in lines]) for margin in MARGINS]
    texts = [_said(one, two, line, sheet) for one, two, line in zip(*readings, lines, strict=True)]
    texts[len(inside) :] = [_folio(text) for text in texts[len(inside) :]]
    chars = [char for text, line in zip(texts, lines, strict=True) for char in _spread(text, line)]
    tall, wide = sheet.gray.shape
    return Printed(chars, rules, Paper(0, 0, wide / SCALE, tall / SCALE))


def _said(text: str, other: str, line: Box, sheet: Sheet) -> str:
    """What two readings of a line say; a number with a gap in it may be two."""
    said = agreed(text, other)
    if len(said) > 1 and set(said) <= _NUMBER and gaps(sheet.ink, line) > _TWO_NUMBERS:
        return said[0] + UNSURE + said[1:]
    return said


def _folio(text: str) -> str:
    """A number between dashes of which one reading has lost the dashes numbers a page, and is no value either way."""
    first, _, second = (part.strip(_DASHES) for part in text.partition(UNSURE))
    return f"-{first}-" if first == second and first.isdigit() else text


def _spread(text: str, line: Box) -> list[Char]:
    """The characters of a line over its width, as a typesetter would put them."""
    widths = [0.5 if sign.isascii() else 1.0 for sign in text]
    total = sum(widths)
    if not total:
        return []
    em = min((line.right - line.left) / total, 1.25 * (line.bottom - line.top))
    em = _size(em, line)
    step = (line.right - line.left) / total
    chars, at = [], line.left
    for sign, wide in zip(text, widths, strict=True):
        chars.append(boxed(sign, (at, line.top, at + wide * step, line.bottom), em))
        at += wide * step
    return chars


def _size(em: float, line: Box) -> float:
    return round(em * 2) / 2 or line.bottom - line.top


def layout_of_pictures(pages: Iterable[Printed]) -> Layout:
    """The layout of pages of which some or all were read from pictures."""
    read: list[Page] = [page_of(page) for page in without_folios(list(pages))]
    return layout_of(read)._replace(read_from="scan")
