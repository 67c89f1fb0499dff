"""Where the reports of one document start: where sections or tables begin again, and what stands above that."""

from collections.abc import Sequence
from typing import NamedTuple

from transform.document.parts.bodies import Body, Mark
from transform.document.parts.gaps import Gap, ends_report, gap_above

#: Headings one below the other with nothing between: more than reports print, even with pictures for tables.
_CONTENTS = 5
#: Lines of unknown kind between a title and what its page prints above it.
_HEAD = 6


class Part(NamedTuple):
    """A report's first line, and how far it is read: to before a line, and so many characters of that; None for all."""

    first_line: int
    stop_line: int | None
    characters: int


def parts_of(marks: Sequence[Mark]) -> list[Part]:
    """The reports of one document.

    A title opens a report where both sides of it have headings or a table of their own, what is below starts again,
    and the two are told apart: by year or name, else by what they say. Titles with nothing below (of links, of a table
    of contents, of a page's head) open nothing, nor does a second print of the same report. Without a title a report
    opens where sections come again behind later ones, and say something else. Where that stays unclear, the report
    above is read no further.
    """
    marks = _without_contents(marks)
    if not marks:
        return [Part(1, None, 0)]
    starts, stops = _reports(marks)
    if not starts or not any(mark.mentions for mark in marks[: starts[0]]):
        starts[:1] = [0]
    ends = [*starts[1:], len(marks)]
    return [
        _part(marks, start, min([stop for stop in stops if start < stop < end], default=None), end, at == 0)
        for at, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _part(marks: Sequence[Mark], start: int, stop: int | None, end: int, is_first: bool) -> Part:
    """The part from a place on; a line that is a page and holds more than one report is read to that place."""
    first = 1 if is_first and start == 0 else marks[start].line_no
    for mark in marks[start : end if stop is None else stop]:
        if mark.crowded is not None:
            return Part(first, mark.line_no, mark.crowded)
    return Part(first, None if stop is None else marks[stop].line_no, 0)


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


def _reports(marks: Sequence[Mark]) -> tuple[list[int], list[int]]:
    """The places where reports surely start, and those where another may."""
    starts: list[int] = []
    stops: list[int] = []
    last: Body | None = None
    before: Body | None = None
    for piece in _pieces(marks):
        start = _start(marks, piece)
        if not piece.is_report:
            # A text of its own under a title of its own, but nothing that shows where it ends.
            if last and piece.speaks and (piece.differs(last) or not last.is_named):
                stops.append(start)
            before = piece if piece.speaks else before
        elif last is None:
            if before and piece.differs(before) and not piece.is_below(before):
                if before.tells:
                    starts += [_start(marks, before), start]
                else:
                    stops.append(start)
                    start = _start(marks, before)
            starts = starts or [start]
            last = piece
        elif _is_new(piece, last):
            starts.append(start)
            last = piece
        else:
            if _is_open(piece, last):
                stops.append(start if piece.is_titled else piece.stop)
            last.add(piece)
    return starts, stops


def _is_new(piece: Body, last: Body) -> bool:
    """Whether a text is surely another report than the one above."""
    if not piece.begins_anew(last):
        return False
    if not piece.is_titled:
        return piece.is_another(last)
    same = piece.is_named and last.is_named
    return piece.differs(last) or (piece.repeats(last) is False and not same)


def _is_open(piece: Body, last: Body) -> bool:
    """Whether a text that is not surely another report may be one."""
    if piece.has_further_tables(last):
        return False
    begins = piece.begins_anew(last)
    # One heading with a sentence, in the midst of the others, is a mention.
    comes = begins or (piece.is_again and (piece.labels or len(piece.sections) > 1))
    return bool(comes and (piece.labels or piece.numbers)) and not piece.repeats(last)


def _pieces(marks: Sequence[Mark]) -> list[Body]:
    """The texts between the places where a report may begin; titles that follow each other without a body are one."""
    pieces = [Body()]
    for place, mark in enumerate(marks):
        last = pieces[-1]
        if mark.title:
            first = place - mark.title + 1
            new = Body(place, first, is_titled=True, year=mark.year, name=mark.name or _above(marks, place))
            if not last.is_titled or last.is_report or new.differs(last):
                pieces.append(new)
            else:
                last = Body(
                    last.place, last.first, is_titled=True, year=mark.year or last.year, name=new.name or last.name
                )
                pieces[-1] = last
        elif (mark.sections or mark.labels) and (again := _again(marks, last, place)):
            # What was read of the lines in between was read of the wrong report.
            pieces[-1] = _taken(last.empty(), marks[last.place : again.first])
            pieces.append(again)
        pieces[-1].take(mark)
    return pieces


def _again(marks: Sequence[Mark], last: Body, place: int) -> Body | None:
    """The text that begins above a heading or row which came before, or whose announcement is of another report."""
    again, is_first = last.comes_again(marks[place]), 1 in (marks[place].sections or ())
    gap = gap_above(marks, last.place, place) if again is not None else _announced(marks, last, place)
    if gap is None:
        return None
    is_sure = is_first or gap.is_closed
    first = gap.first if is_sure else gap.low
    return _taken(Body(first, first, is_again=again != [], is_sure=is_sure, stop=gap.low), marks[first:place])


def _announced(marks: Sequence[Mark], last: Body, place: int) -> Gap | None:
    """The sentences above one of the first sections that announce another report than the title does."""
    if not last.is_titled or not {1, 2} & set(marks[place].sections or ()):
        return None
    for first in range(last.place + 1, place):
        said = Body(year=marks[first].year, name=marks[first].name)
        if marks[first].opens and said.is_of_other_year(last) and said.is_of_other_name(last):
            return Gap(first, first, is_closed=False)
    return None


def _taken(body: Body, marks: Sequence[Mark]) -> Body:
    """A body that has taken in some lines."""
    for mark in marks:
        body.take(mark)
    return body


def _above(marks: Sequence[Mark], place: int) -> str | None:
    """The name on the line above a title that names nobody."""
    above = place - (marks[place].title or 1)
    return marks[above].agency if above >= 0 else None


def _start(marks: Sequence[Mark], body: Body) -> int:
    """The place of a report's first line: its title, the name above it, and what its page prints above both."""
    start, title = body.first, marks[body.place]
    if not body.is_titled:
        return start
    if start > 0 and not title.name and marks[start - 1].agency:
        start -= 1
    # Lines of unknown kind above the block stay above: they can be the foot of the page before.
    head = place = start
    while place > 0 and head - place <= _HEAD:
        is_dated = _dates(marks, place - 1, start, title)
        if ends_report(marks, place - 1) and not is_dated:
            break
        place -= 1
        if is_dated or marks[place].heads or (marks[place].mentions and title.text in marks[place].text):
            head = place - (is_dated and marks[place - 1].agency == title.name)
    return head


def _dates(marks: Sequence[Mark], place: int, start: int, title: Mark) -> bool:
    """Whether a date is of the page of the title below, not the signature above: beside its name, of the year after."""
    if not marks[place].dated or not title.name or not title.year or str(title.year + 1) not in marks[place].text:
        return False
    beside = [at for at in (place - 1, place + 1) if 0 <= at < start and marks[at].agency]
    return bool(beside) and marks[beside[0]].agency == title.name
