"""Cells that are merged over several columns and printed once for each, as tables come out of Word or a data frame.

`行政许可 | 12 | 12 | 12` below `信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量` is one number.
"""

import polars as pl

from transform.forms import Forms
from transform.table.labels.known import clean_label, known_labels
from transform.table.rows.runs import first_tokens, places_in_runs


def without_repeated_cells(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Runs and tokens without the repetitions of a row's last value, where the last head above repeats as often.

    Args:
        runs: `transform.table.rows.alignment.ALIGNED_RUN`.
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.

    Returns:
        The same; nearly always as they were.
    """
    longer = runs.filter((pl.col("values") >= pl.col("places")) & (pl.col("values") > 1) & pl.col("row").is_not_null())
    if longer.is_empty():
        return runs, tokens
    asked = longer.select(
        "run", "doc", "values", "places", "first_place", at=first_tokens(tokens).gather(longer["run"])
    )
    heads = _heads(tokens, asked["doc"].unique(), forms)
    found = asked.sort("at").join_asof(
        heads.sort("head"), left_on="at", right_on="head", by="doc", check_sortedness=False
    )
    # A row with a blank has just as many: its number stands below the heads that repeat.
    longer_by = pl.col("values") - pl.col("places")
    below = (longer_by == 0) & (pl.col("times") == pl.col("values")) & (pl.col("first_place") == pl.col("head_place"))
    found = found.filter((pl.col("times") > 1) & ((pl.col("times") == longer_by + 1) | below))
    found = found.with_columns(places=pl.when(longer_by > 0).then("places").otherwise(1))
    said = places_in_runs(tokens, found.sort("run")).join(found.select("run", "at", "places"), on="run")
    same = pl.col("token").filter(pl.col("nth") >= pl.col("places") - 1).n_unique() == 1
    said = said.filter(same.over("run"))
    if said.is_empty():
        return runs, tokens
    extra = said.filter(pl.col("nth") >= pl.col("places"))
    ends = said.filter(pl.col("nth") == pl.col("places") - 1).select("run", end="place", kept="places")
    met = runs.join(ends, on="run", how="left", maintain_order="left")
    is_cut = pl.col("end").is_not_null()
    kept = met.with_columns(
        values=pl.when(is_cut).then("kept").otherwise("values"), last_place=pl.coalesce("end", "last_place")
    )
    gone = extra.select(at=pl.col("at") + pl.col("nth").cast(pl.UInt32))["at"]
    places = pl.int_range(pl.len(), dtype=pl.UInt32)
    return kept.select(runs.columns), tokens.filter(~places.is_in(gone.implode()))


def _heads(tokens: pl.DataFrame, docs: pl.Series, forms: Forms) -> pl.DataFrame:
    """The labels of columns in some documents: doc, head (its place in `TOKEN`), times (on end), head_place."""
    at = pl.int_range(pl.len(), dtype=pl.UInt32)
    theirs = tokens.select("doc", "run", "token", "place", head=at).filter(pl.col("doc").is_in(docs.implode()))
    texts = theirs.filter(pl.col("run").is_null())
    labels = texts.select("token").unique().with_columns(bare=clean_label(pl.col("token"))[1])
    texts = texts.join(labels, on="token", how="left", maintain_order="left")
    other = (pl.col("bare") != pl.col("bare").shift()) | (pl.col("head") != pl.col("head").shift() + 1)
    block = (other | (pl.col("doc") != pl.col("doc").shift())).cum_sum()
    counted = texts.with_columns(times=pl.len().over(block), head_place=pl.col("place").min().over(block))
    columns = known_labels(forms).filter(pl.col("kind") == "column")["bare"].unique()
    return counted.filter(pl.col("bare").is_in(columns.implode())).select("doc", "head", "times", "head_place")
