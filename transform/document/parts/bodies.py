"""What stands between two places where a report may begin, and whether two such texts are two reports."""

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

#: Rows of the forms that make a table; lines of prose that make a text.
_TABLE, _PROSE = 3, 2
#: Sections of a report that ends behind its tables, and of one that begins.
_LATE, _SECTIONS = 3, 2
#: The sections that are tables.
_TABLES = (2, 3, 4)
#: Characters of a line that says something of its own, where it has a number.
_TELLING = 15
#: The number of an item, which every report prints.
_ITEM = re.compile(r"\d+[.、．](?=\D)")
_WORDS = re.compile(r"[\u3400-\u9fff]")
#: Two texts that share this much of their lines with numbers are one report printed twice; this much, two reports.
_SAME, _OTHER = 0.5, 0.3


class Mark(NamedTuple):
    """A line and what it is, as from `transform.document.parts.marks.marked`."""

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
    opens: bool
    crowded: int | None


@dataclass
class Body:
    """A text from a place where a report may begin to the next one.

    Attributes:
        place: of its title among the marks, or of its first line.
        first: of its first line.
        is_titled: whether a title begins it.
        is_again: whether it begins where sections come again, or are announced of another report, without a title.
        is_sure: whether the line that it begins on is surely its first one.
        year, name: as its title says, or the sentences before its first section.
        stop: the first place that may be its own, where it is not sure.
        sections: the statutory sections that it prints.
        labels: the rows of the forms that it prints, with the digits of their numbers.
        row: the last of them.
        lines: those that have numbers and are long enough to be its own.
        prose: how many of its lines have a full stop.
    """

    place: int = 0
    first: int = 0
    is_titled: bool = False
    is_again: bool = False
    is_sure: bool = True
    year: int | None = None
    name: str | None = None
    stop: int = 0
    sections: set[int] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    row: str = ""
    lines: set[str] = field(default_factory=set)
    prose: int = 0

    @property
    def numbers(self) -> set[str]:
        """Everything with numbers that another report would not say."""
        return self.lines | {f"{label} {digits}" for label, digits in self.labels.items() if digits.strip("0")}

    @property
    def is_report(self) -> bool:
        """Whether it has what only a report has."""
        return bool(self.sections) or len(self.labels) >= _TABLE

    @property
    def is_named(self) -> bool:
        """Whether it says who and which year."""
        return self.year is not None and self.name is not None

    @property
    def is_whole(self) -> bool:
        """Whether it has come behind the first tables."""
        return max(self.sections, default=0) >= _LATE or len({*map(_form, self.labels)}) > 1

    @property
    def speaks(self) -> bool:
        """Whether it has a sentence of its own, on a year."""
        return self.year is not None and self.prose > 0 and bool(self.numbers)

    @property
    def tells(self) -> bool:
        """Whether that says who reports, too, and enough for a report."""
        return self.speaks and self.is_named and len(self.numbers) >= _PROSE

    def take(self, mark: Mark) -> None:
        """Take in one line."""
        self.sections |= set(mark.sections or ())
        for label in mark.labels or ():
            self.labels[label] = self.labels.get(label, "")
            self.row = label
        self.prose += "。" in mark.text
        if mark.opens and not self.is_titled and not self.is_report:
            self.year, self.name = self.year or mark.year, self.name or mark.name
        # The numbers of a row stand behind its label, or on the lines below it.
        if self.row and (mark.labels or not _WORDS.search(mark.text)):
            self.labels[self.row] += "".join(re.findall(r"\d", _WORDS.split(mark.text)[-1]))
        elif len(mark.text) >= _TELLING and re.search("[1-9]", _ITEM.sub("", mark.text)):
            self.lines.add(mark.text)

    def empty(self) -> "Body":
        """The same, of which nothing was read."""
        return replace(self, sections=set(), labels={}, row="", lines=set(), prose=0)

    def add(self, other: "Body") -> None:
        """Take in the text below: it is of the same report."""
        self.sections |= other.sections
        self.labels = other.labels | self.labels
        self.lines |= other.lines
        self.prose += other.prose

    def comes_again(self, mark: Mark) -> list[int] | None:
        """What of a line has come before and stands behind later ones: sections; none of them for rows; None for no."""
        late = max(self.sections, default=0)
        again = [
            it
            for it in mark.sections or ()
            if (it == 1 and late) or (it in self.sections and (it < late or (it == late and self.row)))
        ]
        rows = any(label in self.labels and _form(label) != _form(self.row) for label in mark.labels or ())
        return again if again or rows else None

    def begins_anew(self, last: "Body") -> bool:
        """Whether it begins as a report does, with what the text above has printed already."""
        shared = len(self.labels.keys() & last.labels.keys())
        first = min(self.sections, default=0)
        if first == 2 and first in last.sections:
            return self.is_titled or shared > 0 or self.differs(last)
        return first == 1 or shared >= _TABLE

    def has_further_tables(self, last: "Body") -> bool:
        """Whether it is tables again, of an agency's units one by one, in the report above that goes on behind them."""
        if self.is_titled or self.differs(last) or not self.labels:
            return False
        again, behind = self.sections & last.sections, max(self.sections, default=0) > _TABLES[-1]
        return 1 not in self.sections and again <= {*_TABLES} and (behind or not self.prose)

    def is_of_other_year(self, last: "Body") -> bool:
        """Whether the two name two years."""
        return self.year is not None and last.year is not None and self.year != last.year

    def is_of_other_name(self, last: "Body") -> bool:
        """Whether the two have names of which neither is the other's short form."""
        if not self.name or not last.name:
            return False
        return not (self.name.endswith(last.name) or last.name.endswith(self.name))

    def differs(self, last: "Body") -> bool:
        """Whether the two name two reports."""
        return self.is_of_other_year(last) or self.is_of_other_name(last)

    def is_below(self, cover: "Body") -> bool:
        """Whether it is a report of a body below the one that another text is of: that one is then the cover's."""
        return bool(self.name and cover.name and self.name.startswith(cover.name) and self.name != cover.name)

    def repeats(self, last: "Body") -> bool | None:
        """Whether the two texts say the same; None where that cannot be told."""
        fewest = min(len(self.numbers), len(last.numbers))
        if fewest < 2:
            return None
        return len(self.numbers & last.numbers) >= _SAME * fewest

    def is_another(self, last: "Body") -> bool:
        """Whether it is surely another report than the one above, though no title says so."""
        if self.repeats(last) or not self.is_sure:
            return False
        if self.differs(last):
            return True
        fewest = min(len(self.numbers), len(last.numbers))
        has_body = len(self.sections) >= _SECTIONS or len(self.labels) >= _TABLE
        return fewest > 1 and last.is_whole and has_body and len(self.numbers & last.numbers) < _OTHER * fewest


def _form(label: str) -> str:
    """The form of a row, as `transform.document.parts.marks` names rows."""
    return label.partition(".")[0]
