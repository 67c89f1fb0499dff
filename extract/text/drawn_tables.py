"""Tables that are no `<table>`: boxes that styles draw as cells, or that say to screen readers that they are.

`display:table-cell` and `role="cell"` say as much as a `<td>` does: a blank one is a blank cell.
"""

from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.text.styles import Styles

_ROLES = {
    "table": "table",
    "grid": "table",
    "row": "row",
    "cell": "cell",
    "gridcell": "cell",
    "columnheader": "cell",
    "rowheader": "cell",
}
_DRAWN = {"table": "table", "table-row": "row", "table-cell": "cell"}
_SPANS = {"aria-colspan": "colspan", "aria-rowspan": "rowspan"}
#: What is a table's part by its tag.
_OWN = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
_FEWEST_ROWS = 2


def make_tables(page: LexborHTMLParser, low: str) -> None:
    """Put tables in the place of boxes that are drawn as such.

    Args:
        page: the parsed page, which is changed.
        low: what it was parsed from, in lower case.
    """
    if "table-cell" not in low and 'role="cell"' not in low and 'role="gridcell"' not in low:
        return
    kinds = _kinds(page)
    if "cell" not in kinds.values():
        return
    holders = [node for node in page.css("*") if kinds.get(node.mem_id) == "table"]
    for holder in reversed(holders):
        if markup := _table(holder, kinds):
            table = LexborHTMLParser(markup).css_first("table")
            if table is not None:
                holder.replace_with(table)


def _kinds(page: LexborHTMLParser) -> dict[int, str]:
    """What boxes are drawn as, by `mem_id`: table, row, cell."""
    kinds: dict[int, str] = {}
    styles = Styles(page, ("display",))
    for node in styles.nodes.values():
        said = styles.of(node, "display")
        if said.is_sure and said.value in _DRAWN and node.tag not in _OWN:
            kinds[node.mem_id] = _DRAWN[said.value]
    for node in page.css("[role]"):
        role = _ROLES.get((node.attributes.get("role") or "").lower())
        if role and node.tag not in _OWN:
            kinds[node.mem_id] = role
    return kinds


def _table(holder: LexborNode, kinds: dict[int, str]) -> str | None:
    """The markup of a table that a box is; None where it holds anything but rows of cells."""
    rows: list[str] = []
    open_boxes = list(holder.iter(include_text=True))[::-1]
    while open_boxes:
        node = open_boxes.pop()
        kind = kinds.get(node.mem_id)
        if kind == "row":
            cells = _cells(node, kinds)
            if cells is None:
                return None
            rows.append(f"<tr>{cells}</tr>")
        elif node.tag in {"-text", "-comment"}:
            if node.tag == "-text" and (node.text_content or "").strip():
                return None
        elif kind is not None or node.tag in _OWN:
            return None
        else:
            open_boxes += list(node.iter(include_text=True))[::-1]
    return f"<table>{''.join(rows)}</table>" if len(rows) >= _FEWEST_ROWS else None


def _cells(row: LexborNode, kinds: dict[int, str]) -> str | None:
    """The cells of a row; None where anything else stands in it."""
    cells: list[str] = []
    for node in row.iter(include_text=True):
        if kinds.get(node.mem_id) == "cell":
            said = node.attributes
            spans = "".join(f' {own}="{escape(said[name] or "")}"' for name, own in _SPANS.items() if name in said)
            cells.append(f"<td{spans}>{escape(node.text())}</td>")
        elif node.tag != "-comment" and (node.tag != "-text" or (node.text_content or "").strip()):
            return None
    return "".join(cells) or None
