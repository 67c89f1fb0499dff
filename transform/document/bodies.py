"""What stands between two titles of a document, and whether two such texts are two reports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

#: Rows of the forms that make a table; lines of prose that make a text.
_TABLE, _PROSE = 3, 2
#: Characters of a line that says something of its own, where it has a number.
_TELLING = 15
#: The number of an item, which every report prints.
_ITEM = re.compile(r"\d+[.、．](?=\D)")
#: Two texts that share this much of their lines with numbers are one report printed twice.
_SAME = 0.5


class Mark(NamedTuple):
    """A line and what it is, as from `transform.document.marks.marked`."""

    line_no: int
    text: str
    sections: list[int] | None
    labels: list[str] | None
    title: int | None
    year: int | None
    name: str | None
    mentions: bool
    agency: str | None
    heads: bool
    foots: bool
    dated: bool
    crowded: bool


@dataclass
class Body:
    """A text under a title, or before the first one.

    Attributes:
        title: the place of its title among the marks; None for none.
        first: the place of its title's first line.
        year, name: as the title says.
        end: the place behind its last line.
        sections, labels: the statutory sections and the rows of the forms that it prints.
        numbers: its lines that have numbers and are long enough to be its own.
        prose: how many of its lines have a full stop.
    """

    title: int | None = None
    first: int = 0
    year: int | None = None
    name: str | None = None
    end: int = 0
    sections: set[int] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    prose: int = 0

    @property
    def is_report(self) -> bool:
        """Whether it has what only a report has."""
        return bool(self.sections) or len(self.labels) >= _TABLE

    @property
    def is_prose(self) -> bool:
        """Whether it has sentences."""
        return self.prose >= _PROSE

    @property
    def is_named(self) -> bool:
        """Whether its title says who and which year."""
        return self.year is not None and self.name is not None

    def take(self, mark: Mark) -> None:
        """Take in one line."""
        self.sections |= set(mark.sections or ())
        self.labels |= set(mark.labels or ())
        self.prose += "。" in mark.text
        if len(mark.text) >= _TELLING and re.search("[1-9]", _ITEM.sub("", mark.text)):
            self.numbers.add(mark.text)

    def add(self, other: "Body") -> None:
        """Take in the text below: it is of the same report."""
        self.sections |= other.sections
        self.labels |= other.labels
        self.numbers |= other.numbers
        self.prose += other.prose

    def begins_anew(self, last: "Body") -> bool:
        """Whether it begins as a report does, with what the text above has printed already."""
        if not self.sections:
            return len(self.labels & last.labels) >= _TABLE
        first = min(self.sections)
        return first == 1 or (first == 2 and bool(self.sections & last.sections))

    def differs(self, last: "Body") -> bool:
        """Whether the two titles name two reports: other years, or names of which neither is the other's short form."""
        if self.year is not None and last.year is not None and self.year != last.year:
            return True
        if not self.name or not last.name:
            return False
        return not (self.name.endswith(last.name) or last.name.endswith(self.name))

    def repeats(self, last: "Body") -> bool | None:
        """Whether the two texts say the same; None where too few numbers are printed to tell."""
        fewest = min(len(self.numbers), len(last.numbers))
        return len(self.numbers & last.numbers) >= _SAME * fewest if fewest > 1 else None


def starts_again(marks: Sequence[Mark]) -> bool:
    """Whether below one title a section comes again behind later ones, or the first one, and says something else."""
    texts = [Body()]
    for mark in marks:
        seen = texts[-1].sections
        if any(section in seen and section in (1, *range(max(seen))) for section in mark.sections or ()):
            texts.append(Body())
        texts[-1].take(mark)
    told = [text for text in texts if text.sections and text.is_prose]
    return any(text.repeats(last) is not True for last, text in pairwise(told))
