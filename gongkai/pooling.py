"""A share over many reports that says how many of them stand behind it."""

import polars as pl


def pooled(frame: pl.DataFrame, *by: str, numerator: str | None = None, denominator: str | None = None) -> pl.DataFrame:
    """Add up numerators and denominators of the rows that know both, and divide.

    A row that lacks either is left out of both sums, and counted: a sum over what happens to be known, divided by a sum
    over something else, is a wrong number that looks right.

    Args:
        frame: rows with a numerator and a denominator, such as `gongkai.request_outcomes(...)`.
        by: columns to group by; their values are the rows of the result.
        numerator: column above the line; None: `requests`, and where there is none `numerator`.
        denominator: column below the line; None: `handled`, and where there is none `denominator`.

    Returns:
        `by`, numerator and denominator (sums, Float64), rate (NULL where nothing is known or the denominator is 0),
        known and rows (Int64: rows that know both, all rows), coverage (their ratio); sorted by `by`.
    """
    numerator = numerator or ("requests" if "requests" in frame.columns else "numerator")
    denominator = denominator or ("handled" if "handled" in frame.columns else "denominator")
    is_known = pl.col(numerator).is_not_null() & pl.col(denominator).is_not_null()
    sums = [
        pl.when(is_known.any()).then(pl.col(column).filter(is_known).cast(pl.Float64).sum()).alias(name)
        for column, name in ((numerator, "numerator"), (denominator, "denominator"))
    ]
    counts = [is_known.sum().cast(pl.Int64).alias("known"), pl.len().cast(pl.Int64).alias("rows")]
    summed = frame.group_by(by).agg(*sums, *counts).sort(by) if by else frame.select(*sums, *counts)
    above, below = pl.col("numerator"), pl.col("denominator")
    return summed.with_columns(rate=pl.when(below > 0).then(above / below), coverage=pl.col("known") / pl.col("rows"))


def whose() -> pl.Expr:
    """Whose figures a row has: what must not be added up, since a government's figures may hold its departments'.

    Returns:
        An expression over the columns `kind` and `level`, named `whose`: `own` for departments, offices, townships and
        whatever else reports for itself, else the level of the government (NULL where that is open).

    >>> gongkai.pooled(gongkai.request_outcomes(applicant="total").filter(gongkai.whose() == "own"), "report_year")
    """
    is_whole = (pl.col("kind") == "government") & pl.col("level").ne_missing("township")
    return pl.when(is_whole).then("level").otherwise(pl.lit("own")).alias("whose")
