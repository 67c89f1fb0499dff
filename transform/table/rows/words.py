"""Words where numbers belong, on lines whose cells bars or tabs keep apart: `规章 | 未发生 | 0 | 5`.

A word between a row's values would end the run of them. Where a line has just as many cells behind the row's label as
the row has places, each is its place's: the word is a print without a number.
"""

from functools import lru_cache

import polars as pl

from transform.among import numbered
from transform.forms import Forms
from transform.lines import CUT
from transform.numbers import number_words
from transform.table.labels.known import listed_labels, row_heads

#: Rows of fewer places have no place that others tell.
_FEWEST = 3
#: The longest word in a cell, in characters.
_LONGEST = 24
_TWO = "^[0-9]{1,12}[，,][0-9]{1,12}$"
#: A share is no count that lost a digit.
_SHARE = "[%％‰]$"
_LINE = ["doc", "line_no"]


@lru_cache(maxsize=1)
def _units() -> list[str]:
    """The words for what is counted."""
    words = number_words()
    return words["count"] + words["money"]


def with_words_in_rows(tokens: pl.DataFrame, meanings: pl.DataFrame, lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Tokens, words in cells of rows with the print `doubtful` and no value.

    Args:
        tokens: doc, line_no, place, said and more, in reading order.
        meanings: said, token, print, bare of each different token.
        lines: `transform.lines.LINE`.
        forms: the forms.

    Returns:
        The tokens with `is_word` Boolean.
    """
    known, heads = listed_labels(forms)
    kinds = meanings.select(
        "said",
        number=pl.col("print").is_not_null(),
        other=pl.col("print").is_null() & ~pl.col("bare").is_in(known),
        heads=pl.col("print").is_null() & pl.col("bare").is_in(heads),
    )
    marked = numbered(tokens.select(*_LINE, "place", "said"), kinds, "said")
    near = pl.concat([marked.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("at")), marked], how="horizontal")
    beside = [
        (pl.col(kind).shift(step) & pl.all_horizontal(pl.col(name) == pl.col(name).shift(step) for name in _LINE))
        for kind, step in (("number", 1), ("number", -1), ("heads", 1))
    ]
    odd = near.filter(pl.col("other") & pl.any_horizontal(beside).fill_null(value=False))
    if odd.is_empty():
        return tokens.with_columns(is_word=pl.lit(value=False))
    # Rows of nothing but words are rows, too: nothing is inferred in their cells.
    docs = odd["doc"].unique().implode()
    theirs = near.filter(pl.col("doc").is_in(docs))
    # Where spaces keep cells apart a piece of a label may stand there.
    cut = lines.filter(pl.col("doc").is_in(docs) & pl.col("line").str.contains(CUT))
    rows = theirs.filter(pl.len().over(_LINE) > _FEWEST).join(cut, on=_LINE, how="semi", maintain_order="left")
    said = rows.join(meanings.select("said", "bare", "token"), on="said", how="left", maintain_order="left")
    words = pl.concat([_words(said, forms), _pairs(said)]).unique()
    is_word = pl.repeat(value=False, n=tokens.height, dtype=pl.Boolean, eager=True).scatter(words, values=True)
    return tokens.with_columns(is_word=is_word)


def _pairs(lines: pl.DataFrame) -> pl.Series:
    """Two numbers in a cell that might be one (`96，105`), where other cells hold two that cannot (`4，5`)."""
    docs = lines.filter(pl.col("other") & pl.col("token").str.contains(_TWO))["doc"].unique()
    theirs = lines.filter(pl.col("doc").is_in(docs.implode())) if len(docs) else lines.clear()
    return theirs.filter(pl.col("number") & pl.col("token").str.contains(_TWO))["at"]


def _words(lines: pl.DataFrame, forms: Forms) -> pl.Series:
    """The words in cells of rows, by their place among the tokens.

    Args:
        lines: at, doc, line_no, place, token, bare, number, other of all tokens of some lines.
        forms: the forms.
    """
    sizes = forms.printed_rows.select("edition", "row", "places").filter(pl.col("places") >= _FEWEST)
    heads = row_heads(forms).join(sizes, on=["edition", "row"]).select("bare", "places").unique()
    counted = lines.with_columns(behind=pl.len().over(_LINE) - pl.int_range(pl.len()).over(_LINE) - 1)
    rows = counted.join(heads.with_columns(pl.col("places").cast(pl.UInt32)), on="bare", maintain_order="left")
    rows = rows.filter(pl.col("behind") == pl.col("places")).select(*_LINE, "places")
    wide = forms.printed_rows.filter(~pl.col("row").is_in(row_heads(forms)["row"].unique().implode()))
    bare_rows = counted.filter((pl.col("behind") + 1).is_in(wide["places"].unique().implode()))
    first = bare_rows.filter(pl.int_range(pl.len()).over(_LINE) == 0)
    at_start = counted.group_by(_LINE, maintain_order=True).agg(size=pl.len())
    alone = first.join(at_start, on=_LINE).filter(pl.col("size") == pl.col("behind") + 1)
    alone = alone.select(*_LINE, places=pl.col("size").cast(pl.UInt32))
    found = counted.join(pl.concat([rows, alone]).unique(_LINE, keep="none"), on=_LINE, maintain_order="left")
    cells = found.filter(pl.col("behind") < pl.col("places"))
    garbled = pl.col("token").str.contains("[0-9]") & ~pl.col("token").str.contains(_SHARE)
    is_unit = pl.col("token").is_in(_units()).first()
    whole = cells.group_by(_LINE).agg(
        # A blank cell between would leave a cell too many at the end.
        fits=(pl.col("place").max() - pl.col("place").min() < pl.len())
        & (pl.col("number") | (pl.col("other") & (pl.col("token").str.len_chars() <= _LONGEST))).all()
        # A word behind all numbers may be a remark, and the row lack a number.
        & ((pl.col("number") | garbled).last() | ~pl.col("number").any())
        # So may a unit before them, which has a column of its own.
        & ~is_unit
    )
    return cells.join(whole.filter("fits"), on=_LINE, how="semi").filter(~pl.col("number"))["at"]
