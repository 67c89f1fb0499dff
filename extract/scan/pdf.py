"""Pages of a PDF as pictures, and what stands on them."""

from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium

from extract.layout import Layout
from extract.pdf.pages import Sheet
from extract.scan.page import LYING, SCALE, UPRIGHT
from extract.scan.reading import Picture, has_table, layout_of_pictures, printed_pages, refuse_more_pages

#: Paper is so wide, in points, upright and lying; other pages were made by programs that take dots for points.
_UPRIGHT, _LYING = (300, 900), (400, 1250)
#: Pages are rendered no higher, in dots: a roll of paper is no page.
_HIGHEST = 16_000


def read_pages(document: pdfium.PdfDocument, sheets: list[Sheet], places: list[int]) -> Layout:
    """The lines and cells of a PDF of which some pages are read as pictures.

    Args:
        document: the file.
        sheets: what its pages print as text.
        places: the pages, from 0, that are pictures.

    Raises:
        UnreadableError: as `extract.scan.reading.printed_pages`; `too_large`: too many of them.
    """
    refuse_more_pages(len(places))
    read = dict(zip(places, printed_pages(_rendered(document, places)), strict=True))
    return layout_of_pictures(read.get(place, sheet) for place, sheet in enumerate(sheets))


def shows_table(document: pdfium.PdfDocument, places: list[int]) -> bool:
    """Whether a table with rules stands on one of some pages; nothing is read for that."""
    return any(map(has_table, _rendered(document, places)))


def _rendered(document: pdfium.PdfDocument, places: list[int]) -> Iterator[Picture]:
    """Pages as pictures, turned as the file says."""
    for place in places:
        page = document[place]
        try:
            wide, tall = page.get_width(), page.get_height()
            least, most = _LYING if wide > tall else _UPRIGHT
            points = wide if least < wide < most else LYING if wide > tall else UPRIGHT
            scale = min(points / wide * SCALE, _HIGHEST / max(tall, 1.0))
            bitmap = page.render(scale=scale, grayscale=True)
            gray = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))
            yield Picture(gray, points)
        finally:
            page.close()
