"""Elements whose children a style shows in another order than the markup's, arranged as they are shown.

Flexible boxes and grids sort their children by `order` and may turn them round
(https://www.w3.org/TR/css-flexbox-1/#order-property).
"""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from extract.text.css_grids import PLACES, table_of_grid
from extract.text.looks import FEWEST, Looks
from extract.text.styles import Styles

#: The properties that say in which direction children follow each other.
FLOWS = ("flex-direction", "flex-flow", "grid-auto-flow")
_GRIDS = frozenset(("grid", "inline-grid"))
_ROWS = frozenset(("flex", "inline-flex")) | _GRIDS
_ORDER = re.compile(r"[+-]?[0-9]{1,6}")
#: The longest cell, in characters.
_LONGEST_CELL = 80


class Arranged(NamedTuple):
    """What an element is shown as: the markup of a table in its place, or of its children in another order."""

    markup: str
    is_table: bool


def arrange(holder: LexborNode, styles: Styles, looks: Looks) -> Arranged | str | None:
    """How the children of an element are shown; what leaves that open, if anything does; None for as they stand."""
    display = styles.of(holder, "display")
    if display.value and display.is_sure and display.value not in _ROWS:
        return None
    elements = list(holder.iter())
    placed = [said for kid in elements for name in PLACES if (said := styles.of(kid, name)).value]
    starts = [said.value for said in placed if said.value != "auto" and not said.value.startswith("span")]
    if not starts:
        return _reordered(holder, styles, looks)
    sure = display.is_sure and display.value in _GRIDS and all(said.is_sure for said in placed)
    table = table_of_grid(holder, elements, styles) if sure else None
    return Arranged(table, is_table=True) if table else f"grid-area:{starts[0]}"


def _reordered(holder: LexborNode, styles: Styles, looks: Looks) -> Arranged | str | None:
    """The children of an element by their `order`, and turned round where they are shown so."""
    kids = list(holder.iter(include_text=True))
    display, flows = styles.of(holder, "display"), [styles.of(holder, name) for name in FLOWS]
    orders = [styles.of(kid, "order") for kid in kids]
    flow, numbers = " ".join(said.value for said in flows).strip(), [_order(said.value) for said in orders]
    is_turned = "row-reverse" in flow or "column-reverse" in flow
    is_moved = any(number != 0 for number in numbers) or is_turned or "dense" in flow or "column" in flows[2].value
    if not is_moved:
        return None
    known = [number for number in numbers if number is not None]
    plain = display.value in _ROWS and len(known) == len(kids) and not flows[2].value and "wrap-reverse" not in flow
    if not plain or not all(said.is_sure for said in (display, *flows, *orders)):
        return f"order:{next((said.value for said in orders if said.value), flow)}"
    at = sorted(range(len(kids)), key=lambda each: known[each])
    shown = [kids[each] for each in (reversed(at) if is_turned else at)]
    if _is_row(holder, shown, looks):
        # Its cells stand together then, wherever the label stands.
        cells = "".join(f"<td>{kid.html}</td>" for kid in shown if kid.is_element_node)
        return Arranged(f"<table><tr>{cells}</tr></table>", is_table=True)
    return Arranged("".join(kid.html or "" for kid in shown), is_table=False)


def _order(value: str) -> int | None:
    """The number that an `order` says; None for none."""
    if not value:
        return 0
    return int(value) if _ORDER.fullmatch(value) else None


def _is_row(holder: LexborNode, shown: list[LexborNode], looks: Looks) -> bool:
    """Whether an element is a row of a table: several short texts side by side, each in an element of its own."""
    texts = [(kid, text) for kid in shown if (text := looks.text(kid))]
    short = all(kid.is_element_node and len(text) <= _LONGEST_CELL for kid, text in texts)
    return holder.tag != "tr" and short and len(texts) > FEWEST
