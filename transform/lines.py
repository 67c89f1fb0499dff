"""Documents to lines, lines to printed tokens.

A token is what one printed cell holds. Whatever separates cells on a line (tab, pipe, box drawing) is one thing here,
so that the layouts of a table are one problem.
"""

import polars as pl

#: Lines longer than this without a separator are prose: no cell of the forms is that long.
LONGEST_CELL = 64

_SEPARATORS = ["|", "｜", "│", "┃", "║"]
#: Markdown's separator rows (`---|---`), also as a row of dashes cut by tabs or arrows.
_RULER = r"^[\s\-—–=:_→+]*-{3,}[\s\-—–=:_→+]*$"


def lines_of(documents: pl.DataFrame) -> pl.DataFrame:
    """The printed lines of each document, blank ones left out.

    Args:
        documents: `doc` UInt32 (the document's place in its batch), `text` String.

    Returns:
        doc UInt32, line_no Int32 (counted from 1), line String (as printed).
    """
    return (
        documents.select("doc", line=pl.col("text").str.split("\n"))
        .with_columns(line_no=pl.int_ranges(1, pl.col("line").list.len() + 1, dtype=pl.Int32))
        .explode("line", "line_no")
        .filter(pl.col("line").str.contains(r"\S"))
        .select("doc", "line_no", "line")
    )


def tokens_of(lines: pl.DataFrame) -> pl.DataFrame:
    """The printed cells of every line that can belong to a table, in reading order.

    Args:
        lines: as from `lines_of`.

    Returns:
        doc UInt32, line_no Int32, place Int32 (the cell's place on its line, from 0, blank cells counted),
        token String (as printed, outer white space removed). Blank cells are left out: they show as gaps in `place`.
    """
    cells = pl.col("line").str.replace_many(_SEPARATORS, ["\t"])
    separated = pl.col("line").str.contains("\t", literal=True)
    return (
        lines.with_columns(line=cells)
        .with_columns(line=pl.when(separated).then(pl.col("line")).otherwise(_space_aligned()))
        .filter(separated | (pl.col("line").str.len_bytes() <= 3 * LONGEST_CELL))
        .filter(~pl.col("line").str.contains(_RULER))
        .with_columns(token=pl.col("line").str.split("\t"))
        .with_columns(place=pl.int_ranges(pl.col("token").list.len(), dtype=pl.Int32))
        .select("doc", "line_no", "place", "token")
        .explode("token", "place")
        .with_columns(pl.col("token").str.strip_chars())
        .filter(pl.col("token") != "")
    )


def _space_aligned() -> pl.Expr:
    """A line of columns kept apart by spaces: two or more of them are one separator."""
    return pl.col("line").str.replace_all(r"\s{2,}", "\t")
