"""Rows that number the columns of a table (1, 2, 3 to 15) below its heads: they look like values and are none."""

import polars as pl

from transform.forms import Forms
from transform.numbers import SCALE
from transform.table.labels.known import row_labels

#: What `matched` says of them.
NUMBERING = "numbering"
#: Fewer numbers in a row may be a row's values: from here on the form's own sums forbid it (1 + 2 + 3 + 4 are no 5).
FEWEST = 5


def numbering_runs(runs: pl.DataFrame, tokens: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The runs that count from 1, each value one more than the one before, under no label of a row.

    Args:
        runs: as from `transform.table.rows.runs.runs_of`, with edition and bare (of the label before).
        tokens: `transform.table.rows.runs.TOKEN`.
        forms: the forms.

    Returns:
        doc, run: nearly always none.
    """
    ones = tokens.filter(pl.col("starts") & (pl.col("value") == SCALE)).select("run")
    begun = runs.filter(pl.col("values") >= FEWEST).join(ones, on="run", how="semi", maintain_order="left")
    if begun.is_empty():
        return begun.select("doc", "run")
    values = tokens.join(begun.select("run"), on="run", how="semi", maintain_order="left")
    step = (pl.col("value") - pl.col("value").shift().over("run") == SCALE).fill_null(value=True)
    plain = (pl.col("print") == "number") & pl.col("unit").is_null()
    counting = values.group_by("run").agg((step & plain).all().alias("counts")).filter("counts")
    unlabelled = begun.join(row_labels(forms), on=["edition", "bare"], how="anti", maintain_order="left")
    return unlabelled.join(counting, on="run", how="semi", maintain_order="left").select("doc", "run")
