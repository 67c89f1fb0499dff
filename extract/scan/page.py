"""A picture of a page made upright: its size set to one resolution, its tilt taken out."""

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

Gray = npt.NDArray[np.uint8]
#: Dots a point at which pages are read: 200 dots an inch.
SCALE = 200 / 72
#: The width of paper in points, where a picture does not say its own: A4 upright, and A4 lying where it is wider.
UPRIGHT, LYING = 595.0, 842.0
#: A picture so wide, in dots, is taken to have `SCALE` already.
_AS_IT_IS = range(1100, 2600)
#: Degrees of tilt that are looked for, and the steps of the search.
_MOST_TILT, _STEPS = 4.0, (0.2, 0.04, 0.01)
#: Tilt is looked for in a picture of no more rows and columns.
_SMALL = 1100


class Sheet(NamedTuple):
    """A page to read: `gray` dots, paper near 255, `SCALE` dots a point; `ink` is 255 where something is drawn."""

    gray: Gray
    ink: Gray


def upright(picture: Gray, width: float | None = None) -> Sheet:
    """A picture of a page without its tilt.

    Args:
        picture: gray dots.
        width: how wide it is in points, if that is known.
    """
    cv2.setNumThreads(1)
    tall, wide = picture.shape
    points = width or (UPRIGHT if tall >= wide else LYING)
    factor = 1.0 if width is None and wide in _AS_IT_IS else points * SCALE / wide
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    gray: Gray = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=how) if factor != 1 else picture
    angle = tilt(inked(gray))
    if abs(angle) >= _STEPS[-1]:
        gray = turned(gray, angle)
    return Sheet(gray, inked(gray))


def inked(gray: Gray) -> Gray:
    """255 where something is drawn, 0 where the paper is, however dark that is."""
    smooth = cv2.GaussianBlur(gray, (3, 3), 0)
    found: Gray = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, blockSize=41, C=18
    )
    return found


def tilt(ink: Gray) -> float:
    """The degrees by which a page is turned anticlockwise: rows of writing and rules are sharpest without it."""
    factor = min(1.0, _SMALL / max(ink.shape[1], 1))
    small: Gray = cv2.resize(ink, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    at, reach = 0.0, _MOST_TILT
    for step in _STEPS:
        tried = np.arange(at - reach, at + reach + step / 2, step)
        at = float(max(tried, key=lambda angle: _sharpness(small, float(angle))))
        reach = step
    return at


def _sharpness(ink: Gray, angle: float) -> float:
    """How much the rows of a picture differ from their neighbours, once it is sheared as a small turn would do."""
    slope = np.tan(np.radians(angle))
    moved = cv2.warpAffine(ink, np.array([[1, 0, 0], [slope, 1, 0]], dtype=np.float64), (ink.shape[1], ink.shape[0]))
    rows = moved.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def turned(gray: Gray, angle: float) -> Gray:
    """A picture turned clockwise by so many degrees; nothing of it is cut off."""
    tall, wide = gray.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, tall / 2), -angle, 1)
    over, along = abs(matrix[0, 1]), abs(matrix[0, 0])
    size = (int(tall * over + wide * along), int(tall * along + wide * over))
    matrix[:, 2] += (size[0] - wide) / 2, (size[1] - tall) / 2
    paper = int(np.median(gray[::7, ::7]))
    done: Gray = cv2.warpAffine(gray, matrix, size, flags=cv2.INTER_CUBIC, borderValue=paper)
    return done
