"""The characters of a page, each with its place, as the eye reads the page: turned upright, y growing downward."""

import ctypes
import math
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extract.pdf.radicals import RADICALS

#: A character whose font does not say which it is: it stays, so that what holds it is no number.
UNKNOWN = "�"
_INVISIBLE = 3
_AROUND = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
_BLANKS = frozenset("\xa0\u3000\u200b\u200c\u200d\ufeff\xad")


class Char(NamedTuple):
    """A printed character: the box of its advance in points, and the size of its font in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        """Half way from left to right."""
        return (self.left + self.right) / 2


class Turn(NamedTuple):
    """Quarter turns, anticlockwise, of a page's writing; and what they make of a point."""

    quarters: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page in upright coordinates, y downward."""
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.quarters]

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a box of the page in upright coordinates."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class _Font(NamedTuple):
    """What the characters of one text object share; `quarters` is None for slanting text (a watermark)."""

    em: float
    quarters: int | None
    seen: bool


def page_characters(text: pdfium.FPDF_TEXTPAGE, count: int) -> tuple[list[Char], Turn, int]:
    """The visible characters of a page but blanks, how its writing is turned, and how many characters are invisible.

    A character printed twice at one place (bold by hand) is one. Slanting ones are no text of the page.
    """
    fonts: dict[int, _Font] = {}
    found: list[tuple[str, float, float, float, float, _Font]] = []
    box, box_at = pdfium.FS_RECTF(), ctypes.byref
    unseen = 0
    for index in range(count):
        shown = _shown(text, index)
        if not shown:
            continue
        thing = pdfium.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        font = fonts.get(key)
        if font is None:
            font = fonts[key] = _font(text, index, thing)
        if not font.seen:
            unseen += 1
        elif font.quarters is not None and pdfium.FPDFText_GetLooseCharBox(text, index, box_at(box)):
            found.append((shown, box.left, box.bottom, box.right, box.top, font))
    turns = [0, 0, 0, 0]
    for *_, font in found:
        turns[font.quarters or 0] += 1
    turn = Turn(turns.index(max(turns)))
    return _once([Char(shown, *turn.box(*place), font.em) for shown, *place, font in found]), turn, unseen


def _shown(text: pdfium.FPDF_TEXTPAGE, index: int) -> str:
    """The character at `index`, "" for blanks and controls."""
    code = pdfium.FPDFText_GetUnicode(text, index)
    if code in (0x02, 0xFFFE, 0xAD):
        return "-" if pdfium.FPDFText_IsHyphen(text, index) == 1 or code == 0xFFFE else ""
    if code == 0 or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF:
        return UNKNOWN
    shown = chr(code)
    if code <= 0x20 or 0x7F <= code < 0xA0 or shown in _BLANKS or shown.isspace():
        return ""
    return RADICALS.get(shown, shown)


def _font(text: pdfium.FPDF_TEXTPAGE, index: int, thing: object) -> _Font:
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    if not thing or not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return _Font(10.0, 0, True)
    pdfium.FPDFTextObj_GetFontSize(thing, ctypes.byref(size))
    degrees = math.degrees(math.atan2(matrix.b, matrix.a))
    quarters = round(degrees / 90)
    upright = abs(degrees - quarters * 90) < 5
    em = abs(size.value) * math.hypot(matrix.c, matrix.d)
    seen = pdfium.FPDFTextObj_GetTextRenderMode(thing) != _INVISIBLE
    return _Font(em if math.isfinite(em) and em > 0.5 else 0.5, quarters % 4 if upright else None, seen)


def _once(chars: list[Char]) -> list[Char]:
    """Without a character that stands on the same one."""
    places: dict[tuple[str, int, int], Char] = {}
    kept = []
    for char in chars:
        center, middle, near = char.center, char.middle, 0.15 * char.em
        column, row = round(center), round(middle)
        for key in [(char.text, column + dx, row + dy) for dx, dy in _AROUND]:
            other = places.get(key)
            if other and abs(other.center - center) < near and abs(other.middle - middle) < near:
                break
        else:
            places[char.text, column, row] = char
            kept.append(char)
    return kept
