"""The evidence sheet as a file: HTML, or PDF made of the same page."""

import logging
import warnings
from pathlib import Path
from typing import Any

from extract.errors import UnusableArgumentsError, need
from gongkai.proving.page import page
from gongkai.proving.sheet import Sheet, gather
from gongkai.proving.words import Language
from load.errors import first_line

#: What is written, by the ending of the file's name.
ENDINGS = (".html", ".htm", ".pdf")
_NO_GLYPH = ".notdef glyph"


def prove(  # noqa: PLR0913, PLR0917  (each names one thing of the number)
    warehouse: Path, agency: str, year: int, row: str, column: str, to: Path, language: Language = "both"
) -> Path:
    """Write the evidence sheet of one number: `gather` and `write`.

    Args:
        warehouse: a published warehouse.
        agency: an agency_id, a name, or a part of a name.
        year: the year reported on.
        row: the row of the form: its code, its Chinese name, or a part of it.
        column: the column likewise.
        to: the file, of HTML or PDF by its ending; one that is there is replaced.
        language: Chinese (`zh`), English (`en`), or both beside each other.

    Returns:
        `to`.

    Raises:
        UnusableArgumentsError: the file's ending says neither, its folder is not there, or this machine cannot make the
            PDF: the extra `pdf`, its library Pango, or a font with Chinese characters lacks.
        WarehouseError: it is no warehouse.
        QueryError: there is no such report or cell, or there are several; the message names what there is.
    """
    return write(gather(warehouse, agency, year, row, column), to, language)


def write(sheet: Sheet, to: Path, language: Language = "both") -> Path:
    """Write a sheet into a file; as `prove`."""
    if to.suffix.lower() not in ENDINGS:
        raise UnusableArgumentsError(f"{to}: the name of an evidence sheet ends in .html or .pdf")
    if not to.parent.is_dir():
        raise UnusableArgumentsError(f"{to.parent} is no folder")
    made = pdf(sheet, language) if to.suffix.lower() == ".pdf" else page(sheet, language).encode()
    try:
        to.write_bytes(made)
    except OSError as error:
        raise UnusableArgumentsError(f"{to} cannot be written: {first_line(error)}") from error
    return to


def pdf(sheet: Sheet, language: Language = "both") -> bytes:
    """A sheet as PDF; nothing that it names is fetched.

    Raises:
        UnusableArgumentsError: the extra `pdf` or Pango lacks, or no font has all the characters.
    """
    need("pdf", "weasyprint")
    lacking = _Lacking()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(lacking)
    try:
        written = _pages(page(sheet, language))
        if len(written.pages) > 1:
            written = _pages(page(sheet, language, tight=True))
        made: bytes = written.write_pdf()
    finally:
        logger.removeHandler(lacking)
    if lacking.messages:
        raise _no_font(lacking.messages[0])
    return made


def _no_font(what: str) -> UnusableArgumentsError:
    """What is said where a character cannot be drawn: a sheet with holes would be worse than none."""
    return UnusableArgumentsError(
        f"no font of this machine has some characters of the sheet ({what}): install one for Chinese "
        "(Debian: fonts-noto-cjk), or name the sheet .html instead"
    )


def _pages(markup: str) -> Any:  # noqa: ANN401 (weasyprint tells no types)
    """A page laid out on paper."""
    with warnings.catch_warnings():
        # It warns, when it is imported, where there is no font at all; Pango would then end the whole process.
        warnings.simplefilter("error", UserWarning)
        try:
            from weasyprint import HTML  # noqa: PLC0415 (slow, and an extra)
            from weasyprint.urls import URLFetcher  # noqa: PLC0415
        except UserWarning as warning:
            raise _no_font(first_line(warning)) from warning
        except OSError as error:
            raise UnusableArgumentsError(
                f"a PDF needs the library Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0): {first_line(error)}; "
                "name the sheet .html instead, and print that"
            ) from error
    return HTML(string=markup, url_fetcher=URLFetcher(allowed_protocols=())).render()


class _Lacking(logging.Handler):
    """Remembers what the fonts lack."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message about a missing character."""
        if record.getMessage().startswith(_NO_GLYPH):
            self.messages.append(record.getMessage().rpartition(": ")[2])
