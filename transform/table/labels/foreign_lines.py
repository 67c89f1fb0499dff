"""Tables under a line of heads of which none is the form's: 一月 … 六月 上半年 are as many as the applicants."""

from functools import lru_cache

import polars as pl

from transform.among import among
from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.labels.known import known_labels
from transform.table.labels.order import rows_without_heads

#: Fewer heads on a line may be anything.
_FEWEST = 5
#: The longest head, in characters.
_LONGEST = 8
#: The line stands so near above the first row's numbers.
_NEAR = 3
_FORM = ["doc", "form"]


def rows_under_foreign_lines(table: Table, forms: Forms) -> pl.DataFrame:
    """The rows of forms above whose first row stands such a line, as many heads as places: doc, row.

    Args:
        table: what is printed.
        forms: the forms.
    """
    rows = table.runs.filter(pl.col("row").is_not_null() & (pl.col("places") >= _FEWEST))
    rows = rows.select("doc", "edition", "row", "line_no").join(_sizes(forms), on=["edition", "row"])
    first = rows.group_by(_FORM).agg(pl.col("line_no").min().alias("first"), pl.col("size").first())
    heads = _heads_above(first, table, forms)
    found = rows.join(heads, on=_FORM, how="semi").select("doc", "row").unique(maintain_order=True)
    if found.is_empty():
        return found
    # Below the form's own heads such a line numbers the columns (甲 乙 丙).
    headless = rows_without_heads(table.of(found.select("doc").unique()), forms)
    return found.join(headless, on=["doc", "row"], how="semi", maintain_order="left")


@lru_cache(maxsize=4)
def _sizes(forms: Forms) -> pl.DataFrame:
    """The rows of the forms: edition, row, form, size (the most places that a row of the form has)."""
    return forms.printed_rows.select("edition", "row", "form", size=pl.col("places").max().over("edition", "form"))


@lru_cache(maxsize=4)
def _all_labels(forms: Forms) -> str:
    """Every label of the forms, cleaned, as lines of one text."""
    return "\n".join(known_labels(forms)["bare"].unique().sort())


def _heads_above(first: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """The forms above whose `first` line stands a line of other heads, the nearest of several texts: doc, form."""
    label = pl.col("token").str.contains(r"\S\s+\S\s*\S") | (pl.col("place") > 0)
    above = first.with_columns(pl.col("first").cast(pl.Int32) - 1)
    lines = above.select("doc", line_no=pl.int_ranges(pl.col("first") - _NEAR, pl.col("first") + 1, dtype=pl.Int32))
    texts = among(table.texts, lines.explode("line_no"), ["doc", "line_no"])
    wide = texts.filter(label).select("doc", heads="line_no").unique().sort("heads")
    near = above.sort("first").join_asof(
        wide, left_on="first", right_on="heads", by="doc", strategy="backward", check_sortedness=False
    )
    near = near.filter(pl.col("first") - pl.col("heads") <= _NEAR).select(*_FORM, "size", line_no="heads")
    pieces = (
        texts.join(near, on=["doc", "line_no"], maintain_order="left")
        .with_columns(piece=pl.col("token").str.extract_all(r"\S+"))
        .explode("piece")
        .select(*_FORM, "size", "piece")
    )
    own = pl.lit(_all_labels(forms)).str.contains(pl.col("piece"), literal=True)
    other = pl.col("piece").str.contains(r"^\p{Han}+$") & (pl.col("piece").str.len_chars() <= _LONGEST) & ~own
    # One more is the corner over the labels.
    heads = pieces.group_by(_FORM, maintain_order=True).agg(
        other=other.reverse(), n=pl.len(), size=pl.col("size").first().cast(pl.UInt32)
    )
    fits = pl.col("n").is_between("size", pl.col("size") + 1)
    return heads.filter(fits & pl.col("other").list.head(pl.col("size")).list.all()).select(_FORM)
