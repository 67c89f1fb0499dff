"""Values in merged cells of grids: a number over several places of the form is none of theirs, a 0 is each one's."""

import polars as pl

from transform.table.grids.geometry import Geometry, covered_places

_AT = ["doc", "line_no"]
#: What `print` says of a number that stands over several places, and why a cell holds none.
MERGED = "merged"
_NOTHING = pl.col("print").is_in(["number", "nil"]) & (pl.col("value") == 0)


def _shared() -> pl.Expr:
    """What a value prints in each of the places that it stands over."""
    return pl.when(pl.col("print").is_null() | _NOTHING.fill_null(value=False)).then("print").otherwise(pl.lit(MERGED))


def over_rows(cells: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Cells of rows; those that stand over several rows of the form in each of them.

    Args:
        cells: doc, line_no, place, token, print, value, unit, until, row_span of what stands behind the labels of rows.
        rows: doc, line_no of these rows.

    Returns:
        The same columns without row_span, in order.
    """
    tall = cells.filter((pl.col("row_span") > 1) & pl.col("print").is_not_null())
    if tall.is_empty():
        return cells.drop("row_span")
    below = (
        tall.with_columns(down=pl.int_ranges(1, "row_span", dtype=pl.Int32))
        .explode("down")
        .with_columns(pl.col("line_no") + pl.col("down"), above="line_no")
        .join(rows.select(_AT), on=_AT, how="semi")
    )
    shared = below.select("doc", "place", line_no="above", over=True).unique()
    met = cells.join(shared, on=[*_AT, "place"], how="left", maintain_order="left")
    here = met.with_columns(print=pl.when("over").then(_shared()).otherwise("print"))
    there = below.with_columns(print=_shared())
    names = [name for name in cells.columns if name != "row_span"]
    return pl.concat([here.select(names), there.select(names)]).sort(*_AT, "place")


def over_places(cells: pl.DataFrame, slots: pl.DataFrame) -> pl.DataFrame:
    """Cells of rows; those that stand over several places in each of them.

    Args:
        cells: as from `over_rows`.
        slots: as from `transform.table.grids.columns.row_slots`.
    """
    wide = cells.filter((pl.col("until") - pl.col("place") > 1) & pl.col("print").is_not_null())
    if wide.is_empty():
        return cells
    parts = (
        wide.join(slots.select(*_AT, "start", "end"), on=_AT)
        .filter((pl.col("start") >= pl.col("place")) & (pl.col("end") <= pl.col("until")))
        .filter((pl.col("end") - pl.col("start")).sum().over(*_AT, "place") == pl.col("until") - pl.col("place"))
        .filter(pl.len().over(*_AT, "place") > 1)
    )
    each = parts.with_columns(_shared().alias("print"), place="start", until="end").select(cells.columns)
    rest = cells.join(parts, on=[*_AT, "place"], how="anti", maintain_order="left")
    return pl.concat([rest, each]).sort(*_AT, "place")


def torn_by_merged(runs: pl.DataFrame, tokens: pl.DataFrame, placed: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """Rows that no header places, where a value stands over several places or rows of the form.

    Which places are meant nothing tells: they are not blank, and no reading by sums may move the others. A row with a
    value for each place is one only where such a value reaches over a row that prints its label alone.

    Args:
        runs: as from `transform.table.rows.alignment.aligned_runs`.
        tokens: `transform.table.rows.runs.TOKEN`.
        placed: the rows that are read by their columns, as `transform.table.grids.geometry.PLACED`.
        geometry: the grids.

    Returns:
        doc, row, each once.
    """
    rows = runs.filter(pl.col("row").is_not_null() & pl.col("grid").is_not_null())
    rows = rows.join(placed, on=["doc", "row"], how="anti").select("doc", "line_no", "row", "values", "places")
    if rows.is_empty() or geometry.merged.is_empty():
        return rows.select("doc", "row").clear()
    theirs = tokens.join(rows.select("doc").unique(), on="doc", how="semi").filter(pl.col("print").is_not_null())
    values = theirs.join(geometry.merged, on=[*_AT, "place"], how="left")
    few = rows.filter(pl.col("values") < pl.col("places"))
    spans = values.join(few, on=_AT, how="semi").group_by(_AT)
    several = spans.agg(several=pl.col("column_span").fill_null(1).n_unique() > 1).filter("several")
    tall = values.filter(pl.col("row_span") > 1).select(geometry.merged.columns)
    covered = covered_places(geometry._replace(merged=tall)).join(few, on=_AT, how="semi")
    lines = pl.concat([several.select(_AT), covered.select(_AT), _lines_over(tall, placed)])
    return rows.join(lines, on=_AT, how="semi").select("doc", "row").unique(maintain_order=True)


def _lines_over(tall: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """The lines of values that reach over a row of the form below: doc, line_no."""
    below = tall.select(*_AT, below=pl.col("line_no") + pl.int_ranges(1, "row_span", dtype=pl.Int32)).explode("below")
    return below.join(placed.select("doc", below="line_no").unique(), on=["doc", "below"], how="semi").select(_AT)
