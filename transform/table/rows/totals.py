"""Rows that add up: each of their values stands in a sum of the row, and all of these hold."""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.table.rows.readings import identity_terms
from transform.table.rows.runs import places_in_runs

#: So many rows that do not add up as the form does are no slip of the pen.
_SEVERAL = 2


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


def rows_with_other_totals(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows of forms that print another column as the total: doc, row.

    One and the same other value of all rows is the sum of the rest, and of several of them the form's total is not.

    Args:
        runs: run, doc, edition, row, values, places; a run may stand there twice.
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.
    """
    whole = runs.filter(pl.col("values") == pl.col("places")).select("run", "doc", "edition", "row").unique("run")
    values = places_in_runs(tokens, whole.sort("run")).select("run", "nth", pl.col("value").fill_null(0))
    terms = values.join(whole, on="run").join(_sums_of_rows(forms), on=["edition", "row", "nth"]).sort("run", "nth")
    sums = terms.group_by("doc", "form", "run", "row", "sum", maintain_order=True).agg(
        is_sum=2 * pl.col("value") == pl.col("value").sum(),
        at=pl.int_range(pl.len()),
        is_total=pl.col("sign") < 0,
        said=pl.col("value").sum() > 0,
    )
    each = sums.filter("said").explode("is_sum", "at", "is_total")
    places = each.group_by("doc", "form", "at").agg(pl.col("is_sum").all())
    totals = each.filter("is_total").group_by("doc", "form").agg(wrong=(~pl.col("is_sum")).sum())
    found = places.filter("is_sum").join(totals.filter(pl.col("wrong") >= _SEVERAL), on=["doc", "form"])
    return sums.join(found, on=["doc", "form"], how="semi").select("doc", "row").unique(maintain_order=True)


@lru_cache(maxsize=4)
def _sums_of_rows(forms: Forms) -> pl.DataFrame:
    """The sums that lie within one row: edition, form, row, nth (the place), sum, sign."""
    cells = forms.cells.select("edition", "form", "cell", "row", nth="place")
    terms = identity_terms(forms).join(cells, on=["edition", "cell"])
    within = terms.filter(pl.col("row").n_unique().over("edition", "sum") == 1)
    return within.select("edition", "form", "row", "nth", "sum", "sign")
