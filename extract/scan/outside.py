"""Lines of writing outside of tables, by the network that sees where some is."""

import cv2
import numpy as np

from extract.scan.ink import clean, dots_of, filled, runs
from extract.scan.models import writing_on
from extract.scan.page import SCALE, Gray, Sheet
from extract.scan.ruling import Box

#: Ink as high as this is a line, in points.
_LEAST = 3.0
#: The network sees a page at this share of its size; a dot above this is writing.
_SEEN, _WRITING = 0.5, 0.3
#: Paper that the network sees above and below the ink, and what it sees at once (memory), in dots.
_AROUND, _HIGHEST = 40, 2400
#: How much the network's lines are too thin, in their heights.
_THIN = 0.55


def lines_outside(sheet: Sheet, cells: list[Box]) -> list[Box]:
    """The lines of writing outside of cells, from the top."""
    gray = sheet.gray.copy()
    paper = int(np.median(gray[::7, ::7]))
    for cell in cells:
        left, top, right, bottom = dots_of(cell, 2.0, gray)
        gray[top:bottom, left:right] = paper
    found: list[Box] = []
    for top, bottom in _written(cells, sheet.ink):
        found += [
            box._replace(top=box.top + top / SCALE, bottom=box.bottom + top / SCALE) for box in _seen(gray[top:bottom])
        ]
    return found


def _written(cells: list[Box], ink: Gray) -> list[tuple[int, int]]:
    """The stretches of a page, in dots, with ink that stands in no table: the network sees no others."""
    height = ink.shape[0]
    free = np.ones(height, dtype=np.bool_)
    for cell in cells:
        free[int(cell.top * SCALE) : int(cell.bottom * SCALE)] = False
    rows = filled(clean(ink), 1)
    found: list[tuple[int, int]] = []
    for first, last in runs(free):
        for start, end in runs(rows[first:last]):
            near = bool(found) and first <= found[-1][0] and first + start - found[-1][1] < _AROUND
            if near and found[-1][1] - found[-1][0] < _HIGHEST:
                found[-1] = (found[-1][0], first + end)
            else:
                found.append((first + start, first + end))
    ends = [-_AROUND, *(bottom for _, bottom in found)]
    starts = [*(top for top, _ in found), height + _AROUND]
    around = [min(_AROUND, (start - end) // 2) for end, start in zip(ends, starts, strict=True)]
    return [
        (max(0, top - above), min(height, bottom + below))
        for (top, bottom), above, below in zip(found, around, around[1:], strict=False)
        if _LEAST * SCALE < bottom - top < 2 * _HIGHEST
    ]


def _seen(gray: Gray) -> list[Box]:
    """The lines that the network sees on a part of a page."""
    small = cv2.resize(gray, None, fx=_SEEN, fy=_SEEN, interpolation=cv2.INTER_AREA)
    tall, wide = small.shape
    padded = cv2.copyMakeBorder(
        small, 0, -tall % 32, 0, -wide % 32, cv2.BORDER_CONSTANT, value=int(np.median(small[::5, ::5]))
    )
    likely = (writing_on(padded)[:tall, :wide] > _WRITING).astype(np.uint8)
    unit = SCALE * _SEEN
    boxes = []
    for x, y, w, h, area in cv2.connectedComponentsWithStats(likely, connectivity=8)[2][1:].tolist():
        if area >= 12 and h >= 2 * unit:
            more = _THIN * h
            boxes.append(Box((x - more) / unit, (y - more) / unit, (x + w + more) / unit, (y + h + more) / unit))
    return sorted(boxes, key=lambda box: box.top)
