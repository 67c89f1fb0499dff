"""Pieces of a cropped table."""

from typing import NamedTuple


class Piece(NamedTuple):
    """One cell of a cropped table, or one line of text.

    Attributes:
        down, right: how many rows and columns of what is shown it takes.
        is_this: it is the cell in question, or its line.
    """

    text: str
    down: int
    right: int
    is_this: bool


class CropRow(NamedTuple):
    """One row of a cropped table; `line_no` is None and `pieces` empty where rows are left out."""

    line_no: int | None
    pieces: list[Piece]
