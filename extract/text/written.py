"""What a page shows beside the text of its elements: what its styles write before and behind them, and filled fields.

Plain words and attributes that a style writes are written down where they may be a part of a figure; anything else that
may write one (counters, rules that depend on more than the element) is marked (`527 [content]`), so that nobody counts
with it.
"""

import re
from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.text.looks import Looks
from extract.text.selectors import Finder, is_plain
from extract.text.styles import rules

_BESIDE = re.compile(r"(.*?)::?(before|after)", re.IGNORECASE | re.DOTALL)
_CONTENT = re.compile(r"""(?:^|;)\s*content\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)""", re.IGNORECASE)
_WORDS, _ATTRIBUTE = re.compile(r"""(?:"([^"\\]*)"|'([^'\\]*)')"""), re.compile(r"attr\(\s*([\w-]+)\s*\)")
#: What can be a part of a figure, or change what it says.
_FIGURES = re.compile(r"[0-9０-９.\-－%％+负零一二三四五六七八九十百千万亿]|counter", re.IGNORECASE)
#: The fields that show what is filled in, and the longest figure in one, in characters.
_SHOWN, _LONGEST = frozenset(("", "text", "number", "tel")), 24


def write_out(page: LexborHTMLParser, low: str) -> None:
    """Write into a page's text what its reader sees there and its markup says elsewhere.

    Args:
        page: the parsed page, which is changed.
        low: what it was parsed from, in lower case.
    """
    if "content" in low and (":before" in low or ":after" in low):
        _write_content(page)
    if "<input" in low:
        for field in page.css("td input, th input"):
            _fill_in(field)


def _write_content(page: LexborHTMLParser) -> None:
    """Write what styles say to stand before or behind elements that may be figures; the last plain rule counts."""
    looks, finder = Looks(), Finder(page)
    told: dict[tuple[int, str], tuple[LexborNode, str | None]] = {}
    for selector, side, content in _contents(page):
        for node in finder.found(selector):
            if _may_be_figure(node, content, looks):
                shown = _written(content, node) if is_plain(selector) else None
                told[node.mem_id, side] = node, shown
    for (_, side), (node, shown) in told.items():
        if shown is None:
            node.insert_child(" [content]")
        elif side == "before":
            node.inner_html = escape(shown) + (node.inner_html or "")
        else:
            node.insert_child(shown)


def _contents(page: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    """What rules write beside elements: selector, `before` or `after`, what."""
    for selector, declared in rules(page):
        beside, content = _BESIDE.fullmatch(selector), _CONTENT.search(declared)
        if beside and content and beside[1].strip():
            yield beside[1].strip(), beside[2].lower(), content[1].strip()


def _may_be_figure(node: LexborNode, content: str, looks: Looks) -> bool:
    """Whether a figure stands in an element, or may be written into it."""
    text = looks.text(node)
    if text:
        return looks.is_number(text) and content not in {'""', "''", "none", "normal"}
    return bool(_FIGURES.search(content) or _ATTRIBUTE.search(content)) and "\\" not in content


def _written(content: str, node: LexborNode) -> str | None:
    """What is written; None where that is not plain."""
    if words := _WORDS.fullmatch(content):
        return words[1] if words[1] is not None else words[2]
    if attribute := _ATTRIBUTE.fullmatch(content):
        return node.attributes.get(attribute[1].lower()) or ""
    return None


def _fill_in(field: LexborNode) -> None:
    """Write a field's value behind it, where it shows one that may be a figure."""
    kind, value = (field.attributes.get("type") or "").lower(), (field.attributes.get("value") or "").strip()
    if kind in _SHOWN and value and len(value) <= _LONGEST:
        field.insert_after(f" {value} ")
