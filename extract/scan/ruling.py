"""The ruling lines of a picture, and the boxes that they part: the cells, before anything in them is read."""

from typing import NamedTuple

import cv2
import numpy as np

from extract.pdf.cells import MOST_PLACES, owners_of, sides_of
from extract.pdf.groups import grouped
from extract.pdf.rules import MOST_RULES, Rule, Rules, joined
from extract.scan.page import SCALE, Gray

#: The shortest piece of a rule, level and upright, in points: longer than strokes of most characters.
_LEVEL, _UPRIGHT = 15.0, 11.0
#: A level rule is that long at least, and so is an upright one that touches a single other; and how near is touching.
_TABLE, _NEAR = 30.0, 2.0
#: Gaps that dirt and faint print tear into a rule, and how thick one is at most, in points.
_TORN, _THICKEST = 1.0, 3.2


class Box(NamedTuple):
    """A cell of a table: its sides in points."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left < x < self.right and self.top < y < self.bottom


def rules_of(ink: Gray) -> Rules:
    """The ruling lines of an upright page; none where it is a drawing."""
    level = joined([Rule(at, start, end) for at, start, end in _strokes(ink, _LEVEL)])
    across = cv2.transpose(ink)
    upright = joined([Rule(at, start, end) for at, start, end in _strokes(across, _UPRIGHT)])
    level = [rule for rule in level if rule.end - rule.start >= _TABLE]
    upright = [rule for rule in upright if _ends(rule, level) >= (1 if rule.end - rule.start >= _TABLE else 2)]
    return Rules([], []) if max(len(level), len(upright)) > MOST_RULES else Rules(level, upright)


def _ends(rule: Rule, crossing: list[Rule]) -> int:
    """How many of the rules across touch a rule, which a stroke of a character between them does not."""
    return sum(
        other.start - _NEAR <= rule.at <= other.end + _NEAR and rule.start - _NEAR <= other.at <= rule.end + _NEAR
        for other in crossing
    )


def _strokes(ink: Gray, least: float) -> list[tuple[float, float, float]]:
    """Level strokes: their height, start and end in points."""
    torn, long = (np.ones((1, max(1, round(size * SCALE))), np.uint8) for size in (_TORN, least))
    whole = cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, torn), cv2.MORPH_OPEN, long)
    # What is left of the tilt makes a rule climb by a dot or two.
    whole = cv2.dilate(whole, np.ones((3, 1), np.uint8))
    boxes = cv2.connectedComponentsWithStats(whole, connectivity=8)[2][1:]
    return [
        ((y + tall / 2) / SCALE, x / SCALE, (x + wide) / SCALE)
        for x, y, wide, tall, _ in boxes.tolist()
        if tall <= _THICKEST * SCALE + 2 and wide >= least * SCALE
    ]


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
