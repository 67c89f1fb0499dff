"""Cells and tokens to the tables of the warehouse."""

import polars as pl

from transform.among import numbered
from transform.numbers import SCALE, VALUE


def facts_of(cells: pl.DataFrame, keys: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The cells as fact tables.

    Args:
        cells: as from `transform.table.cells.form_cells`.
        keys: doc of each of them, once, and what is to stand beside its cells.

    Returns:
        fact_disclosure (value Decimal(18,4)), fact_application and fact_dispute (value Int64): the columns of cells
        but edition and form, and those of keys.
    """
    # Ten-thousandths of the largest value that is printed are wider than a value.
    exact = {"disclosure": (pl.col("value").cast(pl.Decimal(24, 4)) / SCALE).cast(VALUE)}
    whole = pl.col("value") // SCALE
    told = cells.drop("edition", "form")
    return {
        f"fact_{form}": numbered(
            told.filter(cells["form"] == form).with_columns(value=exact.get(form, whole)), keys, "doc"
        )
        for form in ("disclosure", "application", "dispute")
    }
