"""Rows that add up: each of their values stands in a sum of the row, and all of these hold."""

from functools import lru_cache

import polars as pl

from transform.forms import Forms
from transform.table.rows.readings import identity_terms
from transform.table.rows.runs import places_in_runs

#: So many rows that do not add up as the form does are no slip of the pen.
_SEVERAL = 2
_OTHER_TOTALS = pl.Schema({"doc": pl.UInt32, "row": pl.Int32, "lacks_one": pl.Boolean})


def runs_that_add_up(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.Series:
    """The runs with a value for each place whose row adds up: their `run`.

    Args:
        runs: run, edition, row, values, places; a run may stand there twice.
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.
    """
    rows = (
        _sums_of(runs, tokens, forms)
        .group_by("run", "places")
        .agg(holds=((pl.col("rest") == 0) & ~pl.col("open")).all(), n=pl.col("n").sum())
    )
    return rows.filter(pl.col("holds") & (pl.col("n") >= pl.col("places")))["run"]


def rows_that_do_not_add_up(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.Series:
    """The runs with a value for each place whose row has a sum that does not hold, as for `runs_that_add_up`."""
    summed = terms_within_rows(forms).select("edition", "row").unique()
    having = runs.join(summed, on=["edition", "row"], how="semi")
    return having.filter(~pl.col("run").is_in(runs_that_add_up(having, tokens, forms).implode()))["run"]


def failing_sums(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """How many of a row's own sums do not hold: run, places, fails (where any), as for `runs_that_add_up`."""
    failing = _sums_of(runs, tokens, forms).filter(pl.col("rest") != 0)
    return failing.group_by("run", "places").agg(fails=pl.len())


def _sums_of(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The sums of the rows with a value for each place: run, places, sum, rest (0 where it holds), n (terms), open."""
    whole = runs.filter(pl.col("values") == pl.col("places")).select("run", "edition", "row", "places").unique("run")
    values = places_in_runs(tokens, whole.sort("run"), "run", "nth", "value")
    terms = values.join(whole, on="run").join(terms_within_rows(forms), on=["edition", "row", "nth"])
    return terms.group_by("run", "places", "sum").agg(
        rest=(pl.col("sign") * pl.col("value")).sum(), n=pl.len(), open=pl.col("value").is_null().any()
    )


def rows_with_other_totals(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows of forms that print another column as the total: doc, row, lacks_one.

    One and the same value of all rows is the sum of the rest, and of several of them the form's total is not. Where
    that holds only of the rest without one and the same other value, `lacks_one` is true: totals may lack a column.

    Args:
        runs: run, doc, edition, row, values, places; a run may stand there twice.
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.
    """
    whole = runs.filter(pl.col("values") == pl.col("places")).select("run", "doc", "edition", "row").unique("run")
    if whole.is_empty():
        return _OTHER_TOTALS.to_frame()
    values = places_in_runs(tokens, whole, "run", "nth", "value").with_columns(pl.col("value").fill_null(0))
    # Rows of zeros add up in every way: mostly most.
    told = whole.join(values.filter(pl.col("value") != 0).select("run").unique(), on="run", how="semi")
    terms = values.join(told, on="run").join(terms_within_rows(forms), on=["edition", "row", "nth"])
    key = ["doc", "form", "run", "sum"]
    terms = terms.with_columns(
        all=pl.col("value").sum().over(key), at=pl.col("nth") - pl.col("nth").min().over(key)
    ).filter(pl.col("all") > 0)
    wrong = terms.filter((pl.col("sign") < 0) & (2 * pl.col("value") != pl.col("all")))
    several = wrong.group_by("doc", "form").len().filter(pl.col("len") >= _SEVERAL)
    if several.is_empty():
        return _OTHER_TOTALS.to_frame()
    asked = terms.join(several, on=["doc", "form"], how="semi")
    others = asked.select(*key, without="at", less="value")
    whole_row = asked.select(*key, without=pl.lit(None, pl.Int32), less=pl.lit(0, pl.Int64)).unique()
    pairs = asked.join(pl.concat([whole_row, others]), on=key).filter(pl.col("at").ne_missing(pl.col("without")))
    holds = 2 * pl.col("value") == pl.col("all") - pl.col("less")
    sums = pairs.group_by("doc", "form", "at", "without").agg(holds=holds.all()).filter("holds")
    found = sums.group_by("doc", "form").agg(lacks_one=pl.col("without").is_not_null().all())
    return asked.join(found, on=["doc", "form"]).select("doc", "row", "lacks_one").unique(maintain_order=True)


@lru_cache(maxsize=4)
def terms_within_rows(forms: Forms) -> pl.DataFrame:
    """The sums that lie within one row: edition, form, row, nth (the place), sum, sign."""
    cells = forms.cells.select("edition", "form", "cell", "row", nth="place")
    terms = identity_terms(forms).join(cells, on=["edition", "cell"])
    within = terms.filter(pl.col("row").n_unique().over("edition", "sum") == 1)
    return within.select("edition", "form", "row", "nth", "sum", "sign")
