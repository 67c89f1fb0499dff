"""Documents whose format lays out pages and tables: which reader reads them, imported for its first."""

from extract.layout import Layout, UnreadableError
from extract.office.kinds import office_kind
from extract.scan.extra import require_scans
from extract.signatures import format_of

#: What such documents begin with.
PDF = b"%PDF"
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\x00", b"MM\x00*")
#: What no reader here reads, and as what an office program saves it.
_SAVE_AS = {"xlsb": ".xlsx", "ofd": ".pdf", "ppt": ".pdf", "pptx": ".pdf"}
LAID_OUT = (PDF, b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", *PICTURES)


def is_scan(data: bytes) -> bool:
    """Whether a document is likely nothing but pictures of pages, which take a thousand times as long as text."""
    return data.startswith(PICTURES) or (data.startswith(PDF) and b"/Font" not in data and b"/Image" in data)


def may_hold_scans(data: bytes) -> bool:
    """Whether a document has pictures that may have to be read."""
    inside = (data.startswith(PDF) and b"/Image" in data) or (data.startswith(b"PK") and b"word/media/" in data)
    return inside or data.startswith(PICTURES)


def read_layout(data: bytes) -> Layout:
    """A document's text and the cells of its tables.

    Args:
        data: bytes that begin with one of `LAID_OUT`.

    Raises:
        UnreadableError: it cannot be read; the reasons are those of the reader of its format.
    """
    if data.startswith(PDF):
        from extract.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data)
    if data.startswith(PICTURES):
        require_scans("a picture")
        from extract.scan.pictures import read_picture  # noqa: PLC0415 (its libraries are large, and an extra)

        return read_picture(data)
    kind = office_kind(data)
    if kind == "docx":
        from extract.word import read_docx  # noqa: PLC0415

        return read_docx(data)
    if kind in ("xlsx", "xls", "ods"):
        from extract.office.excel import read_xlsx  # noqa: PLC0415

        return read_xlsx(data)
    if kind in ("doc", "rtf", "odt", "word_xml"):
        from extract.office.libreoffice import read_office  # noqa: PLC0415

        return read_office(data)
    if kind == "encrypted":
        raise UnreadableError("encrypted", "needs a password; save it without one")
    if kind in _SAVE_AS:
        raise UnreadableError("unsupported_format", f"{kind} file; save it as {_SAVE_AS[kind]} and ingest that")
    raise UnreadableError("unsupported_format", f"{kind} file" if kind else format_of(data) or "no known format")
