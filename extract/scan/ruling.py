"""The ruling lines of a picture, and the boxes that they part: the cells, before anything in them is read."""

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extract.pdf.page.rules import MOST_RULES, Rule, Rules, joined
from extract.pdf.ruled.cells import MOST_PLACES, owners_of, sides_of
from extract.pdf.ruled.groups import grouped
from extract.scan.page import SCALE, Gray, Sheet

#: The shortest piece of a rule, level and upright, in points: longer than strokes of most characters.
_LEVEL, _UPRIGHT = 15.0, 11.0
#: A level rule is that long at least, and so is an upright one that touches a single other; and how near is touching.
_TABLE, _NEAR = 30.0, 2.0
#: Gaps that dirt and faint print tear into a rule, and how thick one is at most, in points.
_TORN, _THICKEST = 1.0, 3.2

#: A rule's shadow, and around it the paper that is painted over it, in dots.
_AROUND, _NEAR_PAPER = 5, 61


class Box(NamedTuple):
    """A cell of a table: its sides in points."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left < x < self.right and self.top < y < self.bottom


class Drawn(NamedTuple):
    """The ruling lines of a page, and `dots`, 255 where they are."""

    rules: Rules
    dots: Gray


def rules_of(ink: Gray) -> Drawn:
    """The ruling lines of an upright page; none where it is a drawing."""
    level, upright = _strokes(ink, _LEVEL), _strokes(cv2.transpose(ink), _UPRIGHT)
    long = [rule for rule in joined(level.rules) if rule.end - rule.start >= _TABLE]
    high = [
        rule for rule in joined(upright.rules) if _ends(rule, long) >= (1 if rule.end - rule.start >= _TABLE else 2)
    ]
    if max(len(long), len(high)) > MOST_RULES:
        long, high = [], []
    dots = cv2.bitwise_or(_painted(level, long), cv2.transpose(_painted(upright, high)))
    return Drawn(Rules(long, high), dots)


def without_rules(sheet: Sheet, dots: Gray) -> Sheet:
    """A page with paper where its rules are."""
    thick = cv2.dilate(dots, np.ones((_AROUND, _AROUND), np.uint8))
    plain = ((sheet.ink == 0) & (thick == 0)).astype(np.float32)
    size = (_NEAR_PAPER, _NEAR_PAPER)
    paper = cv2.blur(sheet.gray * plain, size) / np.maximum(cv2.blur(plain, size), 0.01)
    gray = np.where(thick > 0, paper, sheet.gray).astype(np.uint8)
    return Sheet(gray, np.where(thick > 0, 0, sheet.ink).astype(np.uint8))


def _ends(rule: Rule, crossing: list[Rule]) -> int:
    """How many of the rules across touch a rule, which a stroke of a character between them does not."""
    return sum(
        other.start - _NEAR <= rule.at <= other.end + _NEAR and rule.start - _NEAR <= other.at <= rule.end + _NEAR
        for other in crossing
    )


class _Strokes(NamedTuple):
    """Level strokes: each as a rule in points, and for each dot the number of its stroke, `numbers` of these."""

    rules: list[Rule]
    numbers: list[int]
    dots: "npt.NDArray[np.int32]"


def _strokes(ink: Gray, least: float) -> _Strokes:
    """Level strokes of some length, thin ones."""
    torn, long = (np.ones((1, max(1, round(size * SCALE))), np.uint8) for size in (_TORN, least))
    whole = cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, torn), cv2.MORPH_OPEN, long)
    # What is left of the tilt makes a rule climb by a dot or two.
    whole = cv2.dilate(whole, np.ones((3, 1), np.uint8))
    _, dots, boxes, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    rules, numbers = [], []
    for number, (x, y, wide, tall, _) in enumerate(boxes.tolist()):
        if number and tall <= _THICKEST * SCALE + 2 and wide >= least * SCALE:
            rules.append(Rule((y + tall / 2) / SCALE, x / SCALE, (x + wide) / SCALE))
            numbers.append(number)
    return _Strokes(rules, numbers, dots)


def _painted(strokes: _Strokes, rules: list[Rule]) -> Gray:
    """255 where the strokes of these rules are."""
    kept = np.zeros(int(strokes.dots.max()) + 1, np.uint8)
    for stroke, number in zip(strokes.rules, strokes.numbers, strict=True):
        kept[number] = 255 * any(
            abs(stroke.at - rule.at) <= _THICKEST and rule.start - 1 <= stroke.start and stroke.end <= rule.end + 1
            for rule in rules
        )
    painted: Gray = kept[strokes.dots]
    return painted


def boxes_of(rules: Rules) -> list[Box]:
    """The cells between rules; a cell that other tables stand in is a frame, and none."""
    tables = []
    for group in grouped(rules, []):
        edges, rows = sides_of(group.upright, group.level), sides_of(group.level, group.upright)
        if len(edges) < 2 or len(rows) < 2 or len(edges) * len(rows) > MOST_PLACES:
            continue
        sides: dict[tuple[int, int], Box] = {}
        for (row, column), owner in owners_of(group, edges, rows).items():
            place = Box(edges[column], rows[row], edges[column + 1], rows[row + 1])
            sides[owner] = _around(sides[owner], place) if owner in sides else place
        tables.append(list(sides.values()))
    whole = [_around(*cells) for cells in tables]
    return [
        cell
        for number, cells in enumerate(tables)
        for cell in cells
        if not any(
            number != other and cell.holds((table.left + table.right) / 2, (table.top + table.bottom) / 2)
            for other, table in enumerate(whole)
        )
    ]


def _around(*boxes: Box) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
