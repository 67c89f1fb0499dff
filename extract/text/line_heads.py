"""What stands at the head of every line of a text and is no part of it: marks of quoted mail, line numbers, bullets.

Mail programs put `>` before each line of what they answer, editors and `cat -n` the number of the line; lists of a page
come as text with a bullet before each item, and where cells were items before each cell.
"""

import re
from itertools import pairwise

import polars as pl

from extract.text.changed import with_texts
from extract.text.html import looks_like_html

_BULLETS = "-*•·●○▪■□◆◇➢▶►"
#: What a text begins with that may stand at the heads of all lines; a cell behind a bullet, and what that has in it.
_HEAD = rf"^\s*(?:>|\[?[0-9]{{1,6}}(?:[\t:|\] ]|\n)|[{_BULLETS}][ \t])"
_CELL = rf"\n[ \t]*[{_BULLETS}][ \t]?[0-9]+[ \t]*\n"
_MARKS = ["\n- ", "\n* ", *_BULLETS[2:]]
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
#: The number of a line, with one mark behind it in all of a text.
_NUMBERED = [
    re.compile(rf"[ \t]*\[?([0-9]{{1,6}})(?:{mark})")
    for mark in (r"\t", r" ?\|(?: |$)", r"\]?:(?: |$)", r"\](?: |$)", r"(?: |$)")
]
_BULLET = re.compile(rf"[ \t]*([{_BULLETS}])(?:[ \t]+|(?=[^\s\w-])|(?<=[^-*])(?=\w))")
_NUMBER = re.compile(r"[0-9][0-9,.]*\s*")
#: So many lines, and nearly all of them, make a rule; or so many numbers as cells, and as many others.
_FEWEST_LINES, _NEARLY_ALL, _MOST = 12, 0.95, 0.8
_FEWEST_CELLS = 10
#: What `decoded_by` ends in where they were taken off.
RULE = "+line_heads_removed"


def without_line_heads(documents: pl.DataFrame) -> pl.DataFrame:
    """Texts without what stands at the head of every line of theirs.

    Args:
        documents: as `extract.shapes.DOCUMENT`.

    Returns:
        The same; where anything was taken off, `decoded_by` ends in `RULE`.
    """
    unread = pl.col("read_from").is_null() & pl.col("data").is_null()
    text = pl.col("text")
    hinted = text.str.contains(_HEAD) | pl.when(text.str.contains_any(_MARKS)).then(text).str.contains(_CELL)
    asked = documents.with_row_index("at").filter(unread & hinted).select("at", "text")
    rows = [(at, bare) for at, text in asked.iter_rows() if not looks_like_html(text) and (bare := _bare(text))]
    return with_texts(documents, rows, RULE)


def _bare(text: str) -> str | None:
    """A text without the heads of its lines; None where they have none."""
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    if len(filled) < _FEWEST_LINES:
        return None
    if sum(_QUOTED.match(line) is not None for line in filled) >= _NEARLY_ALL * len(filled):
        return "\n".join(_QUOTED.sub("", line, count=1) for line in lines)
    for numbered in _NUMBERED:
        if _counts_lines(filled, numbered):
            return "\n".join(numbered.sub("", line, count=1) for line in lines)
    mark = _bullet_of(filled)
    if mark is None:
        return None
    return "\n".join(
        line[said.end() :] if (said := _BULLET.match(line)) and said[1] == mark else line for line in lines
    )


def _counts_lines(lines: list[str], numbered: re.Pattern[str]) -> bool:
    """Whether numbers that rise by one stand at the head of lines."""
    said = [numbered.match(line) for line in lines]
    if None in said[:2]:
        return False
    numbers = [int(one[1]) for one in said if one is not None]
    rising = sum(below == above + 1 for above, below in pairwise(numbers))
    return len(numbers) >= _NEARLY_ALL * len(lines) and rising >= _NEARLY_ALL * (len(numbers) - 1)


def _bullet_of(lines: list[str]) -> str | None:
    """The bullet at the head of most lines, or of many lines that are cells: numbers, and as many texts."""
    said = [(found[1], line[found.end() :]) for line in lines if (found := _BULLET.match(line)) is not None]
    marks = sorted({mark for mark, _ in said})
    for mark in marks:
        rests = [rest for one, rest in said if one == mark]
        numbers = sum(_NUMBER.fullmatch(rest) is not None for rest in rests)
        cells = min(numbers, len(rests) - numbers) >= _FEWEST_CELLS
        if len(rests) >= _MOST * len(lines) or cells:
            return mark
    return None
