"""Labels of several rows in a table without rules: each in the middle of its rows, one below the other in a column."""

import itertools
from typing import NamedTuple

from extract.pdf.page.characters import Char
from extract.pdf.unruled.shared import Shared

#: In the middle, and lines of one label, to this, in ems.
_EVEN = 0.3


class Stack(NamedTuple):
    """A label of several rows: its characters, its sides, the heights of its first and last line, its first row."""

    chars: list[Char]
    left: float
    right: float
    first: float
    last: float
    row: int


def stacks_of(shared: Shared) -> list[Stack]:
    """The labels to the left of the rows' own, from left to right.

    Where it is undecided which rows one takes, its row is the one beside its first line.
    """
    shared = shared._replace(rows=[row for row in shared.rows if row[0] < row[1]])
    found = _stacks(shared)
    columns: list[list[Stack]] = []
    for stack in sorted(found, key=lambda stack: (stack.left, stack.first)):
        column = next((column for column in columns if any(_overlap(stack, other) for other in column)), None)
        if column is None:
            columns.append([stack])
        else:
            column.append(stack)
    return [stack for column in columns for stack in _placed(column, shared)]


def _overlap(stack: Stack, other: Stack) -> bool:
    return stack.left < other.right and other.left < stack.right


def _stacks(shared: Shared) -> list[Stack]:
    """Lines of labels over each other as one label."""
    taken = shared.levels[shared.rows[0][0] : shared.rows[-1][1]]
    lines = [(level.at, piece) for level in taken for piece in level.pieces[:-1]]
    lines += [(level.at, piece) for level in shared.others for piece in level.pieces]
    steps = [below.at - level.at for level, below in itertools.pairwise(taken)]
    step = min(steps, default=0.0)
    stacks: list[Stack] = []
    for at, piece in sorted(lines, key=lambda line: line[0]):
        alone = Stack(piece, piece[0].left, piece[-1].right, at, at, _beside(shared, at))
        place = next(
            (
                place
                for place, stack in enumerate(stacks)
                if _overlap(stack, alone) and at - stack.last < step + _EVEN * piece[0].em
            ),
            None,
        )
        if place is None:
            stacks.append(alone)
        else:
            over = stacks[place]
            sides = min(over.left, alone.left), max(over.right, alone.right)
            stacks[place] = Stack([*over.chars, *piece], *sides, over.first, at, over.row)
    return stacks


def _beside(shared: Shared, at: float) -> int:
    """The row beside a height."""
    ends = [shared.levels[end - 1].at for _, end in shared.rows]
    return next((row for row, end in enumerate(ends) if at < end + 1.0), len(ends) - 1)


def _placed(column: list[Stack], shared: Shared) -> list[Stack]:
    """The labels of a column with their first rows: each stands in the middle of its rows, the next begins behind."""
    column = sorted(column, key=lambda stack: stack.first)
    right = max(stack.right for stack in column)
    beside = [all(level.left >= right for level in shared.levels[start:end]) for start, end in shared.rows]
    done: list[Stack] = []
    for inside, group in itertools.groupby(range(len(beside)), key=lambda row: beside[row]):
        rows = list(group)
        here = [stack for stack in column if stack.row in rows]
        done += _chain(here, rows, shared) if inside else here
    return done


def _chain(stacks: list[Stack], rows: list[int], shared: Shared) -> list[Stack]:
    done = []
    start = rows[0]
    for stack in stacks:
        top = shared.levels[shared.rows[start][0]].at if start <= rows[-1] else 0.0
        ends = [
            row
            for row in range(start, rows[-1] + 1)
            if abs(top + shared.levels[shared.rows[row][1] - 1].at - stack.first - stack.last)
            < 2 * _EVEN * stack.chars[0].em
        ]
        if not ends:
            return stacks
        done.append(stack._replace(row=start))
        start = ends[0] + 1
    return done if start == rows[-1] + 1 else stacks
