"""Characters to lines of text: what stands side by side at one height, a tab where a gap is wide."""

import itertools
from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from extract.pdf.page.characters import Char

_NUMBER = frozenset("0123456789.,%-—０１２３４５６７８９")
#: A gap between two digits, or between others, that keeps two cells apart, in ems.
_NUMBERS_APART, _TEXTS_APART = 0.4, 1.0
#: A gap that is a space: between Latin words, and between digits, which else would be one number.
_WORDS_APART, _DIGITS_APART = 0.25, 0.15
_MIDDLE, _LEFT = attrgetter("middle"), attrgetter("left")


class Run(NamedTuple):
    """Text without a wide gap in it, with its box, and the size of its font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float


class Line(NamedTuple):
    """Runs at one height, from left to right.

    Attributes:
        runs: the runs.
        cut: of the last row of a page, whose label may go on over it, how many numbers it ends with; 0 for all others.
        rest: what may be the rest of such a label.
    """

    runs: tuple[Run, ...]
    cut: int = 0
    rest: bool = False

    @property
    def text(self) -> str:
        """The runs with tabs between."""
        return "\t".join(run.text for run in self.runs)

    @property
    def top(self) -> float:
        """The top of its highest run."""
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        """The bottom of its lowest run."""
        return max(run.bottom for run in self.runs)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.runs[-1].right

    @property
    def em(self) -> float:
        """The size of its largest font."""
        return max(run.em for run in self.runs)


def rows_of(chars: list[Char]) -> list[list[Char]]:
    """Characters that stand at one height, each row from left to right, the rows from the top."""
    if len(chars) == 1:
        return [chars]
    rows: list[tuple[float, float, list[Char]]] = []
    for char in sorted(chars, key=_MIDDLE):
        here, size = char.middle, char.em
        for middle, em, row in rows[-1:-5:-1]:
            if here - middle < 0.45 * (em if em < size else size) + 0.5:
                row.append(char)
                break
        else:
            rows.append((here, size, [char]))
    return [sorted(row, key=_LEFT) for *_, row in rows]


def runs_of(row: list[Char]) -> tuple[Run, ...]:
    """The characters of a row as runs."""
    cuts = [0]
    cuts += [place for place in range(1, len(row)) if _apart(row[place - 1], row[place])]
    return tuple(run_of(row[start:end]) for start, end in zip(cuts, [*cuts[1:], len(row)], strict=True))


def _apart(char: Char, after: Char) -> bool:
    both = char.text in _NUMBER and after.text in _NUMBER
    return after.left - char.right > max(char.em, after.em) * (_NUMBERS_APART if both else _TEXTS_APART)


def run_of(chars: list[Char]) -> Run:
    """Characters as one run, in their order."""
    return Run(
        spelled(chars),
        min(char.left for char in chars),
        min(char.top for char in chars),
        max(char.right for char in chars),
        max(char.bottom for char in chars),
        max(char.em for char in chars),
    )


def pieces_of(row: list[Char], gap: float) -> list[list[Char]]:
    """A row of characters, cut where two stand farther apart than `gap`, in ems."""
    pieces = [[row[0]]]
    for char, after in itertools.pairwise(row):
        if after.left - char.right > gap * after.em:
            pieces.append([])
        pieces[-1].append(after)
    return pieces


def spelled(chars: list[Char]) -> str:
    """Characters from left to right as text, a space between Latin words."""
    pieces = [chars[0].text]
    for char, after in itertools.pairwise(chars):
        both = char.text in _NUMBER and after.text in _NUMBER
        wide = after.left - char.right > (_DIGITS_APART if both else _WORDS_APART) * after.em
        if wide and (both or (char.text.isascii() and after.text.isascii())):
            pieces.append(" ")
        pieces.append(after.text)
    return "".join(pieces)


def lines_of(chars: list[Char]) -> list[Line]:
    """The lines of a page in reading order: the left column of a page in two columns before its right one."""
    lines = [Line(runs_of(row)) for row in rows_of(chars)]
    if not lines:
        return []
    lines.sort(key=lambda line: line.top)
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    ordered: list[Line] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        left = tuple(run for run in line.runs if run.right <= gutter)
        right = tuple(run for run in line.runs if run.left >= gutter)
        if len(left) + len(right) < len(line.runs):
            ordered += [*sides[0], *sides[1], line]
            sides = ([], [])
            continue
        for side, runs in zip(sides, (left, right), strict=True):
            if runs:
                side.append(Line(runs))
    return [*ordered, *sides[0], *sides[1]]


#: A page in two columns: so many lines of prose on either side, so long on the whole, and a gap so wide, in ems.
_COLUMN_LINES, _COLUMN_WIDTH, _GUTTER = 8, 10, 1.0


def _gutter(lines: list[Line]) -> float | None:
    """Where a page in two columns of prose is parted; None for all other pages."""
    runs = [run for line in lines for run in line.runs]
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    middle = (left + right) / 2
    near = [run for run in runs if run.right < middle + (right - left) * 0.1]
    if len(near) < _COLUMN_LINES:
        return None
    ends = sorted(run.right for run in near if run.right - run.left > _COLUMN_WIDTH * run.em)
    if not ends:
        return None
    gutter = ends[-1] + 0.1
    beyond = [run for run in runs if run.left >= gutter]
    crossing = len(runs) - len(near) - len(beyond)
    long = [run for run in beyond if run.right - run.left > _COLUMN_WIDTH * run.em]
    enough = min(len(ends), len(long)) >= _COLUMN_LINES
    mostly = len(ends) > 0.6 * len(near) and len(long) > 0.6 * len(beyond) and crossing < 0.2 * len(runs)
    starts = sorted(run.left for run in long)
    wide = enough and starts[bisect_left(starts, gutter)] - gutter > _GUTTER * long[0].em
    return gutter if enough and mostly and wide else None
