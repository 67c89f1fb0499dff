"""How a piece of text is put on the page: its size and direction, its colour, and what it is clipped to."""

import ctypes
import math
from functools import lru_cache
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extract.pdf.page import native

Box = tuple[float, float, float, float]
Colour = tuple[float, float, float]

#: Ways to draw text of which nothing is seen: not at all, and as the edge of what is drawn after it.
_UNSEEN = frozenset((pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP))
_OUTLINED = frozenset((pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP))
#: Where pdfium puts what it is asked for.
_MATRIX, _OWN, _SIZE, _POINT = native.floats(6), native.floats(6), native.floats(1), native.floats(2)
_MATRIX_AT, _OWN_AT, _SIZE_AT, _X_AT = (ctypes.addressof(room) for room in (_MATRIX, _OWN, _SIZE, _POINT))
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = [ctypes.addressof(_COLOUR) + 4 * place for place in range(4)]
#: Clips with more segments are drawings; the box around them is enough.
_MOST_SEGMENTS, _BOX_SEGMENTS = 64, (4, 5)


class Ink(NamedTuple):
    """What the characters of one text object share.

    Attributes:
        em: the size of the font, in points.
        quarters: quarter turns of the writing; None for slanting text (a watermark).
        origin: where it begins, on its baseline, as the page has it; None where that is not known.
        seen: it is drawn at all.
        colour: red, green, blue, from 0 to 1.
        alpha: how much of what lies under it it covers.
        clip: the box outside of which nothing of it is seen, as the page has it: left, bottom, right, top.
        thing: the address of the object.
    """

    em: float
    quarters: int | None
    origin: tuple[float, float] | None
    seen: bool
    colour: Colour
    alpha: float
    clip: Box | None
    thing: int


_BLACK: tuple[Colour, float] = (0.0, 0.0, 0.0), 1.0
_PLAIN = Ink(10.0, 0, None, True, (0.0, 0.0, 0.0), 1.0, None, 0)


class Inks:
    """The inks of a page: each object, and each clip, is looked at once."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.known: dict[int, Ink] = {}
        self.clips: dict[tuple[int, int], Box | None] = {}

    def ink_of(self, index: int) -> Ink:
        """The ink of a character of the page's text."""
        thing = native.text_object(self.page, index) or 0
        ink = self.known.get(thing)
        if ink is None:
            ink = self.known[thing] = self._ink(index, thing)
        return ink

    def _ink(self, index: int, thing: int) -> Ink:
        if not thing or not native.matrix_of(self.page, index, _MATRIX_AT):
            return _PLAIN
        a, b, c, d, x, y = _MATRIX[:]
        native.font_size(thing, _SIZE_AT)
        quarters: int | None = 0
        if b != 0.0 or a <= 0:
            degrees = math.degrees(math.atan2(b, a))
            turns = round(degrees / 90)
            quarters = turns % 4 if abs(degrees - turns * 90) < 5 else None
        em = abs(_SIZE[0]) * (abs(d) if c == 0.0 else math.hypot(c, d))
        em = em if 0.5 < em < math.inf else 0.5
        origin = (x, y) if math.isfinite(x + y) else None
        mode = native.render_mode(thing)
        colour, alpha = colour_of(thing, outline=mode in _OUTLINED)
        return Ink(em, quarters, origin, mode not in _UNSEEN, colour, alpha, self._clip(thing), thing)

    def _clip(self, thing: int) -> Box | None:
        """What `thing`, whose first character's matrix stands in `_MATRIX`, is clipped to.

        Paths of clips are handed on: things clipped to the same last one, after as many, are clipped alike.
        """
        clip = native.clip_of(thing)
        count = native.clip_count(clip) if clip else 0
        if count <= 0:
            return None
        key = count, native.clip_segment(clip, count - 1, 0) or 0
        if key not in self.clips:
            self.clips[key] = _moved_out(thing, clip_box(thing)[0])
        return self.clips[key]


def colour_of(thing: int, *, outline: bool = False) -> tuple[Colour, float]:
    """The colour of a thing, or of its outline, and how much it covers; black where that is not known."""
    ask = native.stroke_of if outline else native.colour_of
    if not ask(thing, *_COLOUR_AT):
        return _BLACK
    return _colour(*_COLOUR[:])


@lru_cache(1000)
def _colour(red: int, green: int, blue: int, alpha: int) -> tuple[Colour, float]:
    return (red / 255, green / 255, blue / 255), alpha / 255


def clip_box(thing: int) -> tuple[Box, bool]:
    """What is inside the boxes around all paths that a thing is clipped to, as it has them; whether all are boxes."""
    left, bottom, right, top = -math.inf, -math.inf, math.inf, math.inf
    clip = native.clip_of(thing)
    exact = True
    for path in range(native.clip_count(clip) if clip else 0):
        segments = native.clip_segments(clip, path)
        exact &= segments in _BOX_SEGMENTS
        if not 0 < segments <= _MOST_SEGMENTS:
            continue
        xs, ys = [], []
        for place in range(segments):
            native.segment_point(native.clip_segment(clip, path, place), _X_AT, _X_AT + 4)
            xs.append(_POINT[0])
            ys.append(_POINT[1])
        left, right = max(left, min(xs)), min(right, max(xs))
        bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return (left, bottom, right, top), exact


def _moved_out(thing: int, box: Box) -> Box | None:
    """A clip of `thing` as the page has it: in a form, the clip stands in the form's own coordinates."""
    if not native.matrix_of_object(thing, _OWN_AT):
        return None
    a, b, c, d, e, f = _OWN
    p, q, r, s, t, u = _MATRIX
    same = max(abs(a - p), abs(b - q), abs(c - r), abs(d - s)) < 1e-3
    if same and abs(e - t) < 0.5 and abs(f - u) < 0.5:
        return box
    area = a * d - b * c
    if abs(area) < 1e-9 or not all(map(math.isfinite, box)):
        return None
    # The character's matrix is the object's, and then the form's.
    m, n = (d * p - b * r) / area, (d * q - b * s) / area
    v, w = (a * r - c * p) / area, (a * s - c * q) / area
    x, y = t - e * m - f * v, u - e * n - f * w
    corners = [(m * px + v * py + x, n * px + w * py + y) for px in box[::2] for py in box[1::2]]
    xs, ys = [px for px, _ in corners], [py for _, py in corners]
    return min(xs), min(ys), max(xs), max(ys)
