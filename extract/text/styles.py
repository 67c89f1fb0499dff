"""What the styles of a page say of its elements, as far as the page's own markup tells.

Rules that hold on some screens or on paper only say nothing here, nor do those of other files.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.text.selectors import Finder, is_sure

_COMMENT, _RULE = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"([^{}]*)\{([^{}]*)\}")
#: Rules that hold on some screens or on paper only, with the rules in them.
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")


class Said(NamedTuple):
    """What a style says of a property of an element, and whether that is sure.

    It is where the element's own style or a rule with plain selectors says so, and no other rule another thing.
    """

    value: str
    is_sure: bool


class Styles:
    """What is said of some properties of the elements of a page."""

    def __init__(self, page: LexborHTMLParser, properties: Collection[str]) -> None:
        self._said: dict[int, dict[str, Said]] = {}
        self.nodes: dict[int, LexborNode] = {}
        finder = Finder(page)
        for selector, declared in rules(page):
            asked = {name: value for name, value in declarations(declared).items() if name in properties}
            for node in finder.found(selector) if asked else ():
                self._take(node, asked, is_sure(selector))
        for node in page.css("[style]"):
            own = declarations(node.attributes.get("style"))
            if told := {name: Said(value, True) for name, value in own.items() if name in properties}:
                self.nodes[node.mem_id] = node
                self._said.setdefault(node.mem_id, {}).update(told)

    def _take(self, node: LexborNode, told: dict[str, str], sure: bool) -> None:
        self.nodes[node.mem_id] = node
        said = self._said.setdefault(node.mem_id, {})
        for name, value in told.items():
            other = said.get(name)
            said[name] = Said(value, sure and (other is None or other.value == value))

    def of(self, node: LexborNode, name: str) -> Said:
        """What is said of a property of an element; an empty value, for sure, where nothing is."""
        return self._said.get(node.mem_id, {}).get(name, _NOTHING)


_NOTHING = Said("", True)


def rules(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the page's own styles, a selector a time, in order."""
    for style in page.css("style"):
        text = _AT_RULE.sub("", _COMMENT.sub("", style.text()))
        for selectors, declared in _RULE.findall(text):
            for selector in selectors.split(","):
                yield selector.strip(), declared


def holds(patterns: dict[str, re.Pattern[str]], markup: str) -> bool:
    """Whether a page has what one of the patterns finds; each begins with its word, which is looked for first."""
    return any(word in markup and pattern.search(markup) for word, pattern in patterns.items())


def declarations(text: str | None) -> dict[str, str]:
    """What declarations say, in lower case: property to value."""
    pairs = (each.partition(":") for each in (text or "").lower().split(";"))
    return {name.strip(): " ".join(value.replace("!important", "").split()) for name, _, value in pairs if value}
