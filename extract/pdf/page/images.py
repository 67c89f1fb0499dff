"""Pages of a PDF that are pictures of pages."""

import pypdfium2 as pdfium
from pypdfium2 import raw

from extract.pdf.pages import Sheet

#: A picture of a page takes this share of it, and so many characters at most are written over it (a stamp, a number).
_SHARE, _WRITTEN = 0.5, 40
_DEEPEST = 3


def picture_places(document: pdfium.PdfDocument, sheets: list[Sheet]) -> list[int]:
    """Which pages, from 0, are pictures.

    Args:
        document: the file.
        sheets: what its pages print as text.
    """
    few = (place for place, sheet in enumerate(sheets) if len(sheet.characters) <= _WRITTEN)
    return [place for place in few if _is_picture(document, place)]


def _is_picture(document: pdfium.PdfDocument, place: int) -> bool:
    page = document[place]
    try:
        pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST)
        bounds = [picture.get_bounds() for picture in pictures]
        covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
        return bool(covered > _SHARE * page.get_width() * page.get_height())
    finally:
        page.close()
