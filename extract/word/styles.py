"""What a Word file's styles say: hidden text, list numbers, lines of a table of contents."""

import re
from typing import NamedTuple

from lxml import etree

from extract.word.parts import VAL, W, is_on, number

_CONTENTS = re.compile(r"toc [1-9]", re.IGNORECASE)

#: What keeps text from being read.
_UNSEEN = ("vanish", "strike", "dstrike")
#: Honest styles are based on a handful of others.
_LONGEST_CHAIN = 15


class ListPlace(NamedTuple):
    """A place in a list: `list_id` 0 for no list, `level` None where the list's own levels say it."""

    list_id: int
    level: int | None


def list_place(properties: etree._Element | None) -> ListPlace | None:
    """The place in a list that paragraph properties give; None where they are silent."""
    place = properties.find(f"{W}numPr") if properties is not None else None
    if place is None:
        return None
    level = place.find(f"{W}ilvl")
    return ListPlace(number(place.find(f"{W}numId"), -1), None if level is None else number(level, 0))


class Styles:
    """The styles of a file, each with what it takes from those that it is based on."""

    def __init__(self, part: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self.default = ""
        for style in part.iterfind(f"{W}style") if part is not None else ():
            name = style.get(f"{W}styleId", "")
            self._styles.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                self.default = name
        self._contents = {name for name, style in self._styles.items() if _CONTENTS.fullmatch(_name(style))}
        self._said: dict[tuple[str, str], bool] = {}
        self._places: dict[str, ListPlace | None] = {}

    def is_hidden(self, run: etree._Element | None, paragraph_style: str) -> bool:
        """Whether text is hidden or struck out: by its own properties, else its styles (two undo each other)."""
        style = ""
        if run is not None:
            named = run.find(f"{W}rStyle")
            style = named.get(VAL, "") if named is not None else ""
        return any(self._is_said(name, run, style, paragraph_style) for name in _UNSEEN)

    def list_place(self, style: str) -> ListPlace | None:
        """The place in a list that a paragraph style gives."""
        if style not in self._places:
            found = (list_place(each.find(f"{W}pPr")) for each in self._chain(style))
            self._places[style] = next((place for place in found if place), None)
        return self._places[style]

    def is_contents(self, style: str) -> bool:
        """Whether it is the style of a line in a table of contents, which only repeats headings."""
        return style in self._contents

    def numbered_list(self, style: str) -> int | None:
        """The list that a list style stands for."""
        place = self.list_place(style)
        return place.list_id if place else None

    def _is_said(self, name: str, run: etree._Element | None, style: str, paragraph_style: str) -> bool:
        own = is_on(run.find(f"{W}{name}")) if run is not None else None
        return own if own is not None else self._says(name, style) != self._says(name, paragraph_style)

    def _says(self, name: str, style: str) -> bool:
        if (name, style) not in self._said:
            found = (is_on(each.find(f"{W}rPr/{W}{name}")) for each in self._chain(style))
            self._said[name, style] = next((said for said in found if said is not None), False)
        return self._said[name, style]

    def _chain(self, name: str) -> list[etree._Element]:
        """A style and those that it is based on, which may not be itself."""
        chain: dict[str, etree._Element] = {}
        while name in self._styles and name not in chain and len(chain) < _LONGEST_CHAIN:
            style = chain[name] = self._styles[name]
            base = style.find(f"{W}basedOn")
            name = base.get(VAL, "") if base is not None else ""
        return list(chain.values())


def _name(style: etree._Element) -> str:
    named = style.find(f"{W}name")
    return named.get(VAL, "") if named is not None else ""
