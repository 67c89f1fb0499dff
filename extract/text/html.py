"""HTML pages to lines of text: a table's row is one line, its cells kept apart by tabs.

Merged cells become empty cells, and their spans are handed on; `<br>` inside a cell joins what it broke, but never two
numbers; a table that only lays out other tables is no table. Works without recursion, so that no nesting is too deep.
"""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.layout import Geometry
from extract.text.drawn_tables import make_tables
from extract.text.inline_pictures import INLINE, inline_picture
from extract.text.moved import settle_places
from extract.text.unseen import remove_unseen
from extract.text.written import write_out

#: What a page, or a table as markup, begins with.
LOOKS_LIKE = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<table[\s>]|<tr[\s>]", re.IGNORECASE)
_CELL_ENDS = re.compile(r"</t[dh]>", re.IGNORECASE)
#: How far into a text its markup must begin, and how wide or tall a merged cell may claim to be.
HEAD_CHARS, WIDEST_SPAN = 2000, 50
#: So many empty cells in the place of merged ones, and a page has no tables but a bomb.
MOST_EMPTY_CELLS = 200_000

_UNSEEN = frozenset(["script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select"])
# One string a group: the formatter would put each name on a line of its own.
_BLOCKS = frozenset(
    " ".join(
        (
            "address article aside blockquote body center dd div dl dt fieldset figure footer form header hr li main",
            "h1 h2 h3 h4 h5 h6 nav ol p pre section table tbody td tfoot th thead tr ul",
        )
    ).split()
)
#: A digit of a cell and the tags before its next one, and those among them that begin a new line there.
_BETWEEN_DIGITS = re.compile(
    r"[0-9０-９](?=[\s&<])(?!</t[dhr]>)(?:\s|&nbsp;)*<(?!/?t[dhr][\s>])[^<>]*>(?:\s|&nbsp;|<(?!/?t[dhr][\s>])[^<>]*>)*(?=[0-9０-９])",
    re.IGNORECASE,
)
_NEW_LINE = re.compile(r"</?(?:br|p|div|li|ul|ol|dd|dt|dl|h[1-6]|hr|pre|blockquote)[\s/>]", re.IGNORECASE)
#: What the parser calls a cell; to ask for its name takes three times as long.
_CELLS = frozenset(cell.tag_id for cell in LexborHTMLParser("<table><tr><td></td><th></th></tr></table>").css("td, th"))
#: What makes lines of its own in typed text.
_NOT_PLAIN = "table, br, p, div, li, img"
#: Page metadata that government sites are told to print (国办发〔2017〕47号), kept as lines of the text.
_META = ("ArticleTitle", "PubDate", "ContentSource")


def looks_like_html(text: str) -> bool:
    """Whether a decoded text is an HTML page or a part of one, or has tables as such (below prose, as in Markdown)."""
    if "<" not in text:
        return False
    return bool(LOOKS_LIKE.search(text[:HEAD_CHARS]) or (_CELL_ENDS.search(text) and LOOKS_LIKE.search(text)))


class PageText(NamedTuple):
    """A page as its reader sees it.

    Attributes:
        text: Its lines, its title and metadata first.
        geometry: That of its tables.
        pictures: Those that it holds itself: behind how many lines each stands, and its bytes.
    """

    text: str
    geometry: Geometry
    pictures: list[tuple[int, bytes]]


def html_text(markup: str) -> PageText:
    """What the reader of a page sees.

    Not for what `nesting.is_too_dear`.

    Raises:
        MergedCellsError: the merged cells of its tables would take more than `MOST_EMPTY_CELLS` cells.
    """
    page = LexborHTMLParser(_BETWEEN_DIGITS.sub(_parted, markup))
    low = markup.lower()
    remove_unseen(page, low)
    write_out(page, low)
    settle_places(page, low)
    make_tables(page, low)
    lines = _Lines(has_pictures=INLINE in low)
    title = page.css_first("title")
    if title is not None:
        lines.add(title.text())
        lines.end()
    for meta in page.css("meta[name]") if any(name.lower() in low for name in _META) else ():
        name, content = meta.attributes.get("name"), meta.attributes.get("content")
        if name in _META and content:
            lines.add(f"{name}：{content}")
            lines.end()
    if page.body is not None:
        _walk(page.body, _layout_tables(page), lines)
    return PageText("\n".join(lines.finished()), lines.geometry, lines.pictures)


class MergedCellsError(Exception):
    """The merged cells of a page's tables take more room than any table has."""


class _Lines:
    """Lines under way: text is added, a block ends the line, a table's row is a line of its own."""

    def __init__(self, *, has_pictures: bool) -> None:
        self.has_pictures = has_pictures
        self._done: list[str] = []
        self._open: list[str] = []
        self._empty_cells = 0
        self.geometry = Geometry([], [])
        self.pictures: list[tuple[int, bytes]] = []

    def picture(self, image: LexborNode) -> None:
        if data := inline_picture(image):
            self.end()
            self.pictures.append((len(self._done), data))

    def add(self, text: str) -> None:
        self._open.append(text)

    def as_typed(self, text: str) -> None:
        """Add lines of text that a page shows as they were typed, their tabs too."""
        self.end()
        self._done += [line.rstrip() for line in text.split("\n") if line.strip()]

    def end(self) -> None:
        line = _one_line("".join(self._open))
        self._open.clear()
        if line:
            self._done.append(line)

    def row(self, cells: list[str], printed: int) -> int:
        """Add a row, of whose cells so many are in the page; its line, from 1."""
        self.end()
        self._done.append("\t".join(cells))
        self._empty_cells += len(cells) - printed
        if self._empty_cells > MOST_EMPTY_CELLS:
            raise MergedCellsError
        return len(self._done)

    def finished(self) -> list[str]:
        self.end()
        return self._done


def _parted(tags: re.Match[str]) -> str:
    """A digit and the tags before the next, with a space where that begins a line: `5<br>8` is not 58."""
    return f"{tags[0]} " if _NEW_LINE.search(tags[0]) else tags[0]


def _layout_tables(page: LexborHTMLParser) -> set[int]:
    """The tables that hold other tables, by `mem_id`; no element is passed twice on the way up."""
    found: set[int] = set()
    passed: set[int] = set()
    for inner in page.css("table table"):
        node = inner.parent
        while node is not None and node.mem_id not in passed:
            passed.add(node.mem_id)
            if node.tag == "table":
                found.add(node.mem_id)
                break
            node = node.parent
    return found


def _walk(root: LexborNode, layout: set[int], lines: _Lines) -> None:
    """Add what stands under `root`, in order; None on the stack ends a block."""
    stack: list[LexborNode | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            lines.end()
            continue
        tag = node.tag or ""
        if tag == "-text":
            lines.add(node.text_content or "")
        elif tag == "br":
            lines.end()
        elif tag == "img":
            lines.picture(node)
        elif tag == "table" and node.mem_id not in layout:
            _add_table(node, lines)
        elif tag not in _UNSEEN and not tag.startswith(("-", "!")):
            if tag in _BLOCKS:
                lines.end()
                stack.append(None)
                if tag == "pre" and node.css_first(_NOT_PLAIN) is None:
                    lines.as_typed(node.text())
                    continue
            stack += reversed(list(node.iter(include_text=True)))


def _add_table(table: LexborNode, lines: _Lines) -> None:
    """One line a row; a cell that reaches into a later row leaves an empty cell there."""
    reaching: dict[int, int] = {}
    merged: list[tuple[int, int, int, int]] = []
    rows = table.css("tr")
    first = line = 0
    for at, row in enumerate(rows):
        cells: list[str] = []
        spans: list[tuple[int, int, int]] = []
        printed = [cell for cell in row.iter() if cell.tag_id in _CELLS]
        for cell in printed:
            if reaching:
                _skip_reached(cells, reaching, at)
            text, attributes = " ".join(cell.text().split()), cell.attributes
            if not attributes:
                cells.append(text)
                continue
            wide, tall = _span(attributes.get("colspan")) or 1, _rows_taken(attributes.get("rowspan"), len(rows) - at)
            if wide > 1 or tall > 1:
                spans.append((len(cells), tall, wide))
            reaching |= {len(cells) + i: at + tall - 1 for i in range(wide if tall > 1 else 0)}
            cells += [text, *[""] * (wide - 1)]
        _skip_reached(cells, reaching, at)
        line = lines.row(cells, len(printed))
        first = first or line
        merged += [(line, *span) for span in spans]
    for image in table.css("img") if lines.has_pictures else ():
        lines.picture(image)
    if rows:
        geometry = lines.geometry
        geometry.grids.append((len(geometry.grids) + 1, first, line, None))
        geometry.merged.extend(merged)


def _skip_reached(cells: list[str], reaching: dict[int, int], row: int) -> None:
    """Empty cells for the columns that a cell of an earlier row takes, down to the row that `reaching` has."""
    while reaching.get(len(cells), -1) >= row:
        cells.append("")


def _span(value: str | None) -> int:
    """How many columns a cell claims to take, 0 where it does not say."""
    return min(int(value), WIDEST_SPAN) if value and value.isascii() and value.isdigit() else 0


def _rows_taken(value: str | None, left: int) -> int:
    """How many rows a cell takes of those that are left; `rowspan=0` is all of them (HTML, 4.9.11)."""
    return left if value is not None and value.strip("0") == "" and value else max(1, min(_span(value), left))


def _one_line(text: str) -> str:
    """Text without line breaks, each stretch of white space one space."""
    return " ".join(text.split())
