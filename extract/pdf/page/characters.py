"""The characters of a page, each with its place, as the eye reads the page: turned upright, y growing downward."""

import ctypes
from collections import Counter
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extract.pdf.page import native
from extract.pdf.page.inks import Ink, Inks
from extract.radicals import RADICALS

#: A character whose font does not say which it is: it stays, so that what holds it is no number.
UNKNOWN = "�"
#: A character that is struck out: it is no text, but keeps its place until its cell is known.
STRUCK = "\u0336"
_BLANKS = frozenset("\xa0\u3000\u200b\u200c\u200d\ufeff\xad")
_HYPHENS = frozenset((0x02, 0xFFFE, 0xAD))
#: How far a character reaches above its baseline and below it, in ems; a font whose boxes are so much larger or
#: smaller than its size lies about one of them.
_ABOVE, _BELOW, _ODD = 0.88, 0.12, 3.0
#: Where pdfium puts what it is asked for.
_BOX = native.floats(4)
_BOX_AT = ctypes.addressof(_BOX)
#: The marks of footnotes: what they are, how small and how high they stand behind a number, and how near, in its ems.
_NOTES, _NOTE_SIZE, _NOTE_RISE, _NOTE_GAP = frozenset("0123456789①②③④⑤⑥⑦⑧⑨⑩[(*"), 0.85, 0.15, 0.4
#: Characters at one place are looked for in bands of so many points.
_BAND = 8.0


class Char(NamedTuple):
    """A printed character.

    Attributes:
        text: which it is.
        left, top, right, bottom: the box of its advance, in points.
        em: the size of its font, in points.
        middle: the height of its middle.
        center: half way from left to right.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    middle: float
    center: float


def boxed(text: str, box: tuple[float, float, float, float], em: float) -> Char:
    """A character in a box: left, top, right, bottom."""
    left, top, right, bottom = box
    return Char(text, left, top, right, bottom, em, (top + bottom) / 2, (left + right) / 2)


class Turn(NamedTuple):
    """Quarter turns, anticlockwise, of a page's writing; and what they make of a point."""

    quarters: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page in upright coordinates, y downward."""
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.quarters]

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a box of the page in upright coordinates."""
        if not self.quarters and left <= right and bottom <= top:
            return left, -top, right, -bottom
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


_Found = tuple[str, list[float], Ink]


def page_characters(text: pdfium.FPDF_TEXTPAGE, count: int) -> tuple[list[Char], list[Ink], Turn]:
    """The characters of a page but blanks, the ink of each, and how the page's writing is turned.

    Slanting characters, which are no text of the page, are left out.
    """
    found: list[_Found] = []
    page = native.address_of(text)
    inks = Inks(page)
    known: dict[int, str] = {}
    for index in range(count):
        code = native.character(page, index)
        shown = known.get(code)
        if shown is None:
            shown = _shown(page, index, code)
            if code not in _HYPHENS:
                known[code] = shown
        if not shown:
            continue
        ink = inks.ink_of(index)
        if ink.quarters is not None and native.loose_box(page, index, _BOX_AT):
            found.append((shown, _BOX[:], ink))
    turns = [0, 0, 0, 0]
    for quarters, characters in Counter([ink.quarters for *_, ink in found]).items():
        turns[quarters or 0] += characters
    turn = Turn(turns.index(max(turns)))
    return [_upright(turn, shown, box, ink) for shown, box, ink in found], [ink for *_, ink in found], turn


def _shown(page: int, index: int, code: int) -> str:
    """The character at `index`, "" for blanks and controls."""
    if code in _HYPHENS:
        return "-" if native.is_hyphen(page, index) == 1 or code == 0xFFFE else ""
    if code == 0 or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF:
        return UNKNOWN
    shown = chr(code)
    if code <= 0x20 or 0x7F <= code < 0xA0 or shown in _BLANKS or shown.isspace():
        return ""
    return RADICALS.get(shown, shown)


def _upright(turn: Turn, shown: str, box: list[float], ink: Ink) -> Char:
    """A character with the height of its em: fonts say what they like of theirs, and a line has several fonts."""
    if turn.quarters:
        left, top, right, bottom = turn.box(box[0], box[3], box[2], box[1])
    else:
        left, top, right, bottom = box[0], -box[1], box[2], -box[3]
    origin, em = ink.origin, ink.em
    if origin and ink.quarters == turn.quarters and bottom - top < _ODD * em < _ODD * _ODD * (bottom - top):
        base = turn.point(*origin)[1] if turn.quarters else -origin[1]
        top, bottom = base - _ABOVE * em, base + _BELOW * em
    return Char(shown, left, top, right, bottom, em, (top + bottom) / 2, (left + right) / 2)


def cleaned(chars: list[Char]) -> list[Char]:
    """Without the marks of footnotes, and each character that is printed twice at one place (bold by hand) once."""
    return _once(_without_notes(chars))


def _without_notes(chars: list[Char]) -> list[Char]:
    """Without small raised digits and signs right behind a digit, in the order in which the page draws them."""
    kept: list[Char] = []
    note: Char | None = None
    for char in chars:
        before = kept[-1] if kept else None
        goes_on = note and char.em == note.em and char.middle == note.middle and _gap(note, char) < _NOTE_GAP
        begins = before and char.text in _NOTES and before.text.isdigit() and _is_raised(char, before)
        note = char if goes_on or begins else None
        if note is None:
            kept.append(char)
    return kept


def _is_raised(char: Char, before: Char) -> bool:
    """Whether a character stands small and high at the right of another."""
    small, rise = char.em <= _NOTE_SIZE * before.em, before.bottom - char.bottom
    return small and rise > _NOTE_RISE * before.em and _gap(before, char) < _NOTE_GAP


def _gap(before: Char, after: Char) -> float:
    """How far two characters of a line stand apart, in ems of the first."""
    return abs(after.left - before.right) / before.em


def _once(chars: list[Char]) -> list[Char]:
    """Without a character that stands on the same one."""
    places: dict[tuple[str, float], list[tuple[float, float]]] = {}
    kept = []
    for char in chars:
        text, _, _, _, _, em, middle, center = char
        near = 0.15 * em
        first, last = (middle - near) // _BAND, (middle + near) // _BAND
        here = places.get((text, first), ())
        if last != first:
            here = [*here, *places.get((text, last), ())]
        for x, y in here:
            if abs(x - center) < near and abs(y - middle) < near:
                break
        else:
            places.setdefault((text, middle // _BAND), []).append((center, middle))
            kept.append(char)
    return kept
