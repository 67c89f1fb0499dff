"""Pictures of pages to a layout: cells by their rules, the writing read twice, the rest as pages of a PDF are read."""

import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.layout import UNSURE, Layout, UnreadableError
from extract.pdf.assemble import layout_of
from extract.pdf.characters import Char
from extract.pdf.folios import without_folios
from extract.pdf.pages import Page, Paper, page_of
from extract.pdf.pages import Sheet as Printed
from extract.scan.agreement import agreed
from extract.scan.models import read_strips
from extract.scan.page import SCALE, Gray, Sheet, upright
from extract.scan.ruling import Box, boxes_of, rules_of
from extract.scan.strips import MARGINS, gaps, lines_in, lines_outside, strip

#: Pages, and seconds of a processor, that a document may have and take; a full page takes ten.
MOST_PAGES, MOST_SECONDS = 40, 600.0
#: So many cells between rules are a table.
_TABLE = 12
#: Two digits further apart are two numbers, in heights of a line.
_TWO_NUMBERS = 0.75
_NUMBER = frozenset("0123456789.,-")


class Picture(NamedTuple):
    """A picture of a page: `gray` dots, and its width in points, if that is known."""

    gray: Gray
    width: float | None = None


def printed_pages(pictures: Iterable[Picture]) -> Iterator[Printed]:
    """The characters and rules of pictures of pages, as a PDF's pages have them.

    Raises:
        UnreadableError: `too_large`: more than `MOST_PAGES`; `too_slow`: not done within `MOST_SECONDS`.
    """
    begun = time.thread_time()
    for number, picture in enumerate(pictures):
        if number >= MOST_PAGES:
            raise UnreadableError("too_large", f"more than {MOST_PAGES} pages that are pictures; give the report alone")
        if time.thread_time() - begun > MOST_SECONDS:
            raise UnreadableError("too_slow", f"read no further than page {number} within {MOST_SECONDS:g} s")
        yield _printed(picture)


def has_table(picture: Picture) -> bool:
    """Whether rules part cells on a picture; looked at without reading it."""
    return len(boxes_of(rules_of(upright(picture.gray, picture.width).ink))) >= _TABLE


def _printed(picture: Picture) -> Printed:
    sheet = upright(picture.gray, picture.width)
    rules = rules_of(sheet.ink)
    cells = boxes_of(rules)
    lines = [line for _, boxes in lines_in(cells, sheet) for line in boxes]
    lines += lines_outside(sheet, cells)
    readings = [read_strips([strip(sheet.gray, line, margin) for line in lines]) for margin in MARGINS]
    texts = [_sure(agreed(*both), line, sheet) for *both, line in zip(*readings, lines, strict=True)]
    chars = [char for text, line in zip(texts, lines, strict=True) for char in _spread(text, line)]
    tall, wide = sheet.gray.shape
    return Printed(chars, rules, Paper(0, 0, wide / SCALE, tall / SCALE))


def _sure(text: str, line: Box, sheet: Sheet) -> str:
    """A number with a gap in it may be two."""
    if len(text) > 1 and set(text) <= _NUMBER and gaps(sheet.ink, line) > _TWO_NUMBERS:
        return text[0] + UNSURE + text[1:]
    return text


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
        chars.append(Char(sign, at, line.top, at + wide * step, line.bottom, em))
        at += wide * step
    return chars


def _size(em: float, line: Box) -> float:
    return round(em * 2) / 2 or line.bottom - line.top


def layout_of_pictures(pages: Iterable[Printed]) -> Layout:
    """The layout of pages of which some or all were read from pictures."""
    read: list[Page] = [page_of(page) for page in without_folios(list(pages))]
    return layout_of(read)._replace(read_from="scan")
