"""Lines of labels shared out among the rows of a table without rules: a label stands in the middle beside its values.

So the lines of a label are as far above its row's numbers as below, the next label begins where it ends, and the whole
column works out in one way or is undecided. Labels of several rows, to the left, do so over the rows that they take.
"""

from typing import NamedTuple

from extract.pdf.numbering import is_number, is_numbered
from extract.pdf.page.characters import Char
from extract.pdf.page.lines import pieces_of, rows_of, spelled

#: What is even, or in the middle, in ems; a gap that parts two labels; an ordinal stands no further from its text.
_EVEN, _GAP, _ORDINAL = 0.25, 0.25, 1.0
#: A label has at most so many lines.
_MOST_LINES = 16


class Level(NamedTuple):
    """Pieces of labels at one height, from left to right."""

    at: float
    pieces: list[list[Char]]

    @property
    def left(self) -> float:
        """Where its last piece begins."""
        return self.pieces[-1][0].left

    @property
    def right(self) -> float:
        """Where its last piece ends."""
        return self.pieces[-1][-1].right

    @property
    def em(self) -> float:
        """The size of its font."""
        return self.pieces[-1][0].em

    @property
    def text(self) -> str:
        """Its last piece."""
        return spelled(self.pieces[-1])


class Shared(NamedTuple):
    """Which levels are whose.

    Attributes:
        levels: those with a line of a row's own label.
        others: those between them with lines of the labels to the left alone.
        rows: first level of each row, and the one behind its last; both are one where the label of the last row stands
            on the next page.
        rest: the first of the levels before all rows that may be the rest of a label of the page before.
    """

    levels: list[Level]
    others: list[Level]
    rows: list[tuple[int, int]]
    rest: int


def levels_of(chars: list[Char]) -> list[Level]:
    """The heights at which labels stand, from the top."""
    levels = [Level(sum(char.middle for char in row) / len(row), _pieces(row)) for row in rows_of(chars)]
    return sorted(levels, key=lambda level: level.at)


def _pieces(row: list[Char]) -> list[list[Char]]:
    """A row of characters cut where two stand apart; an ordinal goes with the text behind it."""
    pieces = pieces_of(row, _GAP)
    done = [pieces[0]]
    for piece in pieces[1:]:
        before = done[-1]
        ordinal = len(before) <= 4 and is_numbered(spelled(before)) and not is_numbered(spelled(piece))
        if ordinal and piece[0].left - before[-1].right < _ORDINAL * piece[0].em:
            before.extend(piece)
        else:
            done.append(piece)
    return done


def shared_out(levels: list[Level], middles: list[float], *, at_end: bool) -> Shared | None:
    """The levels of each row of numbers; None where that is undecided.

    Args:
        levels: from `levels_of`.
        middles: the height of the numbers of each row.
        at_end: nothing follows on the page, so that the last row may go on over it: its lines begin beside its numbers.
    """
    own, others = _parted(levels)
    if any(is_number(level.text) for level in own):
        return None
    ways = [_way(own, middles, start, at_end=at_end) for start in range(len(own))]
    found = [rows for rows in ways if rows]
    return Shared(own, others, found[0], _rest(own, found[0])) if len(found) == 1 else None


def _parted(levels: list[Level]) -> tuple[list[Level], list[Level]]:
    """Levels with a row's own label, and those without: the labels above and below stand wholly to the right."""
    others = [
        level
        for above, level, below in zip(levels, levels[1:], levels[2:], strict=False)
        if min(above.left, below.left) >= level.right
    ]
    aside = set(map(id, others))
    return [level for level in levels if id(level) not in aside], others


def _way(levels: list[Level], middles: list[float], start: int, *, at_end: bool) -> list[tuple[int, int]] | None:
    """The way to share out the levels from `start` on, if there is one."""
    rows: list[tuple[int, int]] = []
    for number, middle in enumerate(middles):
        is_last = at_end and number == len(middles) - 1
        end = _end(levels, start, middle)
        if is_last and end == start + 1:
            end = _going_on(levels, start)
        elif is_last and start == len(levels) and middle > levels[-1].at:
            end = start
        if end is None:
            return None
        rows.append((start, end))
        start = end
    return rows


def _rest(levels: list[Level], rows: list[tuple[int, int]]) -> int:
    """The first of the levels before all rows that are lines of one label."""
    place = end = rows[0][0]
    steps = [levels[at].at - levels[at - 1].at for start, stop in rows for at in range(start + 1, stop)]
    own = levels[end - 1].at - levels[end - 2].at if end > 1 else 0.0
    step = min(steps, default=own)
    while place and (place == end or abs(levels[place].at - levels[place - 1].at - step) < _EVEN * levels[place].em):
        place -= 1
    return place


def _end(levels: list[Level], start: int, middle: float) -> int | None:
    """Behind the last level of the label that begins at `start` and has its middle there."""
    for end in range(start + 1, min(start + _MOST_LINES, len(levels)) + 1):
        first, last = levels[start], levels[end - 1]
        if end > start + 1 and not _is_next(levels, start, end - 1):
            return None
        if abs((first.at + last.at) / 2 - middle) < _EVEN * first.em:
            return end
    return None


def _is_next(levels: list[Level], start: int, place: int) -> bool:
    """Whether a level goes on with the label that begins at `start`: as far below, under it, without an ordinal."""
    above, level = levels[place - 1], levels[place]
    step, first = level.at - above.at, levels[start + 1].at - levels[start].at
    under = level.left < above.right and above.left < level.right
    return under and abs(step - first) < _EVEN * level.em and not is_numbered(level.text)


def _going_on(levels: list[Level], start: int) -> int:
    """Behind the last level of a label that the end of the page cuts."""
    end = start + 1
    while end < len(levels) and _is_next(levels, start, end):
        end += 1
    return end
