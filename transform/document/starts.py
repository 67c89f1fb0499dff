"""Where the reports of one document start: at a title below which the sections or the tables begin again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

#: Headings one below the other with nothing between: more than reports print, even with pictures for tables.
_CONTENTS = 5
#: Rows of the forms that make a table.
_TABLE = 3
#: Lines of unknown kind below a header block, and between two of its lines (a value below its label).
_BELOW_HEAD, _FIELD = 4, 1
_LONGEST_FIELD = 40
#: Sections before the first one can come again.
_FEW = 2
#: Characters of a line that says something of its own, where it has a number.
_TELLING = 15
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
    dated: bool
    crowded: bool


class Found(NamedTuple):
    """The line that each report starts on, and whether there may be more reports than these."""

    starts: list[int]
    unclear: bool


@dataclass
class _Body:
    """What a report prints between its title (a place among the marks; -1 for none) and the next one's."""

    title: int
    first: int
    year: int | None
    name: str | None
    end: int = 0
    sections: set[int] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    @property
    def is_body(self) -> bool:
        return bool(self.sections) or len(self.labels) >= _TABLE

    def take(self, mark: Mark) -> None:
        """Take in one line."""
        self.sections |= set(mark.sections or ())
        self.labels |= set(mark.labels or ())
        if len(mark.text) >= _TELLING and set(mark.text) & set("123456789"):
            self.numbers.add(mark.text)

    def add(self, other: "_Body") -> None:
        """Take in the text below: it is of the same report."""
        self.sections |= other.sections
        self.labels |= other.labels
        self.numbers |= other.numbers


def found_in(marks: Sequence[Mark]) -> Found:
    """The reports of one document.

    A title opens a report where both sides of it have headings or a table of their own, what is below starts again,
    and the two are told apart: by year or name, else by what they say. Titles with nothing below (of links, of a table
    of contents, of a page's head) open nothing, nor does a second print of the same report.
    """
    marks = _without_contents(marks)
    bodies, unclear = _bodies(marks)
    if len(bodies) < 2:
        return Found([1], unclear)
    starts = [_start(marks, body) for body in bodies]
    if not any(mark.mentions for mark in marks[: starts[0]]):
        return Found([1, *(marks[start].line_no for start in starts[1:])], unclear)
    return Found([marks[start].line_no for start in starts], unclear)


def _without_contents(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, those headings taken back that stand one below the other as in a table of contents."""
    kept = list(marks)
    run: list[int] = []
    for place in range(len(kept) + 1):
        if place < len(kept) and kept[place].sections:
            run.append(place)
            continue
        if len(run) >= _CONTENTS:
            for listed in run:
                kept[listed] = kept[listed]._replace(sections=None)
        run = []
    return kept


def _bodies(marks: Sequence[Mark]) -> tuple[list[_Body], bool]:
    """The reports that can be told apart, and whether any of them may be several."""
    found: list[_Body] = []
    unclear = any(mark.crowded for mark in marks)
    for piece in _pieces(marks):
        unclear |= _starts_again(marks[max(piece.title, 0) : piece.end])
        if not piece.is_body:
            continue
        last = found[-1] if found else None
        if last is None:
            found.append(piece)
        elif not _begins_anew(piece, last):
            last.add(piece)
        elif _differ(piece, last):
            found.append(piece)
        else:
            same = _alike(piece, last)
            named = None not in (piece.year, piece.name, last.year, last.name)
            if same is False and not named:
                found.append(piece)
                continue
            unclear |= not same
            last.add(piece)
    return found, unclear


def _pieces(marks: Sequence[Mark]) -> list[_Body]:
    """The texts between titles; titles of one report that follow each other without a body are one."""
    pieces = [_Body(-1, 0, None, None)]
    for place, mark in enumerate(marks):
        if mark.title:
            year, name = mark.year, mark.name or _above(marks, place)
            first = place - mark.title + 1
            last = pieces[-1]
            if (
                last.title >= 0
                and not last.is_body
                and not _apart(last.year, year)
                and not _named_apart(last.name, name)
            ):
                pieces[-1] = _Body(last.title, last.first, year or last.year, name or last.name)
            else:
                pieces.append(_Body(place, first, year, name))
        pieces[-1].take(mark)
        pieces[-1].end = place + 1
    return pieces


def _above(marks: Sequence[Mark], place: int) -> str | None:
    """The name on the line above a title that names nobody."""
    above = place - (marks[place].title or 1)
    return marks[above].agency if above >= 0 else None


def _begins_anew(piece: _Body, last: _Body) -> bool:
    """Whether a text prints once more what a report prints once, or begins with the first section."""
    return bool(piece.sections & last.sections or piece.labels & last.labels or 1 in piece.sections)


def _differ(piece: _Body, last: _Body) -> bool:
    """Whether two titles name two reports."""
    return _apart(piece.year, last.year) or _named_apart(piece.name, last.name)


def _apart(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _named_apart(one: str | None, other: str | None) -> bool:
    """Whether two names are given of which neither is the short form of the other."""
    if not one or not other:
        return False
    return not (one.endswith(other) or other.endswith(one))


def _alike(piece: _Body, last: _Body) -> bool | None:
    """Whether two texts say the same; None where too few numbers are printed to tell."""
    fewest = min(len(piece.numbers), len(last.numbers))
    return len(piece.numbers & last.numbers) >= _SAME * fewest if fewest > 1 else None


def _starts_again(marks: Sequence[Mark]) -> bool:
    """Whether below one title the first section comes again behind later ones, and says something else."""
    texts = [_Body(-1, 0, None, None)]
    for mark in marks:
        if 1 in (mark.sections or ()) and len(texts[-1].sections) > _FEW:
            texts.append(_Body(-1, 0, None, None))
        texts[-1].take(mark)
    told = [text for text in texts if len(text.sections) > 1]
    return any(_alike(text, last) is not True for last, text in pairwise(told))


def _start(marks: Sequence[Mark], body: _Body) -> int:
    """The place of a report's first line: its title, the name above it, and the header block above both."""
    start = body.first
    if start > 0 and not marks[body.title].name and marks[start - 1].agency:
        start -= 1
    title = marks[body.title].text
    place, unknown, allowed = start - 1, 0, _BELOW_HEAD
    while place >= 0 and unknown <= allowed:
        mark = marks[place]
        if mark.heads or (mark.mentions and title in mark.text):
            start, unknown, allowed = place, 0, _FIELD
        elif _ends_report(mark, marks[place - 1] if place else None):
            break
        else:
            unknown += 1
        place -= 1
    return start


def _ends_report(mark: Mark, above: Mark | None) -> bool:
    """Whether a line cannot stand in a header block; a date can, below its label."""
    signed = mark.dated and not (above and above.heads)
    return bool(signed or len(mark.text) > _LONGEST_FIELD or mark.text.endswith("。") or mark.labels or mark.sections)
