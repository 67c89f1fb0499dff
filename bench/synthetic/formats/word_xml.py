"""Pieces of a Word file's XML."""

from xml.sax.saxutils import escape

from bench.synthetic.formats.blocks import Cell

#: Who changed something, and when.
TRACKED = 'w:id="1" w:author="办公室" w:date="2024-01-05T09:00:00Z"'


def cell_xml(cell: Cell, paragraph: str, down: int) -> str:
    """A cell with its paragraph, or the part of it that stands so many rows further down."""
    merge = "" if cell.row_span == 1 else f"<w:vMerge w:val='{'continue' if down else 'restart'}'/>"
    width = f"<w:tcW w:w='{900 * cell.column_span}' w:type='dxa'/>"
    span = f"<w:gridSpan w:val='{cell.column_span}'/>" if cell.column_span > 1 else ""
    return f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{'<w:p/>' if down else paragraph}</w:tc>"


def run(text: str) -> str:
    """A run; nothing for no text."""
    return f"<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r>" if text else ""


def deleted(text: str) -> str:
    """A run that was deleted, and the change not accepted."""
    return f"<w:del {TRACKED}><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"


def changed(text: str) -> str:
    """The same text, its second half new in the place of another."""
    middle = len(text) // 2
    new = f"<w:ins {TRACKED}>{run(text[middle:])}</w:ins>"
    return f"{run(text[:middle])}{deleted('98')}{new}"


def in_list(list_id: int, level: int) -> str:
    """The properties of a paragraph that Word numbers."""
    return f"<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list_id}'/></w:numPr></w:pPr>"
