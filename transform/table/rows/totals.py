"""Rows that add up: each of their values stands in a sum of the row, and all of these hold."""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.table.rows.readings import identity_terms
from transform.table.rows.runs import places_in_runs


def runs_that_add_up(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.Series:
    """The runs with a value for each place whose row adds up: their `run`.

    Args:
        runs: run, edition, row, values, places; a run may stand there twice.
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.
    """
    whole = runs.filter(pl.col("values") == pl.col("places")).select("run", "edition", "row", "places").unique("run")
    values = places_in_runs(tokens, whole.sort("run")).select("run", "nth", "value")
    terms = values.join(whole, on="run").join(_sums_of_rows(forms), on=["edition", "row", "nth"])
    sums = terms.group_by("run", "places", "sum").agg(
        rest=(pl.col("sign") * pl.col("value")).sum(), n=pl.len(), open=pl.col("value").is_null().any()
    )
    rows = sums.group_by("run", "places").agg(
        holds=((pl.col("rest") == 0) & ~pl.col("open")).all(), n=pl.col("n").sum()
    )
    return rows.filter(pl.col("holds") & (pl.col("n") >= pl.col("places")))["run"]


@lru_cache(maxsize=4)
def _sums_of_rows(forms: Forms) -> pl.DataFrame:
    """The sums that lie within one row: edition, row, nth (the place), sum, sign."""
    cells = forms.cells.select("edition", "cell", "row", nth="place")
    terms = identity_terms(forms).join(cells, on=["edition", "cell"])
    within = terms.filter(pl.col("row").n_unique().over("edition", "sum") == 1)
    return within.select("edition", "row", "nth", "sum", "sign")
