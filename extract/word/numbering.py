"""List numbers that are no text: Word counts the paragraphs of a list when it shows them (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from extract.word.numerals import numeral
from extract.word.parts import MC, VAL, W, is_on, number
from extract.word.styles import ListPlace, Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


class _Level(NamedTuple):
    """One level of a list: how it counts, from where, what it prints; `restart` is the level that resets it."""

    number_format: str
    start: int
    text: str
    restart: int | None
    legal: bool
    hidden: bool
    style: str


class Numbering:
    """The lists of a file, and how far each has counted."""

    def __init__(self, part: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[int, etree._Element] = {}
        self._links: dict[int, str | None] = {}
        self._lists: dict[int, etree._Element] = {}
        for node in part if part is not None else ():
            if node.tag == f"{W}abstractNum":
                key, link = _id(node, "abstractNumId"), node.find(f"{W}numStyleLink")
                self._abstract[key] = node
                self._links[key] = link.get(VAL, "") if link is not None else None
            elif node.tag == f"{W}num":
                self._lists[_id(node, "numId")] = node
        self._levels: dict[int, tuple[int, dict[int, _Level]]] = {}
        self._defined: dict[int, dict[int, _Level]] = {}
        self._counts: dict[int, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, place: ListPlace | None, style: str) -> str:
        """Counts a paragraph, and says what Word prints before it; `` for bullets and paragraphs in no list.

        Args:
            place: What the paragraph itself says; its style's word holds where it says nothing.
            style: Its style.
        """
        by_style = self._styles.list_place(style)
        if place is None or place.list_id < 0:
            place = ListPlace(by_style.list_id, place.level) if place and by_style else by_style
        if place is None or place.list_id not in self._lists:
            return ""
        key, levels = self._of_list(place.list_id)
        level = place.level
        if level is None:
            level = next((at for at, each in levels.items() if each.style == style and style), 0)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        self._count(place.list_id, level, levels, counts)
        return _printed(level, levels, counts)

    def _count(self, list_id: int, level: int, levels: dict[int, _Level], counts: dict[int, int]) -> None:
        restarted = (list_id, level) not in self._begun and self._override(list_id, level) is not None
        self._begun.add((list_id, level))
        begins = level not in counts or restarted
        counts[level] = levels[level].start if begins else counts[level] + 1
        for deeper in [at for at in counts if at > level]:
            restart = levels[deeper].restart
            # 0: never; else once this level, or one above it, is used. Without it any level above does.
            if restart is None or (restart and level < restart):
                del counts[deeper]

    def _override(self, list_id: int, level: int) -> etree._Element | None:
        """Where a list says that it begins anew at a level."""
        for override in _first(self._lists[list_id], "lvlOverride"):
            if _id(override, "ilvl") == level:
                return override.find(f"{W}startOverride")
        return None

    def _of_list(self, list_id: int) -> tuple[int, dict[int, _Level]]:
        """The definition that a list counts with, shared by several lists, and the list's own levels."""
        if list_id not in self._levels:
            key = number(self._lists[list_id].find(f"{W}abstractNumId"), -1)
            key = self._followed(key)
            levels = dict(self._defined_levels(key))
            for override in _first(self._lists[list_id], "lvlOverride"):
                at, own, start = _id(override, "ilvl"), override.find(f"{W}lvl"), override.find(f"{W}startOverride")
                if own is not None:
                    levels[at] = _level(own)
                if start is not None and at in levels:
                    levels[at] = levels[at]._replace(start=number(start, levels[at].start))
            self._levels[list_id] = key, {at: levels[at] for at in sorted(levels) if 0 <= at < _LEVELS}
        return self._levels[list_id]

    def _defined_levels(self, key: int) -> dict[int, _Level]:
        if key not in self._defined:
            nodes = _first(self._abstract[key], "lvl") if key in self._abstract else ()
            self._defined[key] = {_id(node, "ilvl"): _level(node) for node in nodes}
        return self._defined[key]

    def _followed(self, key: int) -> int:
        """A definition may point to a list style, whose list has another one."""
        for _ in range(_LEVELS):
            link = self._links.get(key)
            target = None if link is None else self._styles.numbered_list(link)
            if target not in self._lists:
                break
            key = number(self._lists[target].find(f"{W}abstractNumId"), -1)
        return key


def _printed(level: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    """The text of a level with the counts of those that it names; `` where one of them has no known format."""
    here = levels[level]
    if here.number_format == "bullet" or here.hidden:
        return ""
    text = here.text
    for found in set(_PLACE.findall(text)):
        at = int(found) - 1
        if at not in levels:
            return ""
        shown = "decimal" if here.legal else levels[at].number_format
        printed = numeral(counts.get(at, levels[at].start), shown)
        if printed is None:
            return ""
        text = text.replace(f"%{found}", printed)
    return text


def _level(node: etree._Element) -> _Level:
    fallback = f"{MC}AlternateContent/{MC}Fallback/{W}numFmt"
    shown = node.find(f"{W}numFmt") if node.find(f"{W}numFmt") is not None else node.find(fallback)
    text, restart, style = node.find(f"{W}lvlText"), node.find(f"{W}lvlRestart"), node.find(f"{W}pStyle")
    return _Level(
        number_format=shown.get(VAL, "decimal") if shown is not None else "decimal",
        start=number(node.find(f"{W}start"), 0),
        text=text.get(VAL, "") if text is not None else "",
        restart=None if restart is None else number(restart, 0),
        legal=bool(is_on(node.find(f"{W}isLgl"))),
        hidden=bool(is_on(node.find(f"{W}rPr/{W}vanish"))),
        style=style.get(VAL, "") if style is not None else "",
    )


def _first(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """No more of a kind than a list has levels."""
    return islice(node.iterfind(f"{W}{name}"), _LEVELS)


def _id(node: etree._Element, name: str) -> int:
    value = node.get(f"{W}{name}", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
