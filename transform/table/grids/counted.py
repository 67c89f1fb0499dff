"""Tables of text whose bars or tabs counted the columns, cell by cell: grids that are evidence, not proof.

Only those of which `barred` or `stacked` decided something become grids; every other line of text stays a line.
"""

import polars as pl

from transform.forms import Forms
from transform.lines import RULER
from transform.pages import Pages
from transform.table.aligned import Table
from transform.table.grids.barred import SEPARATOR, line_widths
from transform.table.grids.columns import HEADER_LINES
from transform.table.grids.geometry import GRID_CELL, Geometry

_AT, _FORM = ["doc", "line_no"], ["doc", "form"]


def counted_cells(counted: tuple[pl.DataFrame, pl.DataFrame], table: Table, pages: Pages, forms: Forms) -> pl.DataFrame:
    """Every cell of the tables that were read by their bars or tabs, blank ones too.

    A row on one line has its cells from there, and the lines of its header just above that have as many cells are rows
    of the grid; of stacked rows the grid has the label and the places.

    Args:
        counted: as from `transform.table.grids.stacked.stacked_cells` and from `...barred.barred_cells`.
        table: what the batch prints.
        pages: the documents' lines, and the grids whose cells are certain; the others are numbered behind them.
        forms: the forms.

    Returns:
        `GRID_CELL` without its column_code; none of them `is_certain`.
    """
    asked = pl.concat(rows.with_columns(stacked=way) for rows, way in zip(counted, (True, False), strict=True))
    if asked.is_empty():
        return GRID_CELL.to_frame().drop("column_code")
    named = asked.join(table.editions.select("doc", "edition"), on="doc", maintain_order="left").join(
        forms.printed_rows.select("edition", "row", "form"), on=["edition", "row"], maintain_order="left"
    )
    # One form, one way: what is stacked goes first, as in reading.
    alone = named.filter(pl.col("stacked") == pl.col("stacked").any().over(_FORM))
    cells = alone.join(_numbers(alone, pages.geometry), on=_FORM, maintain_order="left")
    lines = pages.lines.join(cells, on="doc", how="semi", maintain_order="left")
    one_line = _cells_of_lines(cells.filter(~pl.col("stacked")), table, lines)
    found = pl.concat([one_line, _stacked_cells(cells.filter("stacked"), table)])
    return (
        found.with_columns(
            pl.lit(1, pl.Int32).alias("row_span"),
            pl.lit(1, pl.Int32).alias("column_span"),
            row=(pl.col("begins").rank("dense").over("doc", "grid") - 1).cast(pl.Int32),
            page=pl.lit(None, pl.Int32),
            is_certain=pl.lit(value=False),
        )
        .sort("doc", "grid", "row", "column")
        .select(name for name in GRID_CELL.names() if name != "column_code")
    )


def _numbers(cells: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The number of each form's grid in its document: doc, form, grid."""
    before = geometry.lines.group_by("doc").agg(before=pl.col("grid").max())
    return (
        cells.group_by(_FORM)
        .agg(pl.col("line_no").min())
        .join(before, on="doc", how="left")
        .select(
            *_FORM,
            grid=pl.col("before").fill_null(0)
            + pl.struct("line_no", "form").rank("ordinal").over("doc").cast(pl.Int32),
        )
    )


def _cells_of_lines(cells: pl.DataFrame, table: Table, lines: pl.DataFrame) -> pl.DataFrame:
    """The cells of rows on one line and of their headers: doc, grid, begins (the row's line), column, text, line_no."""
    rows = cells.select("doc", "grid", "line_no").unique()
    widths = lines.join(line_widths(lines), on=_AT, how="left", maintain_order="left").with_columns(
        at=pl.int_range(pl.len(), dtype=pl.Int32).over("doc")
    )
    sized = rows.join(widths, on=_AT)
    reach = sized.group_by("doc", "grid").agg(
        first=pl.col("at").min(), last=pl.col("at").max(), wide=pl.col("width").max()
    )
    near = (
        widths.join(reach, on="doc", maintain_order="left")
        .filter(pl.col("at").is_between(pl.col("first") - HEADER_LINES - 1, "last"))
        .join(rows.with_columns(own=True), on=["doc", "grid", "line_no"], how="left", maintain_order="left")
        .join(_other_values(table, rows), on=_AT, how="left", maintain_order="left")
        .with_columns(ruler=pl.col("line").str.contains(RULER))
    )
    fits = pl.col("own") | ((pl.col("width") == pl.col("wide")) & ~pl.col("ruler"))
    stops = ~fits.fill_null(value=False) & ~pl.col("ruler") | pl.col("valued").is_not_null()
    above = pl.col("at") < pl.col("first")
    return (
        near.with_columns(stop=pl.col("at").filter(stops & above).max().over("doc", "grid").fill_null(-1))
        .filter(fits.fill_null(value=False) & (pl.col("at") > pl.col("stop")))
        .with_columns(text=pl.col("line").str.replace_all(SEPARATOR, "\t").str.split("\t").list.head("width"))
        # Rows are read from their end on.
        .with_columns(column=pl.int_ranges("width", dtype=pl.Int32), before=pl.col("wide") - pl.col("width"))
        .explode("text", "column")
        .with_columns(pl.col("text").str.strip_chars(), pl.col("column") + pl.col("before"))
        .select("doc", "grid", "column", "line_no", text=pl.when(pl.col("text") != "").then("text"), begins="line_no")
    )


def _other_values(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """Lines with rows of the form that are in none of the grids: doc, line_no, valued."""
    valued = table.runs.filter(pl.col("row").is_not_null()).select(*_AT, valued=pl.lit(value=True)).unique()
    return valued.join(rows, on=_AT, how="anti")


def _stacked_cells(cells: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The cells of stacked rows, and the label before each: as from `_cells_of_lines`."""
    own = cells.with_columns(begins=pl.col("line_no").min().over("doc", "row")).select(
        "doc", "grid", "column", "line_no", "begins", text="token"
    )
    rows = own.select("doc", "grid", "begins").unique().sort("begins")
    heads = (
        table.texts.join(rows, on="doc", how="semi").select(*_AT, text="token").unique(_AT, keep="last").sort("line_no")
    )
    labels = rows.join_asof(heads, left_on="begins", right_on="line_no", by="doc", check_sortedness=False).select(
        "doc", "grid", pl.lit(0, pl.Int32).alias("column"), "line_no", "begins", "text"
    )
    return pl.concat([labels, own]).select("doc", "grid", "column", "line_no", "text", "begins")
