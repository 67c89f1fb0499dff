"""Word files (.docx): what their reader sees, as lines and grids."""

from extract.word.story import read_docx

__all__ = ["read_docx"]
