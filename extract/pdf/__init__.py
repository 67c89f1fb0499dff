"""PDF with text: its characters and ruling lines to lines of text and cells."""

from extract.pdf.document import read_pdf

__all__ = ["read_pdf"]
