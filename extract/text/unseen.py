"""What a page's markup holds and its reader does not see: hidden elements, struck figures, the marks of footnotes."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: A page without any of these hides nothing, or strikes nothing out.
_MAY_HIDE = re.compile(r"(?:display|visibility)\s*:\s*[nhc]|\shidden[\s=>]|mso-hide", re.IGNORECASE)
_MAY_STRIKE = re.compile(r"<(?:del|s|strike|sup)[\s>]", re.IGNORECASE)
_HIDES = re.compile(r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all)(?:!important)?(?:;|$)")
_COMMENT, _RULE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"([^{}]*)\{([^{}]*)\}")
#: Rules that hold on some screens or on paper only, with the rules in them.
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
#: Selectors that say what they mean by themselves; others may depend on what a script or the reader does.
_PLAIN = re.compile(r"[a-z]*(?:[.#][a-z_][\w-]*)+|[a-z]+", re.IGNORECASE)
_STRUCK, _NOTES, _CELLS = "del, s, strike", "sup", frozenset(["td", "th"])
_ROWS = frozenset(["tr", "td", "th", "tbody", "thead", "tfoot"])
#: So many characters a hidden figure or remark in a cell may have; a longer one is a part of the page.
_LONGEST_FIGURE = 100
#: So deep in its cell a figure may stand.
_DEEPEST = 6


def remove_unseen(page: LexborHTMLParser, markup: str) -> None:
    """Take out of a page what its reader does not see, so that no number is read that is not printed.

    Hidden parts that are most of the page stay, but those of tables: a script shows them. What is struck out in a cell
    goes where something else stands in the cell, and so does a footnote's mark.

    Args:
        page: the parsed page, which is changed.
        markup: what it was parsed from.
    """
    body = page.body
    if body is None or not (_MAY_HIDE.search(markup) or _MAY_STRIKE.search(markup)):
        return
    hidden = _hidden(page) if _MAY_HIDE.search(markup) else []
    parts = [node for node in hidden if _is_part_of_table(node)]
    others = [node for node in hidden if node not in parts]
    for node in parts if _is_most(body, others) else hidden:
        node.decompose()
    for kind in (_STRUCK, _NOTES):
        marks = page.css(kind)
        for cell in {
            cell.mem_id: cell for node in marks for cell in _above(node)[:_DEEPEST] if cell.tag in _CELLS
        }.values():
            _remove_from_cell(cell, kind)


def _hidden(page: LexborHTMLParser) -> list[LexborNode]:
    """The outermost elements that the page's own markup and plain rules of its styles hide."""
    found = [node for node in page.css("[style]") if _is_hiding(node.attributes.get("style"))]
    found += page.css("[hidden]")
    for selector, hides in _rules(page).items():
        found += page.css(selector) if hides else []
    seen = {node.mem_id: node for node in found if node.tag not in {"body", "html", "input"}}
    return [node for node in seen.values() if not any(above.mem_id in seen for above in _above(node))]


def _rules(page: LexborHTMLParser) -> dict[str, bool]:
    """Plain selectors of the page's styles that say whether to show something, and whether they hide it."""
    rules: dict[str, bool] = {}
    for style in page.css("style"):
        text = _AT_RULE.sub("", _COMMENT.sub("", style.text()))
        for selectors, declared in _RULE.findall(text):
            if "display" in declared.lower() or "visibility" in declared.lower():
                plain = filter(_PLAIN.fullmatch, map(str.strip, selectors.split(",")))
                rules |= dict.fromkeys(plain, _is_hiding(declared))
    return rules


def _is_hiding(declared: str | None) -> bool:
    """Whether declarations of a style hide what they are of."""
    return bool(declared and _HIDES.search("".join(declared.lower().split())))


def _above(node: LexborNode) -> list[LexborNode]:
    """The elements that a node stands in, from the inside."""
    found, above = [], node.parent
    while above is not None:
        found.append(above)
        above = above.parent
    return found


def _is_part_of_table(node: LexborNode) -> bool:
    """Whether an element is a row of a table, a cell or a figure in one, not a part of a page that a table lays out."""
    if node.css("table") or not any(above.tag == "table" for above in _above(node)):
        return False
    return node.tag in _ROWS or _characters(node) <= _LONGEST_FIGURE


def _is_most(body: LexborNode, hidden: list[LexborNode]) -> bool:
    """Whether more of a page is hidden than is not, by rows of tables or by characters."""
    rows, characters = (sum(map(size, hidden)) for size in (_rows, _characters))
    return 2 * rows > _rows(body) or 2 * characters > _characters(body)


def _rows(node: LexborNode) -> int:
    """How many rows of tables an element holds."""
    return len(node.css("tr"))


def _characters(node: LexborNode) -> int:
    """How many characters that are no white space an element holds."""
    return len("".join(node.text().split()))


def _remove_from_cell(cell: LexborNode, kind: str) -> None:
    """Take elements of a kind out of a cell that holds something else too."""
    found = cell.css(kind)
    if found and _characters(cell) > sum(map(_characters, found)):
        for node in found:
            node.decompose()
