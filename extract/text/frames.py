"""Tables of a text that lines are drawn around, between all their rows: grids of Markdown and reST, boxes.

A cell of such a table can take several lines of text, and a row is what stands between two rules. Taken line by line,
the label of a row stands below its values, and a number that a narrow column broke is two.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

#: A line that is a rule; what it must have in it; a line of cells.
_RULE = re.compile(r"\s*[+|\u2500-\u257f][-=+|:\s\u2500-\u257f]*[-=+|\u2500-\u257f]\s*")
_DRAWN = re.compile(r"[-=\u2500\u2501\u2550]{2}|[\u2500\u2501\u2550]")
_CELLS = re.compile(r"\s*([|\u2502\u2503\u2551\u2506\u250a\u254e]).*[|\u2502\u2503\u2551\u2506\u250a\u254e]\s*")
_BARS = re.compile(r"[|\u2502\u2503\u2551\u2506\u250a\u254e]")
#: So many rules stand between rows; fewer are those of a head and of the ends.
FEWEST_RULES = 4
#: Two pieces of one number, where a narrow column broke it, unless they are two; what no number begins with.
_PIECES, _NO_NUMBER = re.compile(r"[0-9]\n[0-9]"), re.compile(r"0[0-9]")

#: The narrowest column, in characters, that breaks numbers.
_NARROWEST = 3


class Found(NamedTuple):
    """A table in a text: where it begins and ends, and its rows of cells; `None` continues a cell to its left."""

    start: int
    end: int
    rows: list[list[str | None]]


def framed_tables(text: str) -> Iterator[Found]:
    """The tables of a text that have a rule between all rows."""
    at = 0
    for is_framed, part in groupby(text.splitlines(keepends=True), _is_framed):
        lines = list(part)
        end = at + sum(map(len, lines))
        if is_framed and (rows := _rows(lines)) is not None:
            yield Found(at, end, rows)
        at = end


def _is_framed(line: str) -> bool:
    return _is_rule(line) or _CELLS.fullmatch(line.rstrip("\n")) is not None


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None and _DRAWN.search(line) is not None


def _rows(lines: list[str]) -> list[list[str | None]] | None:
    """The rows of lines that a frame may stand around; None where it does not, or does not tell them apart."""
    groups = [(is_rule, list(part)) for is_rule, part in groupby(lines, _is_rule)]
    if not groups[0][0] or not groups[-1][0] or sum(is_rule for is_rule, _ in groups) < FEWEST_RULES:
        return None
    rows = [[_BARS.split(line.strip())[1:-1] for line in part] for is_rule, part in groups if not is_rule]
    if len({len(cells) for row in rows for cells in row}) != 1:
        return None
    longest = max((len(piece.strip()) for row in rows if len(row) > 1 for cells in row for piece in cells), default=0)
    whole = [[_joined(pieces, longest) for pieces in zip(*row, strict=True)] for row in rows]
    return None if any(None in cells for cells in whole) else [list(cells) for cells in whole]


def _joined(pieces: tuple[str, ...], longest: int) -> str | None:
    """The text of a cell that stands on several lines; None where these are numbers of several rows.

    A number that goes on fills its column, or is as long as any piece of a text.
    """
    whole = [piece.strip() for piece in pieces]
    for piece, bare, after in zip(pieces, whole, whole[1:], strict=False):
        fills = len(piece) - len(bare) <= len("  ") or len(bare) >= longest
        if not (fills and len(bare) >= _NARROWEST) and _PIECES.fullmatch(f"{bare[-1:]}\n{after[:1]}"):
            return None
    text = "".join(whole)
    return None if len(pieces) > 1 and _NO_NUMBER.match(text) else text
