"""Cells and tokens to the tables of the warehouse."""

import polars as pl

from transform.numbers import SCALE, VALUE


def facts_of(cells: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The cells as fact tables.

    Args:
        cells: as from `transform.cells.form_cells`, with the report's keys.

    Returns:
        fact_disclosure (value Decimal(18,4)), fact_application and fact_dispute (value Int64).
    """
    exact = {"disclosure": (pl.col("value").cast(VALUE) / SCALE).cast(VALUE)}
    whole = pl.col("value") // SCALE
    return {
        f"fact_{form}": cells.filter(pl.col("form") == form).with_columns(value=exact.get(form, whole))
        for form in ("disclosure", "application", "dispute")
    }


def leftovers_of(tokens: pl.DataFrame, runs: pl.DataFrame) -> pl.DataFrame:
    """The printed values of a table that became no cell.

    Args:
        tokens: as from `transform.rows.meant_tokens`.
        runs: as from `transform.alignment.aligned`, all of them.

    Returns:
        doc, line_no, token, reason: `repeated_line` (a second print of a line), `unknown_row` (values between lines
        of the form under no label of the form).
    """
    known = runs.filter(pl.col("line").is_not_null())
    span = known.group_by("doc").agg(first=pl.col("run").min(), last=pl.col("run").max())
    lost = (
        runs.filter(pl.col("line").is_null())
        .join(span, on="doc")
        .filter((pl.col("run") > pl.col("first")) & (pl.col("run") < pl.col("last")))
        .select(
            "run",
            reason=pl.when(pl.col("matched") == "repeated")
            .then(pl.lit("repeated_line"))
            .otherwise(pl.lit("unknown_row")),
        )
    )
    return tokens.join(lost, on="run", maintain_order="left").select("doc", "line_no", "token", "reason")
