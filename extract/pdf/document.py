"""A PDF to a layout: opens it, reads page by page, puts the pages together."""

import pypdfium2 as pdfium
from pypdfium2 import raw

from extract.layout import Layout, UnreadableError
from extract.pdf.assemble import layout_of
from extract.pdf.page.annotations import page_with_annotations
from extract.pdf.page.characters import UNKNOWN
from extract.pdf.page.folios import without_folios
from extract.pdf.page.images import picture_places
from extract.pdf.page.printed import printed
from extract.pdf.page.seen.layers import may_have_layers
from extract.pdf.pages import Sheet, page_of
from extract.scan.extra import has_scans, require_scans

#: Longer documents are no yearly report: pages, and characters on all of them.
MOST_PAGES, MOST_CHARACTERS = 500, 1_000_000
#: A larger share of characters that no font explains, and nothing can be read.
_UNKNOWN_SHARE = 0.3


def read_pdf(data: bytes) -> Layout:
    """The lines and cells of a PDF with text. Not for several threads at once: pdfium has one state a process.

    Args:
        data: the bytes of the file.

    Raises:
        UnreadableError: `encrypted`; `damaged`; `too_large` (over `MOST_PAGES` or `MOST_CHARACTERS`); `needs_scans`
            (pictures of text only, or its fonts do not say which characters they print), `no_text` (nothing stands on
            these either); those of `extract.scan.reading.printed_pages`.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnreadableError(
                "encrypted", "the file asks for a password; ask its publisher for one without"
            ) from error
        raise UnreadableError("damaged", "no PDF that can be opened; fetch it again") from error
    try:
        return _read(document, layers=may_have_layers(data))
    except pdfium.PdfiumError as error:
        raise UnreadableError("damaged", f"{error}; fetch the file again") from error
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, *, layers: bool) -> Layout:
    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableError("too_large", f"{count} pages, more than {MOST_PAGES}")
    if count == 0:
        raise UnreadableError("damaged", "a PDF without pages; fetch it again")
    sheets: list[Sheet] = []
    characters = 0
    for number in range(count):
        sheets.append(_sheet(document, number, MOST_CHARACTERS - characters, layers=layers))
        characters += len(sheets[-1].characters)
    unknown = sum(char.text == UNKNOWN for sheet in sheets for char in sheet.characters)
    pictures = picture_places(document, sheets)
    if sum(len(sheet.characters) for place, sheet in enumerate(sheets) if place not in pictures) == 0:
        return _scanned(document, sheets, "a PDF of pictures without text")
    unknown = sum(char.text == UNKNOWN for sheet in sheets for char in sheet.characters)
    if unknown > _UNKNOWN_SHARE * characters:
        return _scanned(document, sheets, "a PDF whose fonts do not say what they print")
    mixed = _mixed(document, sheets, pictures) if pictures else None
    return mixed or layout_of([page_of(sheet) for sheet in without_folios(sheets)])


def _scanned(document: pdfium.PdfDocument, sheets: list[Sheet], what: str) -> Layout:
    """All pages as pictures."""
    require_scans(what)
    from extract.scan.pdf import read_pages  # noqa: PLC0415 (its libraries are large, and an extra)

    layout = read_pages(document, sheets, list(range(len(sheets))))
    if not layout.text.strip():
        raise UnreadableError("no_text", "nothing is written on its pages")
    return layout


def _mixed(document: pdfium.PdfDocument, sheets: list[Sheet], pictures: list[int]) -> Layout | None:
    """Pages with text beside pictures of pages; None where these show no table, or cannot be read here."""
    if not has_scans():
        return None
    from extract.scan.pdf import read_pages, shows_table  # noqa: PLC0415 (its libraries are large, and an extra)

    return read_pages(document, sheets, pictures) if shows_table(document, pictures) else None


def _sheet(document: pdfium.PdfDocument, number: int, room: int, *, layers: bool) -> Sheet:
    """What is printed on a page, of which only so many characters may be read."""
    page = page_with_annotations(document, number)
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > room:
            raise UnreadableError("too_large", f"more than {MOST_CHARACTERS} characters")
        return printed(page, text, count, layers=layers)
    finally:
        text.close()
        page.close()
