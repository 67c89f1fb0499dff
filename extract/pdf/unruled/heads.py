"""The columns of a table without rules: a row of numbers, and over it headers that stand in one way only.

Headers are stacked: each stands in the middle over the columns that it takes. A reading shares out all columns among
the headers; the table is one only where a single reading is possible.
"""

import itertools
from functools import cache
from typing import NamedTuple, TypeVar

#: How far from the middle of its columns a header may stand, as a share of a column; over a single one, in ems.
_OFF_SPAN, _OFF_COLUMN = 0.2, 0.6
#: Lines of one header are as far apart as the nearest ones, to this many points; and a header has so many at most.
_PITCH, _MOST_LINES = 0.8, 8
_MOST_COLUMNS, _MOST_WAYS = 40, 8
#: Headers at one height stand in the middle of as many rows, in points.
_SAME_HEIGHT = 1.5

_Way = TypeVar("_Way")


class Piece(NamedTuple):
    """A piece of a header on one line: its sides, its height, its text and size."""

    left: float
    right: float
    at: float
    text: str
    em: float

    @property
    def center(self) -> float:
        """Half way from left to right."""
        return (self.left + self.right) / 2


class Head(NamedTuple):
    """A header over the columns from `first` to `last`, at a height, with those below it."""

    first: int
    last: int
    text: str
    at: float
    below: tuple["Head", ...]

    @property
    def depth(self) -> int:
        """How many headers stand over each other at most."""
        return 1 + max((head.depth for head in self.below), default=0)


def heads_over(centers: list[float], pieces: list[Piece]) -> tuple[Head, ...] | None:
    """The headers over columns with these middles; None where no reading of `pieces` is possible, or several are."""
    if not 2 <= len(centers) <= _MOST_COLUMNS or not pieces or len(pieces) > 8 * len(centers):
        return None
    edges = _between(centers)
    if any(piece.left < edges[0] - piece.em or piece.right > edges[-1] + piece.em for piece in pieces):
        return None
    reading = _Reading(centers, edges, sorted(pieces, key=lambda piece: piece.at))
    found = reading.side_by_side(0, len(centers) - 1, float("-inf"), 1)
    return found[0] if len(found) == 1 and not reading.lost_some else None


def _between(centers: list[float]) -> list[float]:
    """Where columns with these middles are parted, and where the outermost end."""
    middles = [(a + b) / 2 for a, b in itertools.pairwise(centers)]
    return [2 * centers[0] - middles[0], *middles, 2 * centers[-1] - middles[-1]]


class _Reading:
    """The possible readings of headers, a few of each at most; `lost_some` tells that there were more."""

    def __init__(self, centers: list[float], edges: list[float], pieces: list[Piece]) -> None:
        self.centers, self.edges, self.pieces = centers, edges, pieces
        steps = [
            below.at - piece.at
            for number, piece in enumerate(pieces)
            for below in pieces[number + 1 :]
            if below.at - piece.at > 0.5 * piece.em and below.left < piece.right and piece.left < below.right
        ]
        self.step = min(steps, default=0.0) + _PITCH
        self.lost_some = False
        self.side_by_side = cache(self._side_by_side)
        self.alone = cache(self._alone)

    def _side_by_side(self, first: int, last: int, under: float, least: int) -> list[tuple[Head, ...]]:
        """The ways to share out columns among headers under a height, at least so many side by side."""
        found: list[tuple[Head, ...]] = []
        for end in range(first, last + 1 if least == 1 else last):
            heads = self.alone(first, end, under)
            rests = [()] if end == last else self.side_by_side(end + 1, last, under, 1) if heads else []
            found += [ways for ways in ((head, *rest) for head in heads for rest in rests) if _are_level(ways)]
        return self._few(found)

    def _alone(self, first: int, last: int, under: float) -> list[Head]:
        """The ways in which one header stands over some columns, with others below it."""
        inside = [
            piece
            for piece in self.pieces
            if piece.at > under and self.edges[first] <= piece.center < self.edges[last + 1]
        ]
        width = (self.edges[last + 1] - self.edges[first]) / (last - first + 1)
        if first == last:
            column = self.centers[first]
            central = all(abs(piece.center - column) < _OFF_COLUMN * piece.em for piece in inside)
            fits = all(piece.right - piece.left < 1.05 * width for piece in inside)
            text = "".join(piece.text for piece in inside)
            return (
                [Head(first, last, text, _height(inside), ())]
                if inside and central and fits and self._is_one(inside)
                else []
            )
        middle = (self.edges[first] + self.edges[last + 1]) / 2
        found: list[Head] = []
        for count in range(1, min(_MOST_LINES, len(inside) - 1) + 1):
            lines, rest = inside[:count], inside[count:]
            if abs(lines[-1].center - middle) > _OFF_SPAN * width or not self._is_one(lines):
                break
            if rest[0].at - lines[-1].at < 0.5 * lines[-1].em:
                continue
            text = "".join(piece.text for piece in lines)
            ways = self.side_by_side(first, last, lines[-1].at, 2)
            found += [Head(first, last, text, _height(lines), below) for below in ways]
        return self._few(found)

    def _few(self, found: list[_Way]) -> list[_Way]:
        self.lost_some |= len(found) > _MOST_WAYS
        return found[:_MOST_WAYS]

    def _is_one(self, lines: list[Piece]) -> bool:
        """Whether lines over each other may be one header."""
        return all(0.5 * line.em < below.at - line.at <= self.step for line, below in itertools.pairwise(lines))


def _height(lines: list[Piece]) -> float:
    """The height of the middle of a header."""
    return (lines[0].at + lines[-1].at) / 2


def _are_level(heads: tuple[Head, ...]) -> bool:
    """Whether the lowest headers that stand at one height have as many headers over them."""
    depths: list[tuple[float, int]] = []
    open_heads = [(head, 0) for head in heads]
    while open_heads:
        head, depth = open_heads.pop()
        open_heads += [(below, depth + 1) for below in head.below]
        if not head.below:
            depths.append((head.at, depth))
    depths.sort()
    return all(depth == other for (at, depth), (near, other) in itertools.pairwise(depths) if near - at < _SAME_HEIGHT)
