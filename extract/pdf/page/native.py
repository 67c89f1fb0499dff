"""The calls into pdfium that are made for every character and every thing on a page, without ctypes' checks.

pdfium is asked several times for each character. Handles are plain addresses here, results stand in arrays that are
made once, and the lock of the interpreter is kept: a call takes less time than to let it go.
"""

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw

_ADDRESS, _INT, _WHOLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint


def address_of(handle: object) -> int:
    """The address of a page, a text page, a function or another thing of pdfium."""
    return ctypes.cast(handle, _ADDRESS).value or 0  # type: ignore[arg-type]


def _fast(function: object, result: Any, *arguments: Any) -> Callable[..., int]:  # noqa: ANN401, ctypes has no public name for its types
    """A function of pdfium by its address."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


def floats(count: int) -> "ctypes.Array[ctypes.c_float]":
    """Room for what pdfium is asked for."""
    return (ctypes.c_float * count)()


character = _fast(raw.FPDFText_GetUnicode, _WHOLE, _ADDRESS, _INT)
"""Text page, index -> code of the character."""
is_hyphen = _fast(raw.FPDFText_IsHyphen, _INT, _ADDRESS, _INT)
"""Text page, index -> 1 where a hyphen ends the line."""
text_object = _fast(raw.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
"""Text page, index -> the object that prints it, None for what pdfium put in."""
loose_box = _fast(raw.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
"""Text page, index, address of four floats (left, top, right, bottom) -> whether they are set."""
matrix_of = _fast(raw.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
"""Text page, index, address of six floats -> whether they are set."""
font_size = _fast(raw.FPDFTextObj_GetFontSize, _INT, _ADDRESS, _ADDRESS)
"""Text object, address of a float -> whether it is set."""
render_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
"""Text object -> how it is drawn."""
colour_of = _fast(raw.FPDFPageObj_GetFillColor, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
"""Thing, addresses of red, green, blue, alpha (unsigned ints) -> whether they are set: what fills it."""
stroke_of = _fast(raw.FPDFPageObj_GetStrokeColor, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
"""The same of its outline."""
is_blended = _fast(raw.FPDFPageObj_HasTransparency, _INT, _ADDRESS)
"""Thing -> whether what lies under it shows through, or is mixed with it."""
clip_of = _fast(raw.FPDFPageObj_GetClipPath, _ADDRESS, _ADDRESS)
"""Thing -> what it is clipped to."""
clip_count = _fast(raw.FPDFClipPath_CountPaths, _INT, _ADDRESS)
"""Clip -> how many paths it is clipped to, -1 for none."""
clip_segments = _fast(raw.FPDFClipPath_CountPathSegments, _INT, _ADDRESS, _INT)
"""Clip, path -> how many segments the path has."""
clip_segment = _fast(raw.FPDFClipPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT, _INT)
"""Clip, path, index -> a segment of the path: one address for all things that were clipped at once."""
count_marks = _fast(raw.FPDFPageObj_CountMarks, _INT, _ADDRESS)
"""Thing -> how many marks it has."""
count_objects = _fast(raw.FPDFPage_CountObjects, _INT, _ADDRESS)
"""Page -> how many things are on it."""
page_object = _fast(raw.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
"""Page, index -> a thing on it."""
object_kind = _fast(raw.FPDFPageObj_GetType, _INT, _ADDRESS)
"""Thing -> its kind."""
bounds_of = _fast(raw.FPDFPageObj_GetBounds, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
"""Thing, addresses of left, bottom, right, top (floats) -> whether they are set."""
matrix_of_object = _fast(raw.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
"""Thing, address of six floats -> whether they are set."""
count_inside = _fast(raw.FPDFFormObj_CountObjects, _INT, _ADDRESS)
"""Form -> how many things are in it."""
object_inside = _fast(raw.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, _WHOLE)
"""Form, index -> a thing in it."""
draw_mode = _fast(raw.FPDFPath_GetDrawMode, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
"""Path, addresses of how it is filled and whether it is stroked (ints) -> whether they are set."""
count_segments = _fast(raw.FPDFPath_CountSegments, _INT, _ADDRESS)
"""Path -> how many segments it has."""
segment_of = _fast(raw.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
"""Path, index -> its segment."""
segment_point = _fast(raw.FPDFPathSegment_GetPoint, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
"""Segment, addresses of x and y (floats) -> whether they are set."""
segment_kind = _fast(raw.FPDFPathSegment_GetType, _INT, _ADDRESS)
"""Segment -> its kind."""
closes = _fast(raw.FPDFPathSegment_GetClose, _INT, _ADDRESS)
"""Segment -> whether it closes its part of the path."""
