"""The text of one paragraph: its runs, without hidden text, field codes and what was deleted."""

from collections.abc import Iterator

from lxml import etree

from extract.word.parts import VAL, W, inside, is_on
from extract.word.pictures import pictures_in
from extract.word.styles import Styles

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT, _RUN, _SYMBOL, _FIELD = f"{W}t", f"{W}r", f"{W}sym", f"{W}fldChar"
_BOX = f"{W}txbxContent"
_DRAWINGS = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_RAISED = frozenset(["superscript", "subscript"])
#: Where fonts of signs keep their characters; and a sign that is one, but cannot be told.
_PRIVATE, _UNTOLD = range(0xF000, 0xF100), "\ufffd"


class Runs:
    """The runs of a story, paragraph after paragraph; a field can begin in one paragraph and end in another.

    Attributes:
        boxes: Text boxes that hang on the paragraphs since they were last taken away.
        pictures: The same of pictures, by the names that the file has for them.
        notes: The notes that the text refers to, in order: kind and number.
    """

    def __init__(self, styles: Styles, *, with_fields: bool) -> None:
        """Starts a story.

        Args:
            styles: The file's styles.
            with_fields: Leave out the codes of fields; wrong where a field never ends.
        """
        self.boxes: list[etree._Element] = []
        self.pictures: list[str] = []
        self.notes: dict[tuple[str, str], None] = {}
        self._styles = styles
        self._with_fields = with_fields
        # Of each open field whether its code has ended.
        self._fields: list[bool] = []

    @property
    def is_in_field(self) -> bool:
        """Whether a field is open."""
        return bool(self._fields)

    def text(self, paragraph: etree._Element, style: str) -> str:
        """The text of a paragraph; tabs and line breaks stay."""
        text, before = "", None
        for node in inside(paragraph):
            if node.tag == _RUN:
                # Raised or white digits are no part of the number that they stand at.
                piece = "".join(self._run(node, style))
                if piece[:1].isdigit() and text[-1:].isdigit() and _looks_of(node) != _looks_of(before):
                    text += " "
                text, before = text + piece, node if piece else before
            elif isinstance(node.tag, str) and node.tag.startswith(_MATHS):
                text += " ".join(each.text or "" for each in node.iter(f"{_MATHS}t"))
        return text

    def _run(self, run: etree._Element, style: str) -> Iterator[str]:
        hidden = self._styles.is_hidden(run.find(f"{W}rPr"), style)
        for node in inside(run):
            if node.tag == _FIELD and self._with_fields:
                self._turn(node.get(f"{W}fldCharType"))
            elif hidden or False in self._fields:
                continue
            elif node.tag == _TEXT:
                yield node.text or ""
            elif node.tag in _SIGNS:
                yield _SIGNS[node.tag]
            elif node.tag == _SYMBOL:
                yield _symbol(node)
            elif node.tag == _RUN:
                # What stands under a reading.
                yield from self._run(node, style)
            elif node.tag in _DRAWINGS:
                self.boxes += _boxes(node)
                self.pictures += pictures_in(node, _BOX)
            elif node.tag in _NOTES:
                self.notes[_NOTES[node.tag], node.get(f"{W}id", "")] = None

    def _turn(self, point: str | None) -> None:
        if point == "begin":
            self._fields.append(False)
        elif self._fields and point == "separate":
            self._fields[-1] = True
        elif self._fields and point == "end":
            self._fields.pop()


def _boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing; not those that hang on the text of another."""
    stack = [drawing]
    while stack:
        node = stack.pop()
        if node.tag == _BOX:
            yield node
        else:
            stack += reversed(list(inside(node)))


def _looks_of(run: etree._Element | None) -> tuple[bool, bool]:
    """Whether the text of a run is raised or lowered, and whether it is white."""
    if run is None:
        return False, False
    said = (run.find(f"{W}rPr/{W}{name}") for name in ("vertAlign", "position", "color"))
    align, position, colour = (each.get(VAL, "") if each is not None else "" for each in said)
    return align in _RAISED or bool(position.strip("+-0")), colour.upper() == "FFFFFF"


def _symbol(node: etree._Element) -> str:
    """A character of a font of signs: as it is, or as Symbol has it; else a mark that something stands there."""
    try:
        code = int(node.get(f"{W}char", ""), 16)
        if code not in _PRIVATE:
            return chr(code)
    except ValueError:
        return _UNTOLD
    plain = chr(code - _PRIVATE.start)
    return plain if node.get(f"{W}font") == "Symbol" and (plain.isdigit() or plain in "()+-,. ") else _UNTOLD


def is_deleted(properties: etree._Element | None) -> bool:
    """Whether a paragraph's end was deleted, so that the next one goes on with its text."""
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def is_unseen(properties: etree._Element | None) -> bool:
    """Whether a paragraph's end is hidden, and with it its number."""
    return properties is not None and bool(is_on(properties.find(f"{W}rPr/{W}vanish")))
