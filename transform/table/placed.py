"""Rows of grids whose columns are certain, cell by cell: a blank is a blank in its column, and nothing is counted."""

import polars as pl

from transform.forms import Forms
from transform.table.columns import row_slots
from transform.table.geometry import Geometry
from transform.table.regions import Table

PLACED = pl.Schema(
    {
        "doc": pl.UInt32,
        "line_no": pl.Int32,  # of the cell; of its row where it is blank
        "line": pl.Int32,  # the form's
        "nth": pl.Int32,  # the form's place on it, from 0
        "token": pl.String,  # null for a blank cell, with print, value and unit
        "print": pl.String,
        "value": pl.Int64,
        "unit": pl.String,
    }
)
"""One certain place of a row whose columns are known; each once."""
_AT = ["doc", "line_no"]


def placed_cells(table: Table, lines: pl.DataFrame, geometry: Geometry, forms: Forms) -> pl.DataFrame:
    """What stands in each place of the rows of grids that do not contradict their grid.

    Args:
        table: what the batch prints: `tokens` (as from `transform.table.rows.meant_tokens`), `texts` (the label tokens
            among these, with `bare`) and `runs` (as from `transform.table.alignment.aligned`).
        lines: as from `transform.lines.lines_of`.
        geometry: the grids whose cells are certain.
        forms: the forms.

    Returns:
        `PLACED`, rows in order. A row in which a value stands in no place, or two things in one, has none.
    """
    tokens = table["tokens"].join(geometry.lines.select(_AT), on=_AT, how="semi", maintain_order="left")
    rows = _rows(tokens, table["runs"], lines, geometry)
    if rows.is_empty():
        return PLACED.to_frame()
    slots = row_slots(rows, table["texts"], geometry, forms)
    here = (
        tokens.select(*_AT, "place", "token", "print", "value", "unit")
        .join(rows.select(*_AT, "label_end"), on=_AT, maintain_order="left")
        .join(geometry.merged.drop("row_span"), on=[*_AT, "place"], how="left", maintain_order="left")
        .with_columns(until=pl.col("place") + pl.col("column_span").fill_null(1))
        .filter(pl.col("place") >= pl.col("label_end"))
    )
    inside = (pl.col("place") >= pl.col("start")) & (pl.col("until") <= pl.col("end"))
    met = here.join(slots, on=_AT, maintain_order="left").filter(inside)
    strays = here.filter(pl.col("print").is_not_null()).join(met, on=[*_AT, "place"], how="anti").select(_AT)
    crowded = met.filter(pl.struct(*_AT, "nth").is_duplicated() | pl.struct(*_AT, "place").is_duplicated()).select(_AT)
    whole = slots.join(pl.concat([strays, crowded]), on=_AT, how="anti", maintain_order="left")
    told = met.select(*_AT, "nth", "token", "print", "value", "unit")
    return whole.join(told, on=[*_AT, "nth"], how="left", maintain_order="left").select(PLACED.names())


def whole_rows(runs: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Runs, those of a placed row that words in a cell have cut off with their row's line."""
    if placed.is_empty():
        return runs
    rows = placed.select(*_AT, own="line").unique(maintain_order=True)
    told = runs.join(rows, on=_AT, how="left", maintain_order="left")
    cut = pl.col("line").is_null() & pl.col("own").is_not_null()
    return told.with_columns(
        line=pl.coalesce("line", "own"),
        matched=pl.when(cut).then(pl.lit("label")).otherwise("matched"),
        again=pl.when(~cut).then("again"),
    ).drop("own")


def _rows(tokens: pl.DataFrame, runs: pl.DataFrame, lines: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The lines of grids that print one row of a form: doc, line_no, edition, line, label_end, width."""
    aligned = runs.filter(pl.col("line").is_not_null()).join(geometry.lines, on=_AT, maintain_order="left")
    rows = aligned.group_by(_AT, maintain_order=True).agg(
        pl.col("edition", "line").first(), n=pl.col("line").n_unique(), first=pl.col("first_place").min()
    )
    rows = rows.filter(pl.col("n") == 1).drop("n")
    heads = (
        tokens.filter(pl.col("run").is_null())
        .join(rows.select(*_AT, "first"), on=_AT)
        .filter(pl.col("place") < pl.col("first"))
        .join(geometry.merged, on=[*_AT, "place"], how="left")
        .group_by(_AT)
        .agg(label_end=(pl.col("place") + pl.col("column_span").fill_null(1)).max())
    )
    width = lines.join(rows, on=_AT, how="semi").select(
        *_AT, width=pl.col("line").str.count_matches("\t", literal=True).cast(pl.Int32) + 1
    )
    return (
        rows.join(heads, on=_AT, how="left", maintain_order="left")
        .join(width, on=_AT, maintain_order="left")
        .select(*_AT, "edition", "line", pl.col("label_end").fill_null(0), "width")
    )
