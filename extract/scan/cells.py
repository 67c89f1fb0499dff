"""Lines of writing inside the cells of tables, by their ink."""

from extract.scan.ink import clean, dots_of, filled, runs
from extract.scan.page import SCALE, Gray, Sheet
from extract.scan.ruling import Box

#: A cell keeps that free along its rules, in points.
_RULE = 1.1
#: Ink as high as this is a line, in points; lines nearer than this are one (二 is two strokes), in heights of a line.
_LEAST, _ONE = 3.0, 1.2
#: Of the lines' heights, those of digits too, this one is a whole line's.
_WHOLE = 0.8
#: A gap that parts two pieces of a line, in heights of a line.
_APART = 1.3


def lines_in(cells: list[Box], sheet: Sheet) -> list[Box]:
    """The lines of writing in cells, pieces that stand apart as lines of their own; none where there is no ink."""
    bands = [(cell, *_bands(cell, sheet)) for cell in cells]
    heights = sorted(bottom - top for _, _, found in bands for top, bottom in found if bottom - top >= 6)
    usual = heights[int(_WHOLE * len(heights))] if heights else 10.0
    return [box for cell, ink, rows in bands for band in _merged(rows, usual) for box in _pieces(cell, ink, band)]


def _bands(cell: Box, sheet: Sheet) -> tuple[Gray, list[tuple[float, float]]]:
    """The clean ink inside a cell, and the heights, in points of the page, at which some stands."""
    left, top, right, bottom = dots_of(cell, -_RULE, sheet.ink)
    ink = _without_rules(clean(sheet.ink[top:bottom, left:right]))
    return ink, [(cell.top + _RULE + a / SCALE, cell.top + _RULE + b / SCALE) for a, b in runs(filled(ink, 1))]


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
    columns = runs(filled(ink[first:last], 0))
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
