"""The walk through a Word file: paragraphs to lines, tables to grids, text boxes and notes in their places.

Headers, footers and comments are no text of the document; nor is a table of contents, which only repeats its headings.
"""

import re

from lxml import etree

from extract.layout import Layout, UnreadableError
from extract.lines import LayoutLines, cell_text
from extract.word.columns import with_columns
from extract.word.numbering import Numbering
from extract.word.parts import VAL, W, WordParts, inside
from extract.word.pictures import with_parts
from extract.word.runs import Runs, is_deleted, is_unseen
from extract.word.styles import Styles, list_place
from extract.word.tables import TABLE, is_layout, place, rows_of

#: A number that was typed, with a tab behind it: what is left of a list that Word numbered before. No row of a table.
_TYPED = re.compile(r"([（(]?[0-9一二三四五六七八九十]{1,3}[、.．)）])\t+([^\t\d][^\t]*)")
_PARAGRAPH, _FOREIGN = f"{W}p", f"{W}altChunk"
#: Notes that only draw the line above the others.
_DRAWN = frozenset(["separator", "continuationSeparator", "continuationNotice"])


def read_docx(data: bytes) -> Layout:
    """Reads a Word file, with or without macros, as its reader sees it once all changes are accepted.

    Args:
        data: The file's bytes.

    Returns:
        Its lines in order, notes at the end, and the cells of its tables; `read_from` is `docx`, or `scan` where
        pictures in it were read.

    Raises:
        UnreadableError: `encrypted`, `damaged`, `too_large`, or `unsupported_format`: it is something else, or
            holds a document of another format as a part; those of `extract.pictures.with_pictures`.
    """
    parts = WordParts(data)
    styles, lists = Styles(parts.part("styles")), parts.part("numbering")
    notes = {
        (kind, note.get(f"{W}id", "")): note
        for kind in ("footnotes", "endnotes")
        for note in parts.listed(kind)
        if note.get(f"{W}type") not in _DRAWN
    }
    story = _Story(styles, Numbering(lists, styles), notes, with_fields=True)
    if not story.tell(parts.document):
        # A field that never ends would hide the rest.
        story = _Story(styles, Numbering(lists, styles), notes, with_fields=False)
        story.tell(parts.document)
    return with_parts(story.lines.finished("docx"), story.pictures, parts)


class _Story:
    """A document on its way to lines."""

    def __init__(
        self, styles: Styles, lists: Numbering, notes: dict[tuple[str, str], etree._Element], *, with_fields: bool
    ) -> None:
        self.lines = LayoutLines()
        #: Behind how many lines a picture stands, and the file's name for it.
        self.pictures: list[tuple[int, str]] = []
        self._styles, self._lists, self._notes = styles, lists, notes
        self._runs = Runs(styles, with_fields=with_fields)
        # The text of paragraphs whose end was deleted.
        self._carried = ""

    def tell(self, document: etree._Element) -> bool:
        """Tell the body and its notes; False where a field has no end."""
        body = document.find(f"{W}body")
        if body is None:
            raise UnreadableError("damaged", "a Word file without a body; fetch it anew")
        self._blocks(body)
        closed = not self._runs.is_in_field
        told = 0
        while told < len(self._runs.notes):
            # A note can refer to another one.
            for note in list(self._runs.notes)[told:]:
                told += 1
                if note in self._notes:
                    self._blocks(self._notes[note])
        return closed

    def _blocks(self, holder: etree._Element) -> None:
        """Tell what stands under an element, and behind each block the text boxes that hang on it."""
        for node in inside(holder):
            if node.tag == _PARAGRAPH:
                for line in (self._paragraph(node) or "").split("\n"):
                    typed = _TYPED.fullmatch(line.strip())
                    self.lines.line(typed[1] + typed[2] if typed else line)
            elif node.tag == TABLE:
                self._table(node)
            elif node.tag == _FOREIGN:
                raise UnreadableError("unsupported_format", "holds a document of another format; save it anew in Word")
            self.pictures += [(self.lines.count, name) for name in self._runs.pictures]
            self._runs.pictures = []
            boxes, self._runs.boxes = self._runs.boxes, []
            for box in boxes:
                self._blocks(box)

    def _paragraph(self, paragraph: etree._Element) -> str | None:
        """A paragraph with its number; None where it goes on in the next one."""
        properties = paragraph.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = named.get(VAL, "") if named is not None else self._styles.default
        text = self._runs.text(paragraph, style)
        if self._styles.is_contents(style):
            return ""
        if is_deleted(properties):
            self._carried += text
            return None
        text, self._carried = self._carried + text, ""
        if is_unseen(properties):
            return text
        return _labelled(self._lists.label(list_place(properties), style), text)

    def _table(self, table: etree._Element) -> None:
        rows = rows_of(table)
        if is_layout(table):
            for cell in (cell for row in rows for cell in row if cell.merge != "continue"):
                self._blocks(cell.element)
            return
        texts = [[self._cell(cell.element) for cell in row] for row in rows]
        decided = with_columns(table, rows)
        add = self.lines.loose if decided is None else self.lines.grid
        rows = decided or rows
        columns = max((row[-1].column + row[-1].span for row in rows if row), default=0)
        add(place(rows, texts), len(rows), columns)

    def _cell(self, cell: etree._Element) -> str:
        """The text of a cell on one line, with that of a table in it."""
        pieces = []
        for node in inside(cell):
            if node.tag == _PARAGRAPH:
                pieces.append(self._paragraph(node) or "")
            elif node.tag == TABLE:
                pieces += [self._cell(inner.element) for row in rows_of(node) for inner in row]
        return cell_text("\n".join(pieces))


def _labelled(label: str, text: str) -> str:
    """A number and its text; apart where together they could be read as another number."""
    text = text.lstrip(" \t\u3000") if label else text
    return f"{label} {text}" if label and (label[-1].isalnum() or text[:1].isdigit()) else label + text
