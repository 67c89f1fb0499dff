"""Ink on a page: without dirt, by rows and columns, and the dots under a box."""

import itertools

import cv2
import numpy as np
import numpy.typing as npt

from extract.scan.models import HEIGHT
from extract.scan.page import SCALE, Gray
from extract.scan.ruling import Box

Flags = npt.NDArray[np.bool_]
#: Dirt: spots with less ink, in dots, and no taller or wider, in points.
_DIRT, _SPOT = 14, 1.6


def clean(ink: Gray) -> Gray:
    """Ink without dirt."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    spot = _SPOT * SCALE
    small = (boxes[:, 4] < _DIRT) & (boxes[:, 2] < spot) & (boxes[:, 3] < spot)
    done: Gray = np.where(small[labels], 0, ink).astype(np.uint8) if count > 1 else ink
    return done


def filled(ink: Gray, axis: int) -> Flags:
    """Which rows (axis 1) or columns (axis 0) have ink."""
    found: Flags = np.any(ink > 0, axis=axis)
    return found


def runs(flags: Flags) -> list[tuple[int, int]]:
    """The stretches that are filled: first, and one behind the last."""
    turns = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(turns[::2], turns[1::2], strict=True)]


def strip(gray: Gray, box: Box, margin: float) -> Gray:
    """A line cut out of a page, `HEIGHT` dots high, with so much of its height free around it."""
    free = margin * (box.bottom - box.top)
    left, top, right, bottom = dots_of(box, free, gray)
    cut = gray[top:bottom, left:right]
    wide = max(8, round(cut.shape[1] * HEIGHT / max(cut.shape[0], 1)))
    how = cv2.INTER_AREA if cut.shape[0] > HEIGHT else cv2.INTER_CUBIC
    done: Gray = cv2.resize(cut, (wide, HEIGHT), interpolation=how)
    return done


def gaps(ink: Gray, box: Box) -> float:
    """The widest gap inside a line, in its heights."""
    left, top, right, bottom = dots_of(box, 0, ink)
    columns = runs(filled(clean(ink[top:bottom, left:right]), 0))
    return max((after[0] - one[1] for one, after in itertools.pairwise(columns)), default=0) / max(bottom - top, 1)


def dots_of(box: Box, more: float, page: Gray) -> tuple[int, int, int, int]:
    """The sides of a box, so many points larger, in dots that are on the page: left, top, right, bottom."""
    tall, wide = page.shape
    left, top = (max(0, round((at - more) * SCALE)) for at in (box.left, box.top))
    right, bottom = round((box.right + more) * SCALE), round((box.bottom + more) * SCALE)
    return left, top, max(left, min(right, wide)), max(top, min(bottom, tall))
