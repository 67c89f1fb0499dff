"""Layers of a page that are switched off (optional content): whether they show is asked of pdfium's own drawing."""

import ctypes
import re
import zlib
from collections.abc import Callable

import pypdfium2 as pdfium
from pypdfium2 import raw

from extract.pdf.page import native

_LAYER = re.compile(rb"/OC(?:G|MD|Properties)\b")
_PACKED = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
#: Objects that a file packs are looked through so far; an encrypted file cannot be.
_MOST_UNPACKED = 8 * 2**20
#: Layers of one page that are told apart; dots a point; forms in forms.
_MOST_LAYERS, _SCALE, _DEEPEST_FORM = 24, 2.0, 4


def may_have_layers(data: bytes) -> bool:
    """Whether a file may have layers: its objects are looked through, but not understood."""
    if _LAYER.search(data) or b"/Encrypt" in data:
        return True
    for match in _PACKED.finditer(data):
        stream = _STREAM.search(data, match.end(), match.end() + 2000)
        try:
            unpacked = zlib.decompressobj().decompress(data[stream.end() :], _MOST_UNPACKED) if stream else b""
        except zlib.error:
            return True
        if _LAYER.search(unpacked) or len(unpacked) >= _MOST_UNPACKED:
            return True
    return False


def switched_off(page: pdfium.PdfPage) -> frozenset[int]:
    """The addresses of the text objects of a page that stand in layers which it does not show.

    A thing in a layer is shown if the page looks different there without the layer.
    """
    layers = _layers(page)
    if not layers:
        return frozenset()
    off: set[int] = set()
    whole = _Picture(page)
    for things in layers[:_MOST_LAYERS]:
        for thing in things:
            raw.FPDFPageObj_SetIsActive(thing, False)
        without = _Picture(page)
        for thing in things:
            raw.FPDFPageObj_SetIsActive(thing, True)
            if not whole.differs(without, thing):
                off.update(_texts(native.address_of(thing)))
    return frozenset(off)


class _Picture:
    """A page as it is drawn, in gray."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        bitmap = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False)
        self.page, self.wide, self.tall, self.stride = page, bitmap.width, bitmap.height, bitmap.stride
        self.dots = bytes(bitmap.buffer)

    def differs(self, other: "_Picture", thing: object) -> bool:
        """Whether two pictures of a page differ where a thing is."""
        sides = (ctypes.c_float * 4)()
        at = [ctypes.cast(ctypes.addressof(sides) + 4 * place, ctypes.POINTER(ctypes.c_float)) for place in range(4)]
        if not raw.FPDFPageObj_GetBounds(thing, *at):
            return True
        corners = [self._dot(x, y) for x in sides[::2] for y in sides[1::2]]
        left, right = min(x for x, _ in corners) - 1, max(x for x, _ in corners) + 2
        top, bottom = min(y for _, y in corners) - 1, max(y for _, y in corners) + 2
        left, right = max(left, 0), min(right, self.wide)
        rows = [row * self.stride for row in range(max(top, 0), min(bottom, self.tall))]
        return any(self.dots[row + left : row + right] != other.dots[row + left : row + right] for row in rows)

    def _dot(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self.page.raw, 0, 0, self.wide, self.tall, 0, x, y, across, down)
        return across.value, down.value


def _layers(page: pdfium.PdfPage) -> list[list[object]]:
    """The things of a page that print text, by the layer that they are marked with.

    A form may stand in a layer without a mark, so each is one by itself.
    """
    layers: dict[object, list[object]] = {}
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        name: object = _mark(thing)
        if name is None and raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM:
            name = index
        if name is not None and _texts(native.address_of(thing)):
            layers.setdefault(name, []).append(thing)
    return list(layers.values())


def _mark(thing: object) -> str | None:
    """The name of the layer that a thing is marked with, "" for one without a name; None without a layer."""
    for place in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, place)
        if _text(raw.FPDFPageObjMark_GetName, mark) == "OC":
            return _text(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Name")
    return None


def _text(ask: Callable[..., int], *arguments: object) -> str:
    """What pdfium answers as text."""
    room, size = (ctypes.c_ushort * 256)(), ctypes.c_ulong()
    if not ask(*arguments, room, ctypes.sizeof(room), size):
        return ""
    return bytes(room)[: min(size.value, ctypes.sizeof(room))].decode("utf-16-le", "replace").rstrip("\0")


def _texts(thing: int, depth: int = 0) -> list[int]:
    """The addresses of the text objects in a thing."""
    kind = native.object_kind(thing)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        return [thing]
    if kind != raw.FPDF_PAGEOBJ_FORM or depth == _DEEPEST_FORM:
        return []
    inside = (native.object_inside(thing, index) for index in range(native.count_inside(thing)))
    return [text for part in inside for text in _texts(part, depth + 1)]
