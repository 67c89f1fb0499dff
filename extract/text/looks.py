"""What the children of elements hold, as far as it tells cells of a table: numbers, heads; looked at once."""

import re

from selectolax.lexbor import LexborNode

#: So many cells make a row.
FEWEST = 2
#: What a cell of numbers holds: one, and perhaps its unit.
_NUMBER = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.\s]{0,14}[^\W\d]{0,2}")
#: So many characters of a page are looked at; no page has more in its tables.
_MOST_CHARACTERS = 20_000_000


class Looks:
    """Texts of elements and numbers among their children."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._numbers: dict[int, list[LexborNode]] = {}
        self._left = _MOST_CHARACTERS

    def text(self, node: LexborNode) -> str:
        """The text of an element without white space around it; none where the page is too long to look at."""
        if node.mem_id not in self._texts:
            text = (node.text() or "").strip() if self._left > 0 else ""
            self._left -= len(text) + 100
            self._texts[node.mem_id] = text
        return self._texts[node.mem_id]

    def filled(self, holder: LexborNode) -> list[LexborNode]:
        """The children of an element that hold text."""
        return [kid for kid in holder.iter() if self.text(kid)]

    def numbers(self, holder: LexborNode) -> list[LexborNode]:
        """The children of an element that hold a number and nothing else."""
        if holder.mem_id not in self._numbers:
            self._numbers[holder.mem_id] = [kid for kid in self.filled(holder) if self.is_number(self.text(kid))]
        return self._numbers[holder.mem_id]

    def heads(self, holder: LexborNode, longest: int) -> int:
        """How many children of an element hold a text of at most so many characters."""
        return sum(len(self.text(kid)) <= longest for kid in self.filled(holder))

    @staticmethod
    def is_number(text: str) -> bool:
        """Whether a text is a number, perhaps with its unit."""
        return _NUMBER.fullmatch(text) is not None
