"""Which elements of a page a rule of its styles may mean, in time that no page can stretch.

A parser's own search tries all ways in which the ancestors of an element may fit a selector, which takes a hostile page
years. So only plain selectors are left to it. Of others it is asked which elements may be meant: what depends on
neighbours or on what else an element is not counts as true, a child as any descendant.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

#: Selectors that say what they mean by themselves; others may depend on what a script or the reader does.
_PLAIN = re.compile(r"[a-z]*(?:[.#][a-z_][\w-]*)+|[a-z]+", re.IGNORECASE)
#: What holds only while a reader points at something.
_MOMENTARY = re.compile(r":(?:hover|focus|active|visited|target|checked|disabled)", re.IGNORECASE)
_CONDITION = re.compile(r"::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?|\[[^\]]*\]")
_COMPOUND = re.compile(r"(?:[a-z][\w-]*|\*)?(?:[.#][a-z_][\w-]*)*", re.IGNORECASE)
_PIECE = re.compile(r"[.#]?[\w*-]+")
#: So often elements are looked at for the selectors of a page; no honest page needs more.
_MOST_LOOKS = 20_000_000


def is_plain(selector: str) -> bool:
    """Whether a selector says what it means by itself."""
    return _PLAIN.fullmatch(selector) is not None


def is_sure(selector: str) -> bool:
    """Whether `Finder` finds for sure what a selector means: plain ones, one in the other (`table td .x`)."""
    return all(map(is_plain, selector.split()))


class Finder:
    """Finds what the selectors of a page may mean."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._page, self._left = page, _MOST_LOOKS
        self._elements = len(page.css("*"))
        self._names: dict[int, frozenset[str]] = {}

    def found(self, selector: str) -> list[LexborNode]:
        """The elements that a selector means, or may mean where it is not plain; none where it is not understood."""
        self._left -= self._elements
        if self._left < 0 or _MOMENTARY.search(selector):
            return []
        if is_plain(selector):
            return self._css(selector)
        near = re.split(r"[~+]", _CONDITION.sub("", selector))[-1]
        parts = [part or "*" for part in re.split(r"[\s>]+", near.strip())]
        if not all(_COMPOUND.fullmatch(part) for part in parts):
            return []
        asked = [frozenset(_PIECE.findall(part.lower())) - {"*"} for part in parts]
        return [node for node in self._css(parts[-1]) if self._stands_in(node, asked[:-1])]

    def _css(self, selector: str) -> list[LexborNode]:
        try:
            return self._page.css(selector)
        except SelectolaxError:
            return []

    def _stands_in(self, node: LexborNode, asked: list[frozenset[str]]) -> bool:
        """Whether an element stands in elements that fit, nearest last; the nearest fit is enough."""
        left, above = len(asked), node.parent
        while left and above is not None and self._left > 0:
            self._left -= 1
            left -= asked[left - 1] <= self._names_of(above)
            above = above.parent
        return not left

    def _names_of(self, node: LexborNode) -> frozenset[str]:
        """What a selector may call an element, in lower case: its tag, `.class`, `#id`."""
        if node.mem_id not in self._names:
            said = node.attributes
            names = [f".{name}" for name in (said.get("class") or "").lower().split()]
            self._names[node.mem_id] = frozenset([node.tag or "", f"#{(said.get('id') or '').lower()}", *names])
        return self._names[node.mem_id]
