"""Rows of the form that are split into lines with labels of their own: 上年 and 本年, 网上 and 窗口.

The number of such a line is not the row's, but where its label says that it is this year's or the sum.
"""

import polars as pl

from transform.forms import Forms
from transform.lexicon import words_by
from transform.numbers import UNITS, number_words
from transform.table.aligned import Table
from transform.table.labels.known import known_labels


def rows_of_parts(table: Table, placed: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows of grids that were read from a line with a label of its own behind the row's.

    Args:
        table: what is printed.
        placed: the rows that are read by their columns, as `transform.table.grids.geometry.PLACED`; words in a row's
            first cell stand in one of its places and are no label.
        forms: the forms.

    Returns:
        doc, row, each once: nearly always none.
    """
    behind = table.runs.filter(pl.col("behind") & pl.col("row").is_not_null())
    if behind.is_empty():
        return behind.select("doc", "row")
    words = placed.filter(pl.col("print").is_null() & pl.col("token").is_not_null())
    cells = words.select("doc", "row", head="token")
    own = behind.join(cells, on=["doc", "row", "head"], how="anti").filter(pl.col("bare").str.len_chars() > 0)
    units = [word for unit in UNITS for word in number_words()[unit]]
    known = words_by("role", "heads.csv")["whole_row"]
    other = own.filter(~pl.col("bare").is_in([*units, *known]))
    labels = known_labels(forms).select("edition", label="bare").unique()
    printed = forms.labels.select(
        "edition", label=pl.col("label").str.normalize("NFKC").str.replace_all(r"[^\p{L}\p{N}]", "")
    )
    rows = pl.concat([labels, printed]).filter(pl.col("label").str.len_chars() > 0)
    # A label may go on in the next cell: (区分处理的,只计这一情形...).
    parts = other.join(rows, on="edition").filter(pl.col("label").str.contains(pl.col("bare"), literal=True))
    is_part = pl.col("run").is_in(parts["run"].implode()) & ~pl.col("bare").is_in(
        words_by("role", "heads.csv")["other_year"]
    )
    return other.filter(~is_part).select("doc", "row").unique(maintain_order=True)
