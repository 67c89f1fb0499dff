"""Where the reports of one document start: at a title below which the sections or the tables begin again."""

from collections.abc import Sequence
from typing import NamedTuple

from transform.document.bodies import Body, Mark, starts_again

#: Headings one below the other with nothing between: more than reports print, even with pictures for tables.
_CONTENTS = 5
#: Lines of unknown kind between a title and what its page prints above it; the longest of them, in characters.
_HEAD, _FIELD = 6, 40


class Found(NamedTuple):
    """The line that each report starts on, and whether there may be more reports than these."""

    starts: list[int]
    unclear: bool


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


def _bodies(marks: Sequence[Mark]) -> tuple[list[Body], bool]:
    """The reports that can be told apart, and whether any of them may be several."""
    found: list[Body] = []
    unclear = any(mark.crowded for mark in marks)
    for piece in _pieces(marks):
        unclear |= starts_again(marks[piece.title or 0 : piece.end])
        last = found[-1] if found else None
        if not piece.is_report:
            # A text of its own under a title of its own, but nothing that shows where it ends.
            unclear |= last is not None and piece.is_prose and piece.differs(last)
        elif last is None:
            found.append(piece)
        elif not piece.begins_anew(last):
            last.add(piece)
        elif piece.differs(last):
            found.append(piece)
        else:
            again = piece.repeats(last)
            if again is False and not (piece.is_named and last.is_named):
                found.append(piece)
            else:
                unclear |= not again
                last.add(piece)
    return found, unclear


def _pieces(marks: Sequence[Mark]) -> list[Body]:
    """The texts between titles; titles of one report that follow each other without a body are one."""
    pieces = [Body()]
    opening = _opening(marks)
    for place, mark in enumerate(marks):
        last = pieces[-1]
        if mark.title:
            new = Body(place, place - mark.title + 1, mark.year, mark.name or _above(marks, place))
            if last.title is None or last.is_report or new.differs(last):
                pieces.append(new)
            else:
                pieces[-1] = Body(last.title, last.first, mark.year or last.year, new.name or last.name)
        elif opening[place] and last.sections:
            pieces.append(Body(place, place))
        pieces[-1].take(mark)
        pieces[-1].end = place + 1
    return pieces


def _opening(marks: Sequence[Mark]) -> list[bool]:
    """Whether each line is the first of a header block below which the first section comes next, without a title."""
    opens = [False] * len(marks)
    following: Mark | None = None
    for place in range(len(marks) - 1, 0, -1):
        mark = marks[place]
        if mark.title or mark.sections:
            following = mark
        is_first = mark.heads and not marks[place - 1].heads
        opens[place] = is_first and following is not None and not following.title and 1 in (following.sections or ())
    return opens


def _above(marks: Sequence[Mark], place: int) -> str | None:
    """The name on the line above a title that names nobody."""
    above = place - (marks[place].title or 1)
    return marks[above].agency if above >= 0 else None


def _start(marks: Sequence[Mark], body: Body) -> int:
    """The place of a report's first line: its title, the name above it, and what its page prints above both."""
    start, title = body.first, marks[body.title or 0]
    if start > 0 and title.title and not title.name and marks[start - 1].agency:
        start -= 1
    # Lines of unknown kind above the block stay above: they can be the foot of the page before.
    head = place = start
    while place > 0 and head - place <= _HEAD and not _ends_report(marks, place - 1):
        place -= 1
        if marks[place].heads or (marks[place].mentions and title.text in marks[place].text):
            head = place
    return head


def _ends_report(marks: Sequence[Mark], place: int) -> bool:
    """Whether a line cannot stand above a report: prose, rows of a table, a signature's date, the foot of a page."""
    mark = marks[place]
    signed = mark.dated and not (place and marks[place - 1].heads)
    numbers = mark.text[-1:].isdigit() and not mark.dated and not mark.heads and not (place and marks[place - 1].heads)
    printed = mark.labels or mark.sections or len(mark.text) > _FIELD or mark.text.endswith("。")
    return bool(signed or numbers or mark.foots or printed) and not mark.heads
