"""The lines between two reports that no title divides: what is the end of the one, and what the head of the other."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from transform.document.parts.bodies import Mark

#: The longest line of unknown kind that can stand above a report, in characters.
_FIELD = 40
_WORDS = re.compile(r"[\u3400-\u9fff]")


class Gap(NamedTuple):
    """What stands above a place where a report's sections begin again.

    Attributes:
        low: the first place that may belong to the report below.
        first: the place on which that report surely begins, where its first section begins it.
        is_closed: whether the report above is signed, or its page ended, at `low`.
    """

    low: int
    first: int
    is_closed: bool


def gap_above(marks: Sequence[Mark], begin: int, place: int) -> Gap:
    """What stands above a place, down from the last heading or row of the report above, which starts at `begin`."""
    last = next((at for at in range(place - 1, begin, -1) if _is_body(marks, at)), begin)
    closed = next((at for at in range(place - 1, last, -1) if marks[at].foots or _is_signed(marks, at)), None)
    if closed is not None:
        heads = (at for at in range(closed + 1, place) if _is_head(marks[at]) or "。" in marks[at].text)
        return Gap(closed + 1, next(heads, place), is_closed=True)
    # The line below a heading is the section's.
    low = last + 1 + bool(marks[last].sections and "。" not in marks[last].text)
    first = next((at for at in range(low, place) if marks[at].heads or marks[at].opens), place)
    while first > low and _is_head(marks[first - 1]):
        first -= 1
    return Gap(min(last + 1, place), first, is_closed=False)


def ends_report(marks: Sequence[Mark], place: int) -> bool:
    """Whether a line cannot stand above a report: prose, rows of a table, a signature's date, the foot of a page."""
    mark = marks[place]
    numbers = mark.text[-1:].isdigit() and not mark.dated and not mark.heads and not _is_field(marks, place)
    printed = mark.labels or mark.sections or len(mark.text) > _FIELD or mark.text.endswith("。")
    return bool(_is_signed(marks, place) or numbers or mark.foots or printed) and not mark.heads


def _is_head(mark: Mark) -> bool:
    """Whether a line stands above a report: of its page's head, a name, a sentence that announces it."""
    return mark.heads or mark.opens or mark.agency is not None


def _is_body(marks: Sequence[Mark], place: int) -> bool:
    """Whether a line is a heading, a row of a table, or a number in one."""
    mark = marks[place]
    numbers = not _WORDS.search(mark.text) and re.search(r"\d", mark.text)
    return bool(mark.sections or mark.labels or (numbers and not mark.dated and not _is_field(marks, place)))


def _is_signed(marks: Sequence[Mark], place: int) -> bool:
    """Whether a line is the date of a signature."""
    return marks[place].dated and not _is_field(marks, place)


def _is_field(marks: Sequence[Mark], place: int) -> bool:
    """Whether a line is what the label above it is of."""
    return place > 0 and marks[place - 1].heads
