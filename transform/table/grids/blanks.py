"""Rows with blanks: which documents have them, and which the form's sums contradict."""

import polars as pl

from transform.forms import Forms
from transform.table.arithmetic.shifts import can_hold
from transform.table.rows.readings import row_sums


def docs_with_blanks(runs: pl.DataFrame) -> pl.DataFrame:
    """The documents with a row of the form, outside of grids, that prints fewer values than it has places: doc."""
    torn = pl.col("row").is_not_null() & pl.col("grid").is_null() & (pl.col("values") < pl.col("places"))
    return runs.filter(torn).select("doc").unique()


def contradicted_forms(placed: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The forms with a row whose blanks, whatever count they stand for, do not let its own sums hold.

    Args:
        placed: doc, form, edition, row, nth, print, value of what stands in the rows.
        forms: the forms.

    Returns:
        doc, form, each once.
    """
    said = pl.when(pl.col("print").is_in(["number", "nil"])).then("value")
    rows = (
        placed.sort("doc", "row", "nth")
        .group_by("doc", "form", "edition", "row", maintain_order=True)
        .agg(printed=said)
        .filter(pl.col("printed").list.contains(None))
    )
    sums = row_sums(forms)
    broken = [
        (doc, form)
        for doc, form, edition, row, printed in rows.iter_rows()
        if not can_hold(printed, sums.get((edition, row), []))
    ]
    return pl.DataFrame(broken, schema={"doc": pl.UInt32, "form": pl.String}, orient="row").unique()
