"""Cells of which the print allows no number: their heads stand in another order, or a value stands over several places.

What is printed there stays their print, and nothing is inferred over it.
"""

import polars as pl

from transform.among import among
from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.grids.geometry import Geometry
from transform.table.grids.merged import MERGED, torn_by_merged
from transform.table.labels.foreign_lines import rows_under_foreign_lines
from transform.table.labels.order import rows_of_lacking_heads, rows_without_heads
from transform.table.labels.other_heads import places_under_other_heads
from transform.table.printed import without_values
from transform.table.rows.sub_rows import rows_of_parts
from transform.table.rows.totals import rows_with_other_totals

#: Why a number is no cell's.
OUT_OF_ORDER = "columns_out_of_order"
OTHER_HEAD = "other_head"
SUB_ROW = "sub_row"
#: A place of a row that takes no number.
REFUSED = pl.Schema({"doc": pl.UInt32, "row": pl.Int32, "nth": pl.Int32, "note": pl.String})


def refused_places(
    table: Table,
    placed: tuple[pl.DataFrame, pl.DataFrame],
    disordered: pl.DataFrame,
    geometry: Geometry,
    forms: Forms,
) -> pl.DataFrame:
    """The places of rows that take no number.

    Args:
        table: what is printed.
        placed: the rows that are read by their columns, as `transform.table.grids.geometry.PLACED`: those of grids, and
            all.
        disordered: as from `transform.table.labels.order.disordered_rows`.
        geometry: the grids.
        forms: the forms.

    Returns:
        `REFUSED`, each place once.
    """
    by_head, placed_rows = placed
    every_row = table.runs.filter(pl.col("row").is_not_null())
    counted = every_row.join(placed_rows, on=["doc", "row"], how="anti")
    elsewhere = _other_columns(table, counted, forms)
    counted = pl.concat([disordered, elsewhere]).join(placed_rows, on=["doc", "row"], how="anti")
    # A grid without heads is read by its order, too.
    gridded = among(every_row, placed_rows, ["doc", "row"])
    counted = pl.concat([counted, _other_columns_without_heads(table, gridded, forms)])
    torn = torn_by_merged(table.runs, table.tokens, placed_rows, geometry)
    others = places_under_other_heads(table, by_head, forms).with_columns(note=pl.lit(OTHER_HEAD))
    rows = [others.select(pl.col(name).cast(kind) for name, kind in REFUSED.items())]
    parts = rows_of_parts(table, placed_rows, forms)
    foreign = rows_under_foreign_lines(table, forms)
    whole = ((counted, OUT_OF_ORDER), (torn, MERGED), (parts, SUB_ROW), (foreign, OTHER_HEAD))
    rows += [_whole_rows(found, note, table, forms) for found, note in whole]
    return pl.concat(rows).unique(["doc", "row", "nth"], keep="first", maintain_order=True)


def _other_columns(table: Table, rows: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Rows that add up in another way than the form's: doc, row.

    A total may lack a column by mistake; where a head lacks, too, another column stands there instead.
    """
    found = rows_with_other_totals(rows, table.tokens, forms)
    if found.is_empty():
        return found.select("doc", "row")
    lacking = rows_of_lacking_heads(table.of(found.select("doc").unique()), forms)
    one = found.filter("lacks_one").join(lacking, on=["doc", "row"], how="semi")
    return pl.concat([found.filter(~pl.col("lacks_one")), one]).select("doc", "row")


def _other_columns_without_heads(table: Table, rows: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Rows that add up in another way than the form's, of tables without heads: doc, row."""
    found = rows_with_other_totals(rows, table.tokens, forms).filter(~pl.col("lacks_one"))
    if found.is_empty():
        return found.select("doc", "row")
    headless = rows_without_heads(table.of(found.select("doc").unique()), forms)
    return found.join(headless, on=["doc", "row"], how="semi").select("doc", "row")


def _whole_rows(rows: pl.DataFrame, note: str, table: Table, forms: Forms) -> pl.DataFrame:
    """Every place of rows (doc, row): `REFUSED`."""
    if rows.is_empty():
        return REFUSED.to_frame()
    editions = table.editions.select("doc", "edition")
    places = forms.cells.select("edition", "row", nth="place")
    named = rows.join(editions, on="doc").join(places, on=["edition", "row"]).with_columns(note=pl.lit(note))
    return named.select(pl.col(name).cast(kind) for name, kind in REFUSED.items())


def without_refused(printed: pl.DataFrame, refused: pl.DataFrame, table: Table, forms: Forms) -> pl.DataFrame:
    """What the form's cells print, with those that take no number.

    Args:
        printed: `transform.table.printed.PRINTED_CELL`.
        refused: as from `refused_places`.
        table: what is printed.
        forms: the forms.
    """
    if refused.is_empty():
        return printed
    places = forms.cells.select("edition", "row", "cell", nth="place")
    cells = (
        refused.join(table.editions.select("doc", "edition"), on="doc")
        .join(places, on=["edition", "row", "nth"])
        .select("doc", "cell", why="note")
    )
    met = printed.join(cells, on=["doc", "cell"], how="left", maintain_order="left")
    nothing = pl.lit([], printed.schema["options"])
    kept = without_values(met, pl.col("why").is_not_null(), nothing, pl.col("why")).select(printed.columns)
    others = cells.join(printed, on=["doc", "cell"], how="anti").select("doc", "cell", note="why", options=nothing)
    return pl.concat([kept, others], how="diagonal")
