"""The ruling lines of a page: strokes, edges of stroked boxes, thin filled boxes and thin pictures."""

import ctypes
import itertools
import math
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extract.pdf.page import native
from extract.pdf.page.characters import Turn

#: Thicker than this, and a filled box is no rule, in points.
THICKEST = 2.6
#: Pieces of one rule may lie so far apart along it, and across it; a rule is at least so long.
GAP, BESIDE, SHORTEST = 2.5, 1.2, 5.0
#: More pieces or rules on a page are a drawing, and no table is looked for in it.
MOST_PIECES, MOST_RULES = 40_000, 700
_DEEPEST_FORM = 4
#: Where pdfium puts what it is asked for.
_BOUNDS, _MATRIX = native.floats(4), native.floats(6)
_FILL, _STROKE = ctypes.c_int(), ctypes.c_int()
_BOUNDS_AT = [ctypes.addressof(_BOUNDS) + 4 * place for place in range(4)]


class Rule(NamedTuple):
    """A straight line: `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The horizontal and the vertical rules of a page."""

    level: list[Rule]
    upright: list[Rule]


_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def page_rules(page: pdfium.FPDF_PAGE, turn: Turn) -> Rules:
    """The rules of a page in upright coordinates, the pieces of one rule made one; none where the page is a drawing."""
    pieces = _Pieces(turn)
    address = native.address_of(page)
    for index in range(native.count_objects(address)):
        thing = native.page_object(address, index)
        kind = native.object_kind(thing)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            pieces.add(thing, kind, _SAME, 0)
        if pieces.count > MOST_PIECES:
            return Rules([], [])
    level, upright = joined(pieces.level), joined(pieces.upright)
    return Rules([], []) if len(level) > MOST_RULES or len(upright) > MOST_RULES else Rules(level, upright)


class _Pieces:
    """Pieces of rules under way."""

    def __init__(self, turn: Turn) -> None:
        self.turn, self.count = turn, 0
        self.level: list[Rule] = []
        self.upright: list[Rule] = []

    def add(self, thing: int, kind: int, around: _Matrix, depth: int) -> None:
        """Add what `thing` draws, with the matrix of the forms around it."""
        self.count += 1
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _times(_matrix(thing), around)
            for index in range(native.count_inside(thing)):
                part = native.object_inside(thing, index)
                self.add(part, native.object_kind(part), inner, depth + 1)
                if self.count > MOST_PIECES:
                    return
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and not self._thin(thing, around):
            self._path(thing, around)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._thin(thing, around)

    def _thin(self, thing: int, around: _Matrix) -> bool:
        """Add a thing that is as thin as a rule; False for all others."""
        if not native.bounds_of(thing, *_BOUNDS_AT):
            return True
        left, bottom, right, top = _BOUNDS
        x0, y0 = _moved(around, left, bottom)
        x1, y1 = _moved(around, right, top)
        return self._box(*self.turn.box(x0, y0, x1, y1))

    def _box(self, left: float, top: float, right: float, bottom: float) -> bool:
        wide, tall = right - left, bottom - top
        if not (math.isfinite(wide) and math.isfinite(tall)):
            return True
        if min(wide, tall) >= THICKEST:
            return False
        if tall < THICKEST and wide >= 0.2:
            self.level.append(Rule((top + bottom) / 2, left, right))
        if wide < THICKEST and tall >= 0.2:
            self.upright.append(Rule((left + right) / 2, top, bottom))
        return True

    def _path(self, thing: int, around: _Matrix) -> None:
        """Add the level and upright edges of a stroked path, or the thin boxes of a filled one."""
        native.draw_mode(thing, ctypes.addressof(_FILL), ctypes.addressof(_STROKE))
        fill, stroke = _FILL.value, _STROKE.value
        count = native.count_segments(thing)
        self.count += count
        if self.count > MOST_PIECES:
            return
        for corners in _outlines(thing, count, _times(_matrix(thing), around)):
            if stroke:
                for (x0, y0), (x1, y1) in itertools.pairwise(corners):
                    box = self.turn.box(x0, y0, x1, y1)
                    if min(box[2] - box[0], box[3] - box[1]) < 1.0:
                        self._box(*box)
            elif fill:
                across, along = [x for x, _ in corners], [y for _, y in corners]
                self._box(*self.turn.box(min(across), min(along), max(across), max(along)))


def _outlines(thing: int, count: int, matrix: _Matrix) -> list[list[tuple[float, float]]]:
    """The corners of each part of a path, as the page has them; curves are left out with their part."""
    done: list[list[tuple[float, float]]] = []
    corners: list[tuple[float, float]] = []
    for index in range(count):
        segment = native.segment_of(thing, index)
        native.segment_point(segment, *_BOUNDS_AT[:2])
        x, y = _BOUNDS[:2]
        kind = native.segment_kind(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(corners) > 1:
                done.append(corners)
            corners = []
        corners.append(_moved(matrix, x, y))
        if native.closes(segment) and len(corners) > 1:
            corners.append(corners[0])
    return [*done, corners] if len(corners) > 1 else done


def joined(pieces: list[Rule]) -> list[Rule]:
    """Pieces of one rule as one, the shortest left out; by `at`, then `start`."""
    tracks: list[list[Rule]] = []
    for piece in sorted(pieces):
        if tracks and piece.at - tracks[-1][0].at <= BESIDE:
            tracks[-1].append(piece)
        else:
            tracks.append([piece])
    rules = []
    for track in tracks:
        at = sum(piece.at for piece in track) / len(track)
        start, end = -math.inf, -math.inf
        for piece in sorted(track, key=lambda piece: piece.start):
            if piece.start > end + GAP:
                rules.append(Rule(at, start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        rules.append(Rule(at, start, end))
    return [rule for rule in rules if rule.end - rule.start >= SHORTEST]


def _matrix(thing: int) -> _Matrix:
    if not native.matrix_of_object(thing, ctypes.addressof(_MATRIX)):
        return _SAME
    a, b, c, d, e, f = _MATRIX
    return a, b, c, d, e, f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
