"""Documents to lines, lines to printed tokens.

A token is what one printed cell holds. Whatever separates cells on a line (tab, pipe, box drawing) is one thing here,
so that the layouts of a table are one problem.
"""

import polars as pl

from extract.radicals import RADICALS

#: Lines longer than this without a separator are prose: no cell of the forms is that long.
LONGEST_CELL = 64

#: One printed line of a document.
LINE = pl.Schema({"doc": pl.UInt32, "line_no": pl.Int32, "line": pl.String})
#: One printed cell of a line.
LINE_TOKEN = pl.Schema(
    {
        "doc": pl.UInt32,
        "line_no": pl.Int32,
        "place": pl.Int32,  # the cell's place on its line, from 0, blank cells counted
        "token": pl.String,  # as printed, outer white space removed
        "said": pl.UInt32,  # as from `text_numbers`, of the token
    }
)

_SEPARATORS = ["|", "｜", "│", "┃", "║", "┆"]
#: What cuts a line into cells.
CUT = r"[\t|｜│┃║┆]"
_WIDE = r"\s{2,}"
#: Cells in quotes with commas between, as of CSV or JSON.
_QUOTED = r'^\s*\[?\s*"[^"]*"(?:\s*,\s*"[^"]*")+\s*\]?\s*,?\s*$'
#: Cells as a program prints a list of them: in quotes, or numbers, or none.
_ARRAY_CELL = r"""(?:"[^"]*"|'[^']*'|None|null|-?[0-9]{1,12}(?:\.[0-9]{1,4})?)"""
_ARRAY = rf"^\s*\[*\s*\[\s*{_ARRAY_CELL}(?:\s*,\s*{_ARRAY_CELL})+\s*\]\s*\]*\s*,?\s*$"
#: Cells with bare commas between: one is blank, or too short for the groups of three digits of one number.
_COMMAS = r"^[^,。；;]*,(?:[^,。；;]*,)+[^,。；;]*$"
_NO_GROUP = r",\s*(?:,|0\s*,|[0-9]{1,2}\s*(?:$|,\s*(?:$|[^0-9]|[0-9]{1,2}(?:$|[^0-9])|[0-9]{4})))"
#: The one bar of a line, at a digit among others that spaces keep apart: a 1 that was misread.
_MISREAD = r"^[^\t|｜│┃║]*(?:[0-9]\||\|[0-9])[^\t|｜│┃║]*$"
_SPACED = r"(?:\s[0-9OoIl〇|]{1,6}){3,}(?:\s|$)"
#: A 0 and one space before a digit: the next cell, since no number begins so.
_NEXT_VALUE = (r"\t0 ([0-9]+(?:[\t ]|$))", "\t0\t$1")
#: Points that lead from a label to its values.
_LEADERS = r"\s*(?:…+|\.{3,}|·{3,})\s*"
#: Rows of values on one line with much else, and as many of them: a page whose cells a single space keeps apart.
_PACKED, _LEAST_PACKED = r"(?:\s[0-9]{1,12}){5,}(?:\s|$)", 3
_ENTITY = r"&(?:amp;)?(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#12288|#x3000);"
#: The two blocks of radicals, and what GB 18030 makes of the bytes A3 A0, which browsers show as a wide space (Encoding
#: Standard, index gb18030).
_UNUSUAL = r"[\u{2E80}-\u{2FD5}\u{E5E5}]"
_USUAL = {**RADICALS, "\ue5e5": "\N{IDEOGRAPHIC SPACE}"}
#: Markdown's separator rows (`---|---`), also as a row of dashes cut by tabs or arrows.
RULER = r"^[\s\-—–=:_→+|｜│┃║]*-{3,}[\s\-—–=:_→+|｜│┃║]*$"


def lines_of(documents: pl.DataFrame) -> pl.DataFrame:
    """The printed lines of each document, blank ones left out.

    Args:
        documents: `doc` UInt32 (the document's place in its batch), `text` String.

    Returns:
        `LINE`, line_no counted from 1.
    """
    texts = _with_usual_characters(documents.select("doc", "text"))
    return (
        texts.select("doc", line=_without_entities(pl.col("text")).str.split("\n"))
        .with_columns(line_no=pl.int_ranges(1, pl.col("line").list.len() + 1, dtype=pl.Int32))
        .explode("line", "line_no")
        .filter(pl.col("line").str.contains(r"\S"))
        .select("doc", "line_no", "line")
    )


def _with_usual_characters(texts: pl.DataFrame) -> pl.DataFrame:
    """Texts with the characters that a reader sees: what other programs make of a PDF has the radical ⻓ for 长."""
    some = texts.filter(pl.col("text").str.contains(_UNUSUAL))
    if some.is_empty():
        return texts
    usual = some.with_columns(pl.col("text").str.replace_many(_USUAL))
    return texts.update(usual, on="doc", maintain_order="left")


def _without_entities(text: pl.Expr) -> pl.Expr:
    """Texts with spaces for those that a crawler, or an editor that escapes twice, has left as HTML writes them."""
    # (Mostly none: what is null is not looked at.)
    some = pl.when(text.str.contains("&", literal=True)).then(text)
    return pl.coalesce(some.str.replace_all(_ENTITY, "\N{NO-BREAK SPACE}"), text)


def tokens_of(lines: pl.DataFrame) -> pl.DataFrame:
    """The printed cells of every line that can belong to a table, in reading order.

    Args:
        lines: as from `lines_of`.

    Returns:
        `LINE_TOKEN`. Blank cells are left out: they show as gaps in `place`.
    """
    # Reports print the same lines again and again: each different one is cut once.
    alike = lines.select("doc", "line_no", "line", alike=text_numbers(pl.col("line")))
    tokens = _tokens(alike.filter(pl.col("alike").is_first_distinct()))
    tokens = tokens.with_columns(said=text_numbers(pl.col("token")))
    # (A left join that drops what has none is a third faster than an inner one that keeps the order.)
    found = alike.drop("line").join(tokens, on="alike", how="left", maintain_order="left_right")
    return found.drop("alike").drop_nulls("token")


def text_numbers(texts: pl.Expr) -> pl.Expr:
    """A UInt32 for each text, the same for equal ones: from 0, in the order in which they first stand."""
    return texts.cast(pl.Categorical(pl.Categories.random())).to_physical()


def _tokens(lines: pl.DataFrame) -> pl.DataFrame:
    """The printed cells of different lines: alike, place, token."""
    line = pl.col("line")
    kept = (
        lines.with_columns(
            array=line.str.contains(_ARRAY),
            quoted=line.str.contains(_QUOTED),
            listed=line.str.contains(_NO_GROUP) & line.str.contains(_COMMAS) & ~line.str.contains(CUT),
        )
        .with_columns(
            cut=line.str.contains(CUT) | pl.col("quoted") | pl.col("listed") | pl.col("array"),
            long=line.str.len_bytes() > 3 * LONGEST_CELL,
        )
        .with_columns(
            packed=(pl.when("long").then(line).str.count_matches(_PACKED) >= _LEAST_PACKED).fill_null(value=False),
            led=line.str.contains(rf"{_LEADERS}[0-9]+{_LEADERS}|{_LEADERS}[0-9]+\s*$"),
        )
        .with_columns(
            # Bars of such a page's foot cut nothing else.
            cut=pl.col("cut") & ~pl.col("packed") & ~(line.str.contains(_MISREAD) & line.str.contains(_SPACED)),
            wide=line.str.contains(_WIDE) | pl.col("packed") | pl.col("led"),
        )
        .filter(pl.col("cut") | ~pl.col("long") | pl.col("wide"))
        .filter(~line.str.contains(RULER))
    )
    inside = line.str.strip_chars(" \t\r[],").str.strip_chars('"').str.replace_all(r'"\s*,\s*"', "\t")
    barred = line.str.replace_many(_SEPARATORS, ["\t"])
    commas = line.str.replace_all(",", "\t", literal=True)
    array = pl.when("array").then(line).str.extract_all(_ARRAY_CELL)
    array = array.list.eval(pl.element().str.replace("^(?:None|null)$", "").str.strip_chars("\"'")).list.join("\t")
    by_commas = pl.when("quoted").then(inside).when("array").then(array).when("listed").then(commas)
    cut = _cells(kept.filter("cut"), by_commas.otherwise(barred))
    # Columns kept apart by spaces: two or more of them are one separator, on a line that has no other.
    wide = kept.filter(~pl.col("cut") & pl.col("wide"))
    between = (
        pl.when("packed")
        .then(line.str.replace_all(r"[\s|｜│┃║]+", "\t"))
        .when("led")
        .then(line.str.replace_all(_LEADERS, "\t"))
        # (Twice: what follows one 0 may be the next.)
        .otherwise(line.str.replace_all(_WIDE, "\t").str.replace_all(*_NEXT_VALUE).str.replace_all(*_NEXT_VALUE))
    )
    spaced = _cells(wide, between).filter(pl.col("token").str.len_bytes() <= 3 * LONGEST_CELL)
    alone = kept.filter(~pl.col("cut") & ~pl.col("wide")).select(
        "alike", pl.lit(0, pl.Int32).alias("place"), line.str.strip_chars().alias("token")
    )
    return pl.concat([cut, spaced, alone])


def _cells(lines: pl.DataFrame, cells: pl.Expr) -> pl.DataFrame:
    """The filled cells of lines that `cells` has cut by tabs."""
    if lines.is_empty():
        return pl.DataFrame(schema={"alike": pl.UInt32, "place": pl.Int32, "token": pl.String})
    return (
        lines.select("alike", token=cells.str.split("\t"))
        .with_columns(place=pl.int_ranges(pl.col("token").list.len(), dtype=pl.Int32))
        .explode("token", "place")
        .select("alike", "place", pl.col("token").str.strip_chars())
        .filter(pl.col("token") != "")
    )
