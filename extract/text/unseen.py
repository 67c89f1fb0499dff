"""What a page's markup holds and its reader does not see: hidden elements, struck figures, the marks of footnotes."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.text.selectors import Finder, is_plain, is_sure
from extract.text.styles import Styles, holds, rules

#: A page without any of these, in lower case, hides nothing, or marks nothing in a cell as no part of its figure: words
#: and the pattern that each begins.
_MAY_HIDE = {
    "display": re.compile(r"display\s*:\s*[nhc]"),
    "visibility": re.compile(r"visibility\s*:\s*[nhc]"),
    "hidden": re.compile(r"hidden[\s=>]"),
    "mso-hide": re.compile(r"mso-hide"),
    "font-size": re.compile(r"font-size\s*:\s*\.?0"),
    ":": re.compile(r":\s*-\d{3}"),
}
_MAY_FADE = {
    "opacity": re.compile(r"opacity\s*:\s*\.?0"),
    "color": re.compile(r"color\s*:\s*(?:transparent|rgb|hsl|#)"),
    "clip": re.compile(r"clip(?:-path)?\s*:"),
}
_MAY_MARK = {
    "<del": re.compile(r"<del[\s>]"),
    "<s": re.compile(r"<s(?:trike|u[pb]|elect)?[\s>]"),
    "<rt": re.compile(r"<rt[\s>]"),
    "<noscript": re.compile(r"<noscript[\s>]"),
    "line-through": re.compile(r"line-through"),
    "align": re.compile(r"align\s*:\s*su"),
    "text-raise": re.compile(r"text-raise"),
}
_MAY_BE_WHITE = {"color": re.compile(r"color\s*[:=]\s*[\"']?\s*(?:white|#fff|rgba?\(\s*255)")}
_HIDES = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|(?:left|top|text-indent|margin-left):-\d{3,}(?:\.\d+)?(?:p[xt]|r?em))"
    r"(?:!important)?(?:;|$)"
)
_HAS_NO_SIZE = re.compile(r"(?:^|;)font-size:(?:0?\.\d+p[xt]|0?\.?0+(?:p[xt]|r?em|%)?)(?:!important)?(?:;|$)")
_NOTHING = r"0?\.?0+%?"
#: What is drawn without colour, or cut away. A script may show it by and by, so that it hides figures and rows only.
_FADES = re.compile(
    rf"(?:^|;)(?:opacity:{_NOTHING}|filter:opacity\({_NOTHING}\)"
    r"|clip-path:(?:inset\((?:[5-9]\d|100)%.*\)|circle\(0(?:px|%)?(?:at.*)?\))"
    r"|clip:rect\((?:[01](?:px)?,?){4}\)(?=.*;position:(?:absolute|fixed))"
    r"|position:(?:absolute|fixed)(?=.*;clip:rect\((?:[01](?:px)?,?){4}\)))(?:!important)?(?:;|$)"
)
_HAS_NO_COLOUR = re.compile(
    rf"(?:^|;)color:(?:transparent|(?:rgb|hsl)(?:a\([^()]*,|a?\([^()]*/){_NOTHING}\)|#[0-9a-f]{{3}}0|#[0-9a-f]{{6}}00)"
    r"(?:!important)?(?:;|$)"
)
_STRIKES = re.compile(r"(?:^|;)text-decoration(?:-line)?:[^;]*line-through")
_RAISES = re.compile(r"(?:^|;)(?:vertical-align:su(?:per|b)|mso-text-raise:[^;]*[1-9][^;]*)(?:!important)?(?:;|$)")
_WHITE = r"(?:white|#f{3}|#f{6}|rgba?\(255,255,255(?:,1)?\))"
_IS_WHITE = re.compile(rf"(?:^|;)color:{_WHITE}(?:!important)?(?:;|$)")
_IS_COLOURED = re.compile(rf"background(?:-color)?:(?!(?:{_WHITE}|none|transparent|inherit)(?:[;!]|$))")
_CELLS = frozenset(["td", "th"])
_ROWS = frozenset(["tr", "td", "th", "tbody", "thead", "tfoot"])
#: So many characters a hidden figure or remark in a cell may have; a longer one is a part of the page.
_LONGEST_FIGURE = 100
#: So deep in its cell a figure may stand.
_DEEPEST = 6


def remove_unseen(page: LexborHTMLParser, low: str) -> None:
    """Take out of a page what its reader does not see, so that no number is read that is not printed.

    Hidden parts that are most of the page stay, but those of tables: a script shows them. What is struck out in a cell
    goes where something else stands in the cell, and so do a footnote's mark, a reading, and what a list does not
    show.

    Args:
        page: the parsed page, which is changed.
        low: what it was parsed from, in lower case.
    """
    body = page.body
    if body is None:
        return
    if holds(_MAY_HIDE, low):
        hidden = _outermost(_hidden(page))
        parts = [node for node in hidden if _is_part_of_table(node)]
        others = [node for node in hidden if node not in parts]
        for node in parts if _is_most(body, others) else hidden:
            node.decompose()
    if holds(_MAY_FADE, low):
        for node in filter(_is_part_of_table, _outermost(_faded(page))):
            node.decompose()
    if holds(_MAY_MARK, low):
        _remove_from_cells([node for node in page.css("option") if not _is_chosen(node)])
        _remove_from_cells(
            [*page.css("del, s, strike"), *_told(page, _STRIKES, "text-decoration", "text-decoration-line")]
        )
        raised = _told(page, _RAISES, "vertical-align", "mso-text-raise")
        _remove_from_cells([*page.css("sup, sub, rt, noscript"), *(node for node in raised if node.tag not in _ROWS)])
    if holds(_MAY_BE_WHITE, low):
        _remove_from_cells(_white(page))


def _hidden(page: LexborHTMLParser) -> list[LexborNode]:
    """The elements that the page's own markup and plain rules of its styles hide."""
    found = [*page.css("[hidden]"), *_told(page, _HIDES, "display", "visibility", "left", "top", "text-indent")]
    tiny = _innermost(_styled(page, _HAS_NO_SIZE, "font-size"))
    return [node for node in [*found, *tiny] if node.tag not in {"body", "html", "input"}]


def _faded(page: LexborHTMLParser) -> list[LexborNode]:
    """The elements that take room and show nothing."""
    colourless = _innermost(_styled(page, _HAS_NO_COLOUR, "color"))
    return [*_styled(page, _FADES, "opacity", "filter", "clip"), *colourless]


def _innermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Those that hold no other element: what stands in a box without size or colour has often one of its own."""
    return [node for node in nodes if not list(node.iter())]


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Each element once, but those that stand in another one."""
    seen = {node.mem_id: node for node in nodes}
    return [node for node in seen.values() if not any(above.mem_id in seen for above in _above(node))]


def _styled(page: LexborHTMLParser, says: re.Pattern[str], *properties: str) -> list[LexborNode]:
    """The elements of which their own style, or the last plain rule about these properties, says something."""
    told = {
        selector: _is_said(says, declared)
        for selector, declared in rules(page)
        if is_plain(selector) and any(name in declared.lower() for name in properties)
    }
    own = [node for node in page.css("[style]") if _is_said(says, node.attributes.get("style"))]
    return [*own, *(node for selector, said in told.items() if said for node in page.css(selector))]


def _told(page: LexborHTMLParser, says: re.Pattern[str], *properties: str) -> list[LexborNode]:
    """The same, and figures in tables of which a rule says it that asks for what they stand in (`td .old`)."""
    chains = [selector for selector, declared in rules(page) if not is_plain(selector) and _is_said(says, declared)]
    sure = [selector for selector in chains if is_sure(selector)]
    plain = _styled(page, says, *properties)
    if not sure:
        return plain
    finder, styles = Finder(page), Styles(page, properties)
    found = {node.mem_id: node for selector in sure for node in finder.found(selector) if _is_part_of_table(node)}
    said = ((node, name, styles.of(node, name)) for node in found.values() for name in properties)
    return [*plain, *(node for node, name, value in said if value.is_sure and _is_said(says, f"{name}:{value.value}"))]


def _white(page: LexborHTMLParser) -> list[LexborNode]:
    """The elements whose letters are white, on nothing that the page's markup colours."""
    fonts = [node for node in page.css("font[color]") if _is_said(_IS_WHITE, f"color:{node.attributes['color']}")]
    found = _innermost([*fonts, *_styled(page, _IS_WHITE, "color")])
    return [node for node in found if not any(map(_is_coloured, (node, *_above(node)[:_DEEPEST])))]


def _is_coloured(node: LexborNode) -> bool:
    return "bgcolor" in node.attributes or _is_said(_IS_COLOURED, node.attributes.get("style"))


def _is_said(says: re.Pattern[str], declared: str | None) -> bool:
    """Whether declarations of a style say something."""
    return bool(declared and says.search("".join(declared.lower().split())))


def _is_chosen(option: LexborNode) -> bool:
    """Whether a list shows an option: the one that is selected, else its first."""
    options = option.parent.css("option") if option.parent else []
    chosen = [one for one in options if "selected" in one.attributes] or options
    return not chosen or chosen[0].mem_id == option.mem_id


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


def _remove_from_cells(nodes: list[LexborNode]) -> None:
    """Take elements out of the cells that they stand in, where something else stands there too."""
    cells: dict[int, tuple[LexborNode, list[LexborNode]]] = {}
    for node in _outermost(nodes):
        cell = next((above for above in _above(node)[:_DEEPEST] if above.tag in _CELLS), None)
        if cell is not None:
            cells.setdefault(cell.mem_id, (cell, []))[1].append(node)
    for cell, found in cells.values():
        if _characters(cell) > sum(map(_characters, found)):
            for node in found:
                node.decompose()
