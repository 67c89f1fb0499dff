"""PDF with text: its characters and ruling lines to lines of text and cells; see `read_pdf`."""

from extract.pdf.document import read_pdf

__all__ = ["read_pdf"]
