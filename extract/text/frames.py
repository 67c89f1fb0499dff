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
_PIECES, _NO_NUMBER = re.compile(r"\d\n\d"), re.compile(r"0\d")

#: So many such lines are the foot of a page and the head of the next.
_TALLEST_FOOT, FOOT = 4, re.compile(r"(?:[^\u4e00-\u9fff\n]{0,8}[\u4e00-\u9fff]?){0,4}\n?")
#: The narrowest column, in characters, that breaks numbers.
_NARROWEST = 3


class Found(NamedTuple):
    """A table in a text: where it begins and ends, and its rows of cells; `None` continues a cell to its left."""

    start: int
    end: int
    rows: list[list[str | None]]


def framed_tables(text: str) -> Iterator[Found]:
    """The tables of a text that have a rule between all rows."""
    blocks: list[tuple[int, int, list[str]]] = []
    at = between = 0
    for is_framed, part in groupby(text.splitlines(keepends=True), _is_framed):
        lines = list(part)
        end = at + sum(map(len, lines))
        if not is_framed:
            between = len(lines) if all(map(FOOT.fullmatch, lines)) else _TALLEST_FOOT + 1
        elif blocks and between <= _TALLEST_FOOT and _goes_on(blocks[-1][2], lines):
            blocks[-1] = (blocks[-1][0], end, blocks[-1][2] + lines)
        else:
            blocks.append((at, end, lines))
        at = end
    for start, end, lines in blocks:
        if (rows := _rows(lines)) is not None:
            yield Found(start, end, rows)


def _goes_on(above: list[str], below: list[str]) -> bool:
    """Whether a page ends inside a frame: no rule stands at its end, or at the beginning of the rest, as wide."""
    if _is_rule(above[-1]) and _is_rule(below[0]):
        return False
    bars = {next((len(_BARS.findall(line)) for line in lines if not _is_rule(line)), None) for lines in (above, below)}
    return len(bars - {None}) <= 1


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
