"""Lines of writing on a page: those inside a cell by their ink, those outside of tables by the network that sees them.

Each line is cut out twice, at two scales, for two readings.
"""

import itertools
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from extract.scan.models import HEIGHT, writing_on
from extract.scan.page import SCALE, Gray, Sheet
from extract.scan.ruling import Box

Flags = npt.NDArray[np.bool_]
#: A cell keeps that free along its rules, in points.
_RULE = 1.1
#: Dirt: spots with less ink, in dots, and no taller or wider, in points.
_DIRT, _SPOT = 14, 1.6
#: Ink as high as this is a line, in points; lines nearer than this are one (二 is two strokes), in heights of a line.
_LEAST, _ONE = 3.0, 1.2
#: A gap that parts two pieces of a line, in heights of a line.
_APART = 1.3
#: How much of its height is left free above and below a line, and as much at its ends, in the two readings.
MARGINS = (0.10, 0.40)
#: A line is wider than so many times its height: cut in two, at a gap.
_LONGEST = 40
#: The network sees a page at this share of its size; a dot above this is writing.
_SEEN, _WRITING = 0.5, 0.3
#: Paper that the network sees above and below the ink, and what it sees at once (memory), in dots.
_AROUND, _HIGHEST = 40, 2400
#: How much the network's lines are too thin, in their heights.
_THIN = 0.55


def clean(ink: Gray) -> Gray:
    """Ink without dirt."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    spot = _SPOT * SCALE
    small = (boxes[:, 4] < _DIRT) & (boxes[:, 2] < spot) & (boxes[:, 3] < spot)
    done: Gray = np.where(small[labels], 0, ink).astype(np.uint8) if count > 1 else ink
    return done


def lines_in(cells: list[Box], sheet: Sheet) -> list[tuple[Box, list[Box]]]:
    """The lines of writing in each cell that has any, pieces that stand apart as lines of their own."""
    bands = [(cell, *_bands(cell, sheet)) for cell in cells]
    heights = [bottom - top for _, _, found in bands for top, bottom in found if bottom - top >= 6]
    usual = median(heights) if heights else 10.0
    found = []
    for cell, ink, rows in bands:
        boxes = [box for band in _merged(rows, usual) for box in _pieces(cell, ink, band)]
        if boxes:
            found.append((cell, boxes))
    return found


def _bands(cell: Box, sheet: Sheet) -> tuple[Gray, list[tuple[float, float]]]:
    """The clean ink inside a cell, and the heights, in points of the page, at which some stands."""
    left, top, right, bottom = _dots(cell, -_RULE, sheet.ink)
    ink = _without_rules(clean(sheet.ink[top:bottom, left:right]))
    return ink, [(cell.top + _RULE + a / SCALE, cell.top + _RULE + b / SCALE) for a, b in _runs(_inked(ink, 1))]


def _without_rules(ink: Gray) -> Gray:
    """What a rule that is thicker than others, or leans, leaves along the sides of a cell, taken off."""
    if min(ink.shape, default=0) < 8:
        return ink
    done = ink.copy()
    edge = round(1.2 * SCALE)
    for part in (done[:edge], done[-edge:]):
        part[(part > 0).mean(axis=1) > 0.6] = 0
    for part in (done[:, :edge], done[:, -edge:]):
        part[:, (part > 0).mean(axis=0) > 0.6] = 0
    return done


def _inked(ink: Gray, axis: int) -> Flags:
    """Which rows (axis 1) or columns (axis 0) have ink."""
    found: Flags = np.any(ink > 0, axis=axis)
    return found


def _runs(filled: Flags) -> list[tuple[int, int]]:
    """The stretches that are filled: first, and one behind the last."""
    turns = np.flatnonzero(np.diff(np.concatenate([[False], filled, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(turns[::2], turns[1::2], strict=True)]


def _merged(bands: list[tuple[float, float]], usual: float) -> list[tuple[float, float]]:
    """Bands of one line as one."""
    done: list[tuple[float, float]] = []
    for top, bottom in bands:
        if done and bottom - done[-1][0] <= _ONE * usual:
            done[-1] = (done[-1][0], bottom)
        else:
            done.append((top, bottom))
    return done


def _pieces(cell: Box, ink: Gray, band: tuple[float, float]) -> list[Box]:
    """The pieces of one line in a cell."""
    top, bottom = band
    first, last = (round((at - cell.top - _RULE) * SCALE) for at in band)
    columns = _runs(_inked(ink[first:last], 0))
    left = cell.left + _RULE
    apart = _APART * max(bottom - top, 6.0) * SCALE
    pieces: list[tuple[int, int]] = []
    for start, end in columns:
        if pieces and start - pieces[-1][1] < apart:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    boxes = [Box(left + start / SCALE, top, left + end / SCALE, bottom) for start, end in pieces]
    # A dash is thin, but wide.
    return [box for box in boxes if max(box.bottom - box.top, box.right - box.left) >= _LEAST]


def lines_outside(sheet: Sheet, cells: list[Box]) -> list[Box]:
    """The lines of writing outside of cells, from the top."""
    gray = sheet.gray.copy()
    paper = int(np.median(gray[::7, ::7]))
    for cell in cells:
        left, top, right, bottom = _dots(cell, 2.0, gray)
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
    rows = _inked(clean(ink), 1)
    found: list[tuple[int, int]] = []
    for first, last in _runs(free):
        for start, end in _runs(rows[first:last]):
            near = bool(found) and first <= found[-1][0] and first + start - found[-1][1] < _AROUND
            if near and found[-1][1] - found[-1][0] < _HIGHEST:
                found[-1] = (found[-1][0], first + end)
            else:
                found.append((first + start, first + end))
    tall = [(top, bottom) for top, bottom in found if bottom - top > _LEAST * SCALE]
    return [(max(0, top - _AROUND), min(height, bottom + _AROUND)) for top, bottom in tall]


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


def strip(gray: Gray, box: Box, margin: float) -> Gray:
    """A line cut out of a page, `HEIGHT` dots high, with so much of its height free around it."""
    free = margin * (box.bottom - box.top)
    left, top, right, bottom = _dots(box, free, gray)
    cut = gray[top:bottom, left:right]
    wide = max(8, round(cut.shape[1] * HEIGHT / max(cut.shape[0], 1)))
    how = cv2.INTER_AREA if cut.shape[0] > HEIGHT else cv2.INTER_CUBIC
    done: Gray = cv2.resize(cut, (wide, HEIGHT), interpolation=how)
    return done


def gaps(ink: Gray, box: Box) -> float:
    """The widest gap inside a line, in its heights."""
    left, top, right, bottom = _dots(box, 0, ink)
    columns = _runs(_inked(clean(ink[top:bottom, left:right]), 0))
    return max((after[0] - one[1] for one, after in itertools.pairwise(columns)), default=0) / max(bottom - top, 1)


def _dots(box: Box, more: float, page: Gray) -> tuple[int, int, int, int]:
    """The sides of a box, so many points larger, in dots that are on the page: left, top, right, bottom."""
    tall, wide = page.shape
    left, top = (max(0, round((at - more) * SCALE)) for at in (box.left, box.top))
    right, bottom = round((box.right + more) * SCALE), round((box.bottom + more) * SCALE)
    return left, top, max(left, min(right, wide)), max(top, min(bottom, tall))
