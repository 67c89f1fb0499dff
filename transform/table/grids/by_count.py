"""Columns by their count: rows of grids that have just as many cells as the form's row has places."""

import polars as pl

from transform.table.grids.geometry import Geometry, covered_places

_AT = ["doc", "line_no"]
#: The grid columns of one place of a row.
SLOT = pl.Schema({"doc": pl.UInt32} | dict.fromkeys(["line_no", "row", "nth", "start", "end"], pl.Int32))


def slots_by_order(rows: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The slots of rows without a header, where each has a cell for each place, and all the same ones: `SLOT`."""
    if rows.is_empty():
        return SLOT.to_frame()
    group = ["doc", "grid", "edition", "form", "columns", "codes"]
    cells = _cells_behind(rows, geometry)
    even = (
        (pl.col("start").list.len() == pl.col("size")).all()
        & (pl.col("start").n_unique() == 1)
        & (pl.col("width").n_unique() == 1)
    )
    return _slots_in_order(cells.filter(even.over(group))).select(SLOT.names())


def slots_by_count(rows: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The slots of rows that have just as many cells as places, whatever stands above them: `SLOT`.

    Args:
        rows: as `row_slots` takes them, of grids whose header has a cell for each place and no other.
        geometry: the grids.
    """
    if rows.is_empty():
        return SLOT.to_frame()
    cells = _cells_behind(rows, geometry)
    return _slots_in_order(cells.filter(pl.col("start").list.len() == pl.col("size"))).select(SLOT.names())


def slots_of_even_rows(rows: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The slots of rows of grids where each has just as many cells behind its label as places, none merged: `SLOT`.

    So it is where a page lost what its cells span, or counts it wrongly: heads and labels stand in other columns then.

    Args:
        rows: as `row_slots` takes them, with grid; all the rows of one width of each grid.
        geometry: the grids.
    """
    if rows.is_empty():
        return SLOT.to_frame()
    grid = ["doc", "grid", "size"]
    behind = geometry.merged.join(rows.select(*_AT, "label_end"), on=_AT).filter(pl.col("place") >= pl.col("label_end"))
    merged = behind.select(*_AT, merged=pl.lit(value=True)).unique()
    cells = _cells_behind(rows, geometry).join(merged, on=_AT, how="left", maintain_order="left")
    even = ((pl.col("start").list.len() == pl.col("size")) & pl.col("merged").is_null()).all()
    return _slots_in_order(cells.filter(even.over(grid))).select(SLOT.names())


def _cells_behind(rows: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """Rows with start List(Int32): the first columns of the cells behind their label, blank ones too."""
    taken = covered_places(geometry).rename({"column": "start"})
    cells = (
        rows.select(*_AT, start=pl.int_ranges("label_end", "width", dtype=pl.Int32))
        .explode("start")
        .join(taken, on=[*_AT, "start"], how="anti", maintain_order="left")
        .group_by(_AT, maintain_order=True)
        .agg("start")
    )
    return rows.join(cells, on=_AT, maintain_order="left")


def _slots_in_order(cells: pl.DataFrame) -> pl.DataFrame:
    """Rows with a cell for each place, place by place: `SLOT` and what else they have.

    The cells stand behind the label and on the line: that is how they were found.
    """
    return (
        cells.with_columns(
            end=pl.col("start").list.slice(1).list.concat(pl.concat_list("width")),
            nth=pl.int_ranges(pl.col("start").list.len(), dtype=pl.Int32),
        )
        .explode("start", "end", "nth")
        .with_columns(pl.col("nth") + pl.col("first_place"))
    )
