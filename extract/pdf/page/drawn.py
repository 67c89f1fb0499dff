"""What is drawn on a page beside its text: pieces of rules, filled boxes, and in which order things are drawn."""

import ctypes
import itertools
import math
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extract.pdf.page import native
from extract.pdf.page.characters import Turn
from extract.pdf.page.inks import Colour, clip_box, colour_of
from extract.pdf.page.rules import THICKEST, Rule

#: More pieces on a page are a drawing, and no table is looked for in it.
MOST_PIECES = 40_000
#: More filled boxes are a drawing, too: what they cover is not asked.
_MOST_BOXES = 3_000
_DEEPEST_FORM = 4
#: What covers so much is opaque; edges of a box are straight to this, in points.
_OPAQUE, _STRAIGHT = 0.95, 0.3
#: Where pdfium puts what it is asked for.
_BOUNDS, _MATRIX = native.floats(4), native.floats(6)
_FILL, _STROKE = ctypes.c_int(), ctypes.c_int()
_BOUNDS_AT = [ctypes.addressof(_BOUNDS) + 4 * place for place in range(4)]


class Filled(NamedTuple):
    """A filled box, upright, y downward.

    Attributes:
        order: how many things are drawn before it.
        left, top, right, bottom: its sides; those around it where it is no box.
        colour: its colour; None where it has several, or is no box.
        opaque: nothing shows through.
    """

    order: int
    left: float
    top: float
    right: float
    bottom: float
    colour: Colour | None
    opaque: bool


class Drawn(NamedTuple):
    """What is drawn on a page.

    Attributes:
        level, upright: pieces of rules.
        boxes: filled boxes that are no rules, in the order in which they are drawn.
        orders: the address of each text object and how many things are drawn before it.
        alphas: how much the forms around a text object let it cover, where that is not all.
    """

    level: list[Rule]
    upright: list[Rule]
    boxes: list[Filled]
    orders: dict[int, int]
    alphas: dict[int, float]


_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def page_drawn(page: pdfium.FPDF_PAGE, turn: Turn) -> Drawn:
    """What is drawn on a page, in upright coordinates; no rules and boxes where the page is a drawing."""
    pieces = _Pieces(turn)
    address = native.address_of(page)
    for index in range(native.count_objects(address)):
        thing = native.page_object(address, index)
        pieces.add(thing, native.object_kind(thing), _SAME, 1.0, 0)
        if pieces.count > MOST_PIECES:
            return Drawn([], [], [], pieces.orders, pieces.alphas)
    boxes = pieces.boxes if len(pieces.boxes) <= _MOST_BOXES else []
    return Drawn(pieces.level, pieces.upright, boxes, pieces.orders, pieces.alphas)


class _Pieces:
    """Pieces of rules under way."""

    def __init__(self, turn: Turn) -> None:
        self.turn, self.count = turn, 0
        self.level: list[Rule] = []
        self.upright: list[Rule] = []
        self.boxes: list[Filled] = []
        self.orders: dict[int, int] = {}
        self.alphas: dict[int, float] = {}
        self.order = 0

    def add(self, thing: int, kind: int, around: _Matrix, alpha: float, depth: int) -> None:
        """Add what `thing` draws, with the matrix and the opacity of the forms around it."""
        self.order += 1
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.orders[thing] = self.order
            if alpha < 1:
                self.alphas[thing] = alpha
            return
        self.count += 1
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _times(_matrix(thing), around)
            alpha *= colour_of(thing)[1]
            for index in range(native.count_inside(thing)):
                part = native.object_inside(thing, index)
                self.add(part, native.object_kind(part), inner, alpha, depth + 1)
                if self.count > MOST_PIECES:
                    return
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and not self._thin(thing, around):
            self._path(thing, around, alpha)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING) and not self._thin(thing, around):
            self._fill(self._bounds(around), None)

    def _thin(self, thing: int, around: _Matrix) -> bool:
        """Add a thing that is as thin as a rule; False for all others."""
        if not native.bounds_of(thing, *_BOUNDS_AT):
            return True
        return self._box(*self._bounds(around))

    def _bounds(self, around: _Matrix) -> tuple[float, float, float, float]:
        """The box of the thing whose bounds stand in `_BOUNDS`."""
        left, bottom, right, top = _BOUNDS
        if around is not _SAME:
            left, bottom = _moved(around, left, bottom)
            right, top = _moved(around, right, top)
        return self.turn.box(left, bottom, right, top)

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

    def _fill(self, box: tuple[float, float, float, float], colour: Colour | None, *, opaque: bool = False) -> None:
        """Add a filled box."""
        self.boxes.append(Filled(self.order, *box, colour, opaque))

    def _path(self, thing: int, around: _Matrix, alpha: float) -> None:
        """Add the level and upright edges of a stroked path, and the boxes of a filled one: thin ones are rules."""
        native.draw_mode(thing, ctypes.addressof(_FILL), ctypes.addressof(_STROKE))
        fill, stroke = _FILL.value, _STROKE.value
        count = native.count_segments(thing)
        self.count += count
        if self.count > MOST_PIECES:
            return
        whole = self._bounds(around)
        outlines = _outlines(thing, count, _times(_matrix(thing), around) if around is not _SAME else _matrix(thing))
        colour, cover = colour_of(thing) if fill else (None, 0.0)
        opaque = cover * alpha > _OPAQUE and not native.is_blended(thing)
        if fill and not outlines:
            self._fill(whole, None)
        for corners in outlines:
            across, along = [x for x, _ in corners], [y for _, y in corners]
            box = self.turn.box(min(across), min(along), max(across), max(along))
            if stroke:
                self._edges(corners)
            if fill and (stroke or not self._box(*box)):
                within, exact = self._clipped(thing, box, around)
                exact &= _is_box(corners)
                self._fill(within, colour if exact else None, opaque=opaque and exact)

    def _clipped(
        self, thing: int, box: tuple[float, float, float, float], around: _Matrix
    ) -> tuple[tuple[float, float, float, float], bool]:
        """What is seen of a box, and whether that is a box."""
        (left, bottom, right, top), exact = clip_box(thing)
        if not math.isfinite(left + bottom + right + top):
            return box, exact
        (x0, y0), (x1, y1) = _moved(around, left, bottom), _moved(around, right, top)
        clip = self.turn.box(x0, y0, x1, y1)
        return (max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])), exact

    def _edges(self, corners: list[tuple[float, float]]) -> None:
        """Add the level and upright edges of an outline."""
        for (x0, y0), (x1, y1) in itertools.pairwise(corners):
            box = self.turn.box(x0, y0, x1, y1)
            if min(box[2] - box[0], box[3] - box[1]) < 1.0:
                self._box(*box)


def _is_box(corners: list[tuple[float, float]]) -> bool:
    """Whether an outline is a box: all its edges are level or upright."""
    level = (abs(x0 - x1) < _STRAIGHT or abs(y0 - y1) < _STRAIGHT for (x0, y0), (x1, y1) in itertools.pairwise(corners))
    return 4 <= len(corners) <= 6 and all(level)


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
