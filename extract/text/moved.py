"""Cells that the styles of a page move: put where the reader sees them where that is sure, and else marked.

The text of a page is read in the order of its markup. Styles may show it in another one: `order`, `row-reverse`, the
places of a grid, floats at the right, boxes at places of their own, right to left. A number so moved stands with what
moved it behind it (`6 [float:right]`), so that nobody counts with it.
"""

import re
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.text.arranged import FLOWS, Arranged, arrange
from extract.text.css_grids import PLACES
from extract.text.looks import FEWEST, Looks
from extract.text.styles import Styles, holds

#: A page without any of these words and patterns moves nothing.
_MOVES = ("-reverse", "grid-")
_MAY_MOVE = {
    "float": re.compile(r"float\s*:\s*right"),
    "position": re.compile(r"position\s*:\s*(?:absolute|fixed|relative)"),
    "rtl": re.compile(r"dir(?:ection)?\s*[:=]\s*[\"']?rtl"),
    "transform": re.compile(r"transform\s*:"),
}
_TURNS = re.compile(r"translate|scale|rotate|matrix")
_OFFSETS = ("left", "right", "top", "bottom")
_PROPERTIES = frozenset(("order", "display", "float", "position", "direction", "transform", *FLOWS, *_OFFSETS, *PLACES))
#: What runs as the table or page does that it is a part of.
_PARTS = frozenset(("html", "body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"))
#: So much of a page, in characters, is arranged anew; no page has so many boxes in boxes.
_MOST_MARKUP = 2_000_000
#: The longest head of a column, in characters.
_LONGEST_HEAD = 20


def settle_places(page: LexborHTMLParser, low: str) -> None:
    """Put the cells of a page where its styles show them, and mark the numbers whose place they leave open.

    Args:
        page: the parsed page, which is changed.
        low: what it was parsed from, in lower case.
    """
    if "<bdo" in low:
        _turn_back(page)
    moves = any(word in low for word in _MOVES) or holds(_MAY_MOVE, low)
    if moves or low.count("order") > low.count("border"):
        _Places(page).settle()


class _Places:
    """What is to be done to a page: numbers that get a mark, elements that are arranged anew."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._page, self._styles, self._looks = page, Styles(page, _PROPERTIES), Looks()
        self._marks: dict[int, tuple[LexborNode, str]] = {}
        self._moved: dict[int, bool] = {}
        self._seen: set[int] = set()
        self._left = _MOST_MARKUP
        self._arranged: list[tuple[LexborNode, Arranged]] = []

    def settle(self) -> None:
        """Find out and do it: marks first, then elements from the innermost on."""
        for holder in self._holders():
            self._settle_holder(holder)
        for node in list(self._styles.nodes.values()):
            if why := self._moved_alone(node):
                self._mark_beside(node, why)
        for row in self._turned_rows():
            self._mark(row, "direction:rtl")
        for node, why in self._marks.values():
            node.insert_child(f" [{why}]")
        # What stands inside of another one comes behind it.
        at = {node.mem_id: place for place, node in enumerate(self._page.css("*"))} if self._arranged else {}
        for holder, shown in sorted(self._arranged, key=lambda it: -at.get(it[0].mem_id, 0)):
            if shown.is_table and (table := LexborHTMLParser(shown.markup).css_first("table")):
                holder.replace_with(table)
            else:
                holder.inner_html = shown.markup

    def _holders(self) -> list[LexborNode]:
        """The elements whose children may be shown in another order, each once."""
        holders: dict[int, LexborNode] = {}
        for node in self._styles.nodes.values():
            if node.parent is not None and any(self._styles.of(node, name).value for name in ("order", *PLACES)):
                holders[node.parent.mem_id] = node.parent
            if any(self._styles.of(node, name).value for name in FLOWS):
                holders[node.mem_id] = node
        return list(holders.values())

    def _settle_holder(self, holder: LexborNode) -> None:
        shown = arrange(holder, self._styles, self._looks) if self._left > 0 else "order"
        if isinstance(shown, str):
            self._mark(holder, shown)
        elif shown is not None:
            self._left -= len(shown.markup)
            self._arranged.append((holder, shown))

    def _moved_alone(self, node: LexborNode) -> str | None:
        """What takes an element out of the order of the page, if anything does."""
        if self._styles.of(node, "float").value == "right":
            return "float:right"
        position = self._styles.of(node, "position").value
        offsets = {self._styles.of(node, name).value for name in _OFFSETS}
        if position in {"absolute", "fixed"} or (position == "relative" and offsets - {"", "0", "0px", "auto"}):
            return f"position:{position}"
        return "transform" if _TURNS.search(self._styles.of(node, "transform").value) else None

    def _turned_rows(self) -> list[LexborNode]:
        """The elements that run from right to left beside others that do not."""
        said = [node for node in self._styles.nodes.values() if self._styles.of(node, "direction").value == "rtl"]
        found = {node.mem_id: node for node in [*said, *self._page.css('[dir="rtl" i]')]}
        rows = [node for node in found.values() if node.tag not in _PARTS and node.parent is not None]
        return [row for row in rows if not self._runs_alike(row, found)]

    def _runs_alike(self, row: LexborNode, found: dict[int, LexborNode]) -> bool:
        beside = self._looks.filled(row.parent) if row.parent else []
        return len(beside) >= FEWEST and all(kid.mem_id in found for kid in beside)

    def _mark(self, holder: LexborNode, why: str) -> None:
        """Mark the numbers among the children of an element; of a row of heads those of the rows beside it."""
        numbers = self._looks.numbers(holder)
        if not numbers and holder.parent is not None and self._looks.heads(holder, _LONGEST_HEAD) >= FEWEST:
            rows = [self._looks.numbers(row) for row in self._looks.filled(holder.parent)]
            numbers = [number for row in rows if len(row) >= FEWEST for number in row]
        self._marks.update({number.mem_id: (number, why) for number in numbers})

    def _mark_beside(self, node: LexborNode, why: str) -> None:
        """Mark the numbers that a moved element stands among, or heads."""
        parent = node.parent
        if parent is None:
            return
        if parent.mem_id in self._seen:
            return
        said, beside = self._looks.text(node), self._looks.numbers(parent)
        if len(beside) >= FEWEST and (not said or self._looks.is_number(said)):
            self._seen.add(parent.mem_id)
            self._marks.update({number.mem_id: (number, why) for number in beside})
        elif not beside and 0 < len(said) <= _LONGEST_HEAD and self._has_moved(parent):
            self._seen.add(parent.mem_id)
            self._mark(parent, why)

    def _has_moved(self, row: LexborNode) -> bool:
        """Whether several children of an element are moved."""
        if row.mem_id not in self._moved:
            self._moved[row.mem_id] = sum(self._moved_alone(kid) is not None for kid in row.iter()) >= FEWEST
        return self._moved[row.mem_id]


def _turn_back(page: LexborHTMLParser) -> None:
    """Write down as it is seen what is shown from right to left, letter by letter."""
    for node in page.css('bdo[dir="rtl" i]'):
        if all(kid.is_text_node for kid in node.iter(include_text=True)):
            node.inner_html = escape(node.text()[::-1])
