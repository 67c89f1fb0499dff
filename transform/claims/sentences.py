"""Prose lines to sentences: lines that the extraction broke are put together again, tables are left out."""

import polars as pl

from transform.claims.lexicon import ClaimLexicon
from transform.lexicon import any_of
from transform.sections import tidy

_TABLE = r"[\t|｜│┃║]|\S\s{2,}\S+\s{2,}\S"
#: A line this short is no broken sentence and, without numbering, no claim (in bytes; a Chinese character has three).
_LONG, _SHORT = 45, 15
#: Headings are at most this long, in bytes.
_HEADING = 120
_STOPS = ["。", "；", ";", "！", "!", "？", "?", "：", ":", ".", "．"]
#: What a heading or title has not; an enumeration may stand in both.
_CLAUSE, _ENUMERATION = "[，,。；;]", "、"
#: Where two lines were put together; white space, so that `tidy` removes it.
_BREAK = "\x0b"
_FULL_STOP = "[。！!？?]"


def sentences_of(lines: pl.DataFrame, lexicon: ClaimLexicon) -> pl.DataFrame:
    """The sentences of the paragraphs that can claim a number, and of the headings above them.

    Args:
        lines: as from `transform.lines.lines_of`.
        lexicon: tells what words claim none.

    Returns:
        doc UInt32, line_no Int32 (where the sentence starts), paragraph UInt32, stretch UInt32 (sentences kept apart by
        semicolons share it), numbered Boolean (the paragraph starts with its number), sentence String (in NFKC,
        without white space), in reading order.
    """
    numerals = "".join(lexicon.numbers["digit"] + lexicon.numbers["scale"])
    paragraphs = _paragraphs(lines, numerals)
    line = pl.col("text")
    counted = any_of([word for kind in ("item", "case", "time", "people") for word in lexicon.numbers[kind]])
    telling = rf"\d|[{numerals}][余多几]?个?{counted}"
    kept = paragraphs.filter(
        line.str.contains(telling)
        | line.str.contains_any(lexicon.negations())
        | (pl.col("numbered") & (line.str.len_bytes() <= _HEADING))
    )
    return (
        kept.with_row_index("paragraph")
        .with_columns(sentence=line.str.replace_all(r"([。；;！!？?])", "$1\n").str.split("\n"))
        .explode("sentence")
        .filter(pl.col("sentence") != "")
        .with_row_index("at")
        .with_columns(
            ends=pl.col("sentence").str.contains(_FULL_STOP),
            breaks=pl.col("sentence").str.count_matches(_BREAK, literal=True).cast(pl.Int64),
        )
        .with_columns(before=pl.col("breaks").cum_sum() - pl.col("breaks"), stretch=_stretch())
        .with_columns(line_no=_start())
        .select("doc", "line_no", "paragraph", "stretch", "numbered", "sentence")
    )


def tidied(sentence: pl.Expr) -> pl.Expr:
    """A sentence as claims are read from it; digits kept apart by a space may be one number or two."""
    kept_apart = sentence.str.replace_all(r"(\d)[ \t]+(\d)", "${1}_$2")
    return tidy(kept_apart).str.strip_chars_end("。；;！!？?")


def _stretch() -> pl.Expr:
    """A number for each run of sentences up to a full stop, or the paragraph's end."""
    new = pl.col("ends").shift(1, fill_value=True) | (pl.col("paragraph") != pl.col("paragraph").shift(1))
    return new.fill_null(True).cum_sum().cast(pl.UInt32)


def _start() -> pl.Expr:
    """The line on which a sentence starts: breaks before it in its paragraph are counted."""
    leading = pl.col("sentence").str.starts_with(_BREAK).cast(pl.Int64)
    first = pl.col("before").first().over("paragraph")
    return pl.col("line_nos").list.get(pl.col("before") - first + leading)


def _paragraphs(lines: pl.DataFrame, numerals: str) -> pl.DataFrame:
    """Prose lines, put together where a sentence goes on: doc, line_nos, text, numbered."""
    line = pl.col("line")
    prose = (
        lines.with_row_index("row")
        .filter(line.str.len_bytes() >= _SHORT)
        .filter(~line.str.contains(_TABLE))
        .with_columns(numbered=line.str.contains(rf"^[\s#*]*[（(]?(?:[{numerals}]{{1,3}}|\d{{1,2}})[）)、.．]"))
    )
    following = prose.select("row", "doc", "line_no", "line", "numbered").shift(-1)
    goes_on = (
        (line.str.len_bytes() >= _LONG)
        & ~line.str.strip_chars_end().str.tail(1).is_in(_STOPS)
        & (line.str.contains(_CLAUSE) | (line.str.contains(_ENUMERATION, literal=True) & ~pl.col("numbered")))
    )
    taken_up = (
        (following["row"] == prose["row"] + 1)
        & (following["doc"] == prose["doc"])
        & (following["line_no"] <= prose["line_no"] + 2)
        & ~following["numbered"]
        & (
            (following["line"].str.len_bytes() >= _LONG)
            | following["line"].str.strip_chars_end().str.tail(1).is_in(_STOPS)
        )
    ).fill_null(False)
    joined = prose.select(goes_on).to_series() & taken_up
    group = (~joined.shift(1, fill_value=False)).cum_sum()
    apart = ~(joined | joined.shift(1, fill_value=False))
    shape = ["doc", "line_nos", "text", "numbered", "row"]
    alone = prose.filter(apart).select(
        "doc", pl.concat_list("line_no").alias("line_nos"), pl.col("line").alias("text"), "numbered", "row"
    )
    broken = (
        prose.with_columns(group=group)
        .filter(~apart)
        .group_by("group", maintain_order=True)
        .agg(
            pl.col("doc", "numbered", "row").first(),
            pl.col("line_no").alias("line_nos"),
            pl.col("line").str.join(_BREAK).alias("text"),
        )
    )
    return pl.concat([alone, broken.select(shape)]).sort("row").drop("row")
