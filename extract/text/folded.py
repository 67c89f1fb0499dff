"""Texts that a program has folded: every line cut after so many characters, wherever that is.

A row of a table goes on at the beginning of the next line then, and so does a number. A text is folded where no line is
longer than the longest ones, and many are just as long: paragraphs and rows end anywhere, and as far as others only
where they were cut.
"""

import re
from itertools import pairwise

import polars as pl

from extract.text.changed import with_texts

#: Lines are folded at such widths; so many are cut, and so many as often as lines end just before.
NARROWEST, WIDEST = 30, 132
_FEWEST, _TIMES, _JUST_BEFORE = 6, 3, 5
#: Characters that take two columns; words that the end of a line cuts.
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]")
_CUT_WORDS = re.compile(r"[\u4e00-\u9fff，、；：][\u4e00-\u9fff]")
#: What ends a sentence: such a line may be whole, and loses nothing if it is not.
_ENDS = frozenset("。！？；")
#: What a line ends in that was drawn, or filled up, to its width.
_DRAWN = re.compile(r"[|+=\s\u2500-\u257f-]$")
#: So many characters of a text tell whether it may be folded; a longer line tells that it is not (a pattern of polars).
_HEAD = 1_500
_LONGER = rf"[^\n]{{{WIDEST + 1}}}"
#: What `decoded_by` ends in where lines were joined.
RULE = "+lines_unfolded"


def unfolded(documents: pl.DataFrame) -> pl.DataFrame:
    """Texts with lines as they were before a program cut them.

    Args:
        documents: as `extract.shapes.DOCUMENT`.

    Returns:
        The same; where lines were joined, `decoded_by` ends in `RULE`.
    """
    unread = pl.col("read_from").is_null() & pl.col("data").is_null()
    heads = documents.with_row_index("at").filter(unread).select("at", head=pl.col("text").str.slice(0, _HEAD))
    some = _with_equal_lines(heads.filter(~pl.col("head").str.contains(_LONGER)))
    asked = documents.with_row_index("at").join(some, on="at", how="semi", maintain_order="left").select("at", "text")
    rows = [(at, joined) for at, text in asked.iter_rows() if (joined := _joined(text)) is not None]
    return with_texts(documents, rows, RULE)


def _with_equal_lines(heads: pl.DataFrame) -> pl.DataFrame:
    """The beginnings of texts with as many longest lines as a folded one has: at."""
    # (In UTF-8 a wide character takes three bytes; so does a quotation mark, which is not wide.)
    line = pl.col("line")
    lines = heads.select("at", line=pl.col("head").str.split("\n")).explode("line")
    sizes = lines.select("at", one=line.str.len_chars(), two=(line.str.len_chars() + line.str.len_bytes()) // 2)
    longest = sizes.group_by("at").agg(
        pl.max("one", "two"),
        many=pl.max_horizontal((pl.col(way) >= pl.col(way).max() - _JUST_BEFORE).sum() for way in ("one", "two")),
    )
    return longest.filter(pl.col("many") >= _FEWEST, pl.col("one") <= WIDEST, pl.col("two") >= NARROWEST)


def _joined(text: str) -> str | None:
    """A folded text with its lines joined; None where it is not folded."""
    lines = text.split("\n")
    for is_shown, widths in ((False, [len(line) for line in lines]), (True, [_width(line) for line in lines])):
        longest = max(widths)
        if NARROWEST <= longest <= WIDEST:
            full = [
                (width == longest or (is_shown and width == longest - 1 and bool(below) and _width(below[0]) > 1))
                and line[-1:] not in _ENDS
                for width, line, below in zip(widths, lines, [*lines[1:], ""], strict=True)
            ]
            before = sum(longest - _JUST_BEFORE <= width < longest for width in widths)
            if _is_folded(lines, full, before - sum(full) + widths.count(longest)):
                ends = ["" if is_cut else "\n" for is_cut in full]
                return "".join(line + end for line, end in zip(lines, ends, strict=True)).removesuffix("\n")
    return None


def _is_folded(lines: list[str], full: list[bool], before: int) -> bool:
    """Whether the full lines of a text were cut, of which so many others end just before.

    A line that comes again and again is no more than one, and where paragraphs are cut some line is full all through.
    """
    if not any(is_full and is_below for is_full, is_below in pairwise(full)):
        return False
    cuts = {(line, below) for line, below, is_full in zip(lines, lines[1:], full, strict=False) if is_full}
    words = sum(_CUT_WORDS.fullmatch(line[-1:] + below[:1]) is not None for line, below in cuts)
    drawn = sum(_DRAWN.search(line) is not None for line, _ in cuts)
    return words >= max(_FEWEST, len(cuts) / _TIMES, _TIMES * before) and 2 * drawn <= len(cuts)


def _width(line: str) -> int:
    """How wide a line is shown: Chinese characters take two columns."""
    return len(line) + len(_WIDE.findall(line))
