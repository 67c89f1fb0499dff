"""What stands on a page beside its content: the fields of forms, and texts and lines that a PDF program laid on it."""

import pypdfium2 as pdfium
from pypdfium2 import raw

#: Kinds that print nothing on the page: links, and notes that open.
_UNPRINTED = frozenset((raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT))
#: A page so small that drawing it costs nothing.
_TINY = 0.02


def page_with_annotations(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    """A page, from 0, whose annotations are a part of its content, each as it looks.

    The page in memory is changed, no file.
    """
    page = document[number]
    if not _prints(page):
        return page
    # Fields that leave their looks to the program that shows them are given looks where the page is drawn.
    page.render(scale=_TINY, may_draw_forms=False)
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]


def _prints(page: pdfium.PdfPage) -> bool:
    """Whether annotations of a page print something on it."""
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind not in _UNPRINTED:
            return True
    return False
