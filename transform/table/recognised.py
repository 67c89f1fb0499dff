"""Cells that were read from pictures: recognised where two readings agree and no identity contradicts, else missing.

Nothing is repaired and nothing inferred: a picture proves no blank, and one number misread would carry its error into
others.
"""

import polars as pl

from extract.layout import UNSURE
from transform.table.arithmetic.reconciliation import closed_cells

#: Why a cell is recognised, and why one with a print is not.
AGREE, DIFFER, CONTRADICTED = "two_passes", "passes_differ", "contradicted"


def recognised_cells(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The cells of documents read from pictures, with their states.

    Args:
        cells: doc, edition, cell, value, options, note, raw_text, suspect, as `transform.table.cells.form_cells` has
            them before anything is closed.
        terms: as from `transform.table.rows.readings.identity_terms`.

    Returns:
        The same with value null where it is not certain, and state, reason String: `two_passes`; of a cell that is
        missing `passes_differ`, `contradicted:` and an identity that its prints do not let hold, or what else its
        print is.
    """
    clean = pl.col("options").is_null() & pl.col("suspect").is_null()
    sure = cells.with_columns(value=pl.when(clean).then("value"))
    against = _contradicted_cells(sure, terms)
    weighed = sure.join(against, on=["doc", "cell"], how="left", maintain_order="left")
    stands = pl.col("value").is_not_null() & pl.col("against").is_null()
    printed = pl.col("line_no").is_not_null() | pl.col("note").is_not_null()
    reason = (
        pl.when(stands)
        .then(pl.lit(AGREE))
        .when(pl.col("value").is_not_null())
        .then(pl.format("{}:{}", pl.lit(CONTRADICTED), "against"))
        .when(pl.col("raw_text").str.contains(UNSURE, literal=True))
        .then(pl.lit(DIFFER))
        .when(printed)
        .then(pl.coalesce("note", pl.lit("blank")))
        .otherwise(pl.lit("not_printed"))
    )
    return weighed.with_columns(
        value=pl.when(stands).then("value"),
        state=pl.when(stands).then(pl.lit("recognised")).otherwise(pl.lit("missing")),
        reason=reason,
    ).drop("against")


def _contradicted_cells(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The cells of identities that do not hold, or cannot whatever stands in their open cells: doc, cell, against."""
    shares = cells.select("doc", "edition", "cell", "value").join(terms, on=["edition", "cell"])
    broken = (
        shares.group_by("doc", "sum")
        .agg(rest=(pl.col("sign") * pl.col("value")).sum(), open=pl.col("value").is_null().any())
        .filter(~pl.col("open") & (pl.col("rest") != 0))
    )
    # What a print can be read as beside its clean reading is no matter here.
    plain = cells.select("doc", "edition", "cell", "value", options=pl.lit(None, pl.List(pl.Int64)))
    left_out = closed_cells(plain, terms).left_out
    wrong = pl.concat([broken.select("doc", "sum"), left_out.select("doc", "sum")])
    return (
        shares.join(wrong, on=["doc", "sum"], how="semi")
        .group_by("doc", "cell")
        .agg(against=pl.col("identity").sort().first())
    )
