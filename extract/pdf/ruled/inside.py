"""The text inside a cell: its lines joined, unless they are two values whose rule is missing."""

import itertools
from typing import NamedTuple

from extract.pdf.page.characters import STRUCK, UNKNOWN, Char
from extract.pdf.page.lines import rows_of, spelled

_DIGITS = frozenset("0123456789０１２３４５６７８９")
_NUMBER = _DIGITS | frozenset(".,．，-—")
#: What a cell keeps free at its sides at most, in points, on both together.
_PADDING = 13.0
#: Digits nearer than this are of one number; in one cell two digits further apart than that are two, in ems.
_TOUCHING, _APART, _FAR = 0.12, 0.5, 1.0
#: Digits of one number do not stand on each other, as a share of the width of one.
_OVER = 0.4
#: Lines of one number are no further apart than this, in ems.
_PITCH = 2.4


class CellText(NamedTuple):
    """The text of a cell, whether its last line is full, and whether it is a number over several lines."""

    text: str
    full: bool = False
    broken: bool = False


def cell_text(chars: list[Char], across: list[float], down: list[float]) -> CellText | None:
    """The text of a cell; None where it may be that of two cells.

    Args:
        chars: what stands in the cell.
        across: the sides of the columns that it takes.
        down: the sides of the rows that it takes.
    """
    chars = without_struck(chars)
    if not chars:
        return CellText("")
    rows = rows_of(chars)
    if any(_parted(row, across[1:-1]) for row in rows):
        return None
    width = across[-1] - across[0]
    if any(_is_overprinted(row) for row in rows):
        return CellText(UNKNOWN)
    texts = [spelled(row) for row in rows]
    for place, (row, after) in enumerate(itertools.pairwise(rows)):
        if _is_number(texts[place]) and _is_number(texts[place + 1]):
            # The end of the cell, too: what hangs out below it may be the number of a row that has lost its rules.
            between = any(row[0].middle < side < after[0].middle for side in down[1:])
            if between or not _goes_on(row, after, width):
                return None
    text = "".join(texts)
    full = _free(rows[-1], width) < rows[-1][-1].em + _PADDING
    return CellText(text, full, len(rows) > 1 and _is_number(text))


def without_struck(chars: list[Char]) -> list[Char]:
    """The characters of a cell without what is struck out; a single `UNKNOWN` where all is."""
    left = [char for char in chars if char.text != STRUCK]
    return left if left or not chars else [chars[0]._replace(text=UNKNOWN)]


def all_broken(cells: list[CellText]) -> bool:
    """Whether all numbers of a row go over several lines: more likely the rule between two rows is missing."""
    numbers = [cell for cell in cells if _is_number(cell.text)]
    return len(numbers) > 1 and all(cell.broken for cell in numbers)


def is_spilt(chars: list[Char], owned: dict[int, tuple[int, int]]) -> bool:
    """Whether a number reaches over the side of its cell: it stands in two cells then."""
    for row in rows_of([char for char in chars if char.text in _NUMBER]):
        for char, after in itertools.pairwise(row):
            near = after.left - char.right < _TOUCHING * after.em
            if near and owned[id(char)] != owned[id(after)]:
                return True
    return False


def _is_overprinted(row: list[Char]) -> bool:
    """Whether two digits of a line stand on each other: nobody knows which number is meant."""
    return any(
        char.text in _DIGITS and after.text in _DIGITS and char.right - after.left > _OVER * (after.right - after.left)
        for char, after in itertools.pairwise(row)
    )


def _is_number(text: str) -> bool:
    return not set(text) - _NUMBER and bool(set(text) & _DIGITS)


def _free(row: list[Char], width: float) -> float:
    """The room beside a line of a cell."""
    return width - (row[-1].right - row[0].left)


def _goes_on(row: list[Char], after: list[Char], width: float) -> bool:
    """Whether a number goes on in the next line: the line has no room for a digit, and the next one is near."""
    digit = row[-1].right - row[-1].left
    near = after[0].middle - row[0].middle < _PITCH * after[0].em
    shorter = len(after) <= len(row) + 1
    return near and shorter and _free(row, width) < digit + _PADDING


def _parted(row: list[Char], edges: list[float]) -> bool:
    """Whether a line of a cell holds two numbers, or a number across a side that other rows have."""
    for char, after in itertools.pairwise(row):
        gap, em = after.left - char.right, max(char.em, after.em)
        first, second = char.text in _DIGITS, after.text in _DIGITS
        if first and second and gap > _APART * em:
            return True
        if (first or second) and gap > _FAR * em and any(char.right <= edge <= after.left for edge in edges):
            return True
    return False
