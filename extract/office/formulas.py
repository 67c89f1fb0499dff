"""Formulas of sheets whose values the file does not hold, or does not hold for sure.

A program that writes a workbook without counting leaves 0 or nothing in the place of a formula's value, and asks Excel
to count when it opens the file: nobody ever sees that 0. Plain sums over numbers of the sheet are counted here as Excel
would; every other such cell shows its formula, which is no number.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml import etree

from extract.word.parts import parse

#: A cell of a sheet: its row and column, from 0.
Place = tuple[int, int]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ON = frozenset(("1", "true", "on"))
_OFF = frozenset(("0", "false", "off"))
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?")
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_TERM = re.compile(r"([+-]?)(?:SUM\(([^()]*)\)|([^()+,-]+))")
_FORMULA_CELL = re.compile(rb"<(?:\w+:)?f[\s/>]")
#: So many places all sums of a sheet may add up.
_MOST_ADDED = 1_000_000
#: So deep a sum may hang on others.
_DEEPEST = 50


class Formula(NamedTuple):
    """A cell's formula: its text without the sign, `""` where another cell has it; whether the file holds a value."""

    text: str
    has_value: bool


def asks_to_count(book: bytes | None) -> bool:
    """Whether a workbook (the part of a new Excel file) asks for its formulas to be counted when it is opened."""
    if book is None or b"calcPr" not in book:
        return False
    told = [each.attrib for each in parse(book, "workbook.xml").iterfind(f"{_MAIN}calcPr")]
    return any(each.get("fullCalcOnLoad") in _ON or each.get("calcCompleted") in _OFF for each in told)


def formulas_of(part: bytes) -> dict[Place, Formula]:
    """The formulas of a sheet (the part of a new Excel file), by row and column from 0; errors stand as values.

    Raises:
        UnreadableError: `damaged`.
    """
    if not _FORMULA_CELL.search(part):
        return {}
    found = {}
    for cell in parse(part, "sheet").iter(f"{_MAIN}c"):
        formula, place = cell.find(f"{_MAIN}f"), _place(cell)
        if formula is not None and place:
            held = cell.find(f"{_MAIN}v")
            has_value = held is not None and (bool(held.text) or cell.get("t") == "str")
            found[place] = Formula((formula.text or "").strip(), has_value)
    return found


def errors_of(part: bytes) -> dict[Place, str]:
    """The cells of a sheet that show an error (`#REF!`), which calamine takes for blank ones.

    Raises:
        UnreadableError: `damaged`.
    """
    if not re.search(rb"""\st\s*=\s*["']e["']""", part):
        return {}
    cells = [(_place(cell), cell) for cell in parse(part, "sheet").iter(f"{_MAIN}c") if cell.get("t") == "e"]
    return {place: cell.findtext(f"{_MAIN}v") or "#" for place, cell in cells if place}


def counted(
    formulas: dict[Place, Formula], values: Callable[[Place], object], *, asks: bool
) -> dict[Place, float | str]:
    """What the cells show whose values the file does not hold for sure: a sum, else the formula itself.

    Args:
        formulas: as from `formulas_of`.
        values: what the file holds in a place of the sheet: a number, a text, "" for nothing.
        asks: whether the workbook asks for all formulas to be counted.
    """
    sums = _Sums(formulas, values)
    shown: dict[Place, float | str] = {}
    for place, formula in formulas.items():
        total, held = sums.total(place), values(place)
        if asks or not formula.has_value:
            shown[place] = f"={formula.text}" if total is None else total
        elif total is not None and not (isinstance(held, int | float) and math.isclose(held, total, abs_tol=1e-9)):
            # Two values, and nothing that says which of them a reader sees.
            shown[place] = f"={formula.text}"
    return shown


class _Sums:
    """The sums of a sheet, each counted once."""

    def __init__(self, formulas: dict[Place, Formula], values: Callable[[Place], object]) -> None:
        self._formulas, self._values = formulas, values
        self._known: dict[Place, float | None] = {}
        self._left = _MOST_ADDED

    def total(self, place: Place, deep: int = 0) -> float | None:
        """What a formula that only adds comes to; None for any other, and for one that hangs on itself."""
        if place not in self._known:
            self._known[place] = None
            self._known[place] = self._counted(self._formulas[place].text, deep)
        return self._known[place]

    def _counted(self, text: str, deep: int) -> float | None:
        written = text.replace(" ", "").upper().lstrip("+")
        terms = list(_TERM.finditer(written))
        if deep > _DEEPEST or not terms or "".join(term[0] for term in terms) != written:
            return None
        if any(not term[1] for term in terms[1:]):
            return None
        sums = [self._added((term[2] if term[2] is not None else term[3]).split(","), deep) for term in terms]
        known = [each for each in sums if each is not None]
        signed = [-each if term[1] == "-" else each for term, each in zip(terms, known, strict=False)]
        return math.fsum(signed) if len(known) == len(sums) else None

    def _added(self, parts: Sequence[str], deep: int) -> float | None:
        """The sum of numbers, cells and blocks of cells; None where one of these is no number."""
        numbers: list[float] = []
        for part in parts:
            if _NUMBER.fullmatch(part):
                numbers.append(float(part))
                continue
            block = _REFERENCE.fullmatch(part)
            if block is None:
                return None
            first = _at(block[1], block[2])
            last = _at(block[3], block[4]) if block[3] else first
            self._left -= max(0, last[0] - first[0] + 1) * max(0, last[1] - first[1] + 1)
            if self._left < 0:
                return None
            for row in range(first[0], last[0] + 1):
                for column in range(first[1], last[1] + 1):
                    number = self._number((row, column), deep)
                    if number is None:
                        return None
                    numbers.append(number)
        return math.fsum(numbers)

    def _number(self, place: Place, deep: int) -> float | None:
        """The number in a cell, 0 in a blank one."""
        if place in self._formulas:
            return self.total(place, deep + 1)
        value = self._values(place)
        if isinstance(value, str) and not value:
            return 0
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _place(cell: etree._Element) -> Place | None:
    placed = _REFERENCE.fullmatch(cell.get("r", ""))
    return _at(placed[1], placed[2]) if placed and not placed[3] else None


def _at(letters: str, row: str) -> Place:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row) - 1, column - 1
