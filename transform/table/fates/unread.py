"""Rows that were not read although something stands where they should be: nothing is inferred over a print.

A row of the form is lacking where no run of values was taken for it. If numbers under no known label stand between its
neighbours, or after the last row of a table that was cut off, they may be that row. Where it is settled which of them
is which row, its cells are what stands there if the identities say the same; else they are missing.
"""

import polars as pl

from transform.among import among
from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.fates.areas import ROW, Areas
from transform.table.fates.strays import unread_units

#: Why a cell is missing, or by what print it is repaired.
UNREAD = "unread_print"
_ROW = ["doc", "edition", "row", "at", "last", "run", "line_no"]


def printed_with_unread(
    printed: pl.DataFrame, table: Table, areas: Areas, forms: Forms, docs: pl.DataFrame
) -> pl.DataFrame:
    """What the form's cells print, with the cells of rows over which nothing may be inferred.

    Args:
        printed: as from `transform.table.printed.printed_cells`.
        table: what the batch prints.
        areas: where the forms stand in it.
        forms: the forms.
        docs: `doc` of the documents that are asked for.

    Returns:
        `printed` and, for each cell without a print whose row may stand unread: value null, note `unread_print`,
        options List(Int64): what the numbers of an unread row say of this cell, where it is settled which row that is,
        else empty; raw_text and line_no where one print is the row's.
    """
    runs = table.runs.join(docs, on="doc", how="semi")
    lacking = _lacking_rows(runs, forms)
    short = runs.filter(pl.col("values") < pl.col("places"))
    asked = pl.concat([lacking["doc"], short["doc"]]).unique()
    if asked.is_empty():
        return printed
    unread = unread_units(table, areas, forms, asked)
    if unread.is_empty():
        return printed
    found = [
        _rows_by_label(unread, lacking),
        _rows_by_place(unread.filter(pl.col("own").is_null()), lacking),
        _rows_beside(unread),
    ]
    rows = pl.concat(found).unique(["doc", "row"], keep="first", maintain_order=True)
    return pl.concat([printed, _unread_cells(rows, table, forms, printed)], how="diagonal")


def _lacking_rows(runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows that no run was taken for, of forms of which some row was read: doc, edition, form, row."""
    rows = forms.printed_rows.select("edition", "form", "row")
    read = runs.select("doc", "edition", "row").join(rows, on=["edition", "row"])
    return (
        read.select("doc", "edition", "form")
        .unique()
        .join(rows, on=["edition", "form"])
        .join(read, on=["doc", "row"], how="anti")
    )


def _rows_by_label(unread: pl.DataFrame, lacking: pl.DataFrame) -> pl.DataFrame:
    """Rows whose label heads an unread row that stands outside the form's order: `_ROW`."""
    named = unread.filter(pl.col("own").is_not_null()).with_columns(row=pl.col("own"))
    return named.join(lacking.select("doc", "row"), on=["doc", "row"], how="semi").select(_ROW)


def _rows_by_place(unread: pl.DataFrame, lacking: pl.DataFrame) -> pl.DataFrame:
    """Rows that an unread print may be, since it stands between their neighbours: `_ROW`.

    As many prints of rows as rows are these in order; one print is the one row that it can be. Of others nothing tells
    which is which, and at, last, run and line_no are null.
    """
    # Where a table begins again the row before stands further on in the form than the row behind.
    between = (pl.col("row") > pl.col("after")) & (pl.col("row") < pl.col("until"))
    around = (pl.col("row") > pl.col("after")) | (pl.col("row") < pl.col("until"))
    possible = unread.join(lacking, on=["doc", "edition", "form"], maintain_order="left_right").filter(
        pl.when(pl.col("after") < pl.col("until")).then(between).otherwise(around)
    )
    gap = ["doc", "form", "after", "until"]
    ranked = possible.with_columns(
        nth_row=pl.col("row").rank("dense").over(gap),
        nth_print=pl.col("at").rank("dense").over(gap),
        rows=pl.col("row").n_unique().over(gap),
        prints=pl.col("at").n_unique().over(gap),
        only_rows=pl.col("run").is_not_null().all().over(gap),
    )
    paired = (pl.col("rows") == pl.col("prints")) & (pl.col("only_rows") | (pl.col("rows") == 1))
    return (
        ranked.filter(~paired | (pl.col("nth_row") == pl.col("nth_print")))
        .with_columns(pl.when(paired).then(pl.col(name)) for name in ("at", "last", "run", "line_no"))
        .select(_ROW)
        .unique(["doc", "row"], keep="first", maintain_order=True)
    )


def _rows_beside(unread: pl.DataFrame) -> pl.DataFrame:
    """Rows with an unread print behind their values, on the same printed line: `_ROW`; it may be of any blank cell."""
    nothing = [pl.lit(None, unread.schema[name]).alias(name) for name in ("at", "last", "run", "line_no")]
    rows = unread.filter(pl.col("beside").is_not_null())
    return rows.with_columns(pl.col("beside").alias("row"), *nothing).select(_ROW)


def _unread_cells(rows: pl.DataFrame, table: Table, forms: Forms, printed: pl.DataFrame) -> pl.DataFrame:
    """The cells of these rows that have no print of their own."""
    tokens = table.tokens.select("token", "value", "print")
    said = (
        rows.filter(pl.col("at").is_not_null())
        .select("doc", "row", token_at=pl.int_ranges("at", pl.col("last") + 1, dtype=pl.UInt32))
        .explode("token_at")
    )
    readable = pl.col("value").is_not_null() & (pl.col("print") != "dash")
    spoken = (
        pl.concat([said.drop("token_at"), tokens.select(pl.all().gather(said["token_at"]))], how="horizontal")
        .with_columns(option=pl.when(readable).then(pl.concat_list("value")).otherwise(pl.lit([], pl.List(pl.Int64))))
        .group_by("doc", "row", maintain_order=True)
        .agg(raw_text=pl.col("token").str.join(" "), each="option")
    )
    places = forms.cells.select("edition", "row", "place", "cell", places=pl.len().over("edition", "row"))
    is_row = pl.col("run").is_not_null()
    fits = pl.col("each").list.len() == pl.col("places")
    # Where values are lost, or too many, a cell is one of them, or nothing that was dropped.
    any_of_them = pl.concat_list(
        pl.col("each").list.eval(pl.element().explode()), pl.lit(0, pl.Int64)
    ).list.drop_nulls()
    own = (
        pl.when(is_row & fits)
        .then(pl.col("each").list.get("place", null_on_oob=True))
        .when(is_row & (pl.col("each").list.len() >= ROW))
        .then(any_of_them.list.unique().list.sort())
    )
    return (
        rows.join(spoken, on=["doc", "row"], how="left", maintain_order="left")
        .join(places, on=["edition", "row"], maintain_order="left_right")
        .join(among(printed.select("doc", "cell"), rows), on=["doc", "cell"], how="anti", maintain_order="left")
        .select(
            "doc",
            "cell",
            "line_no",
            "raw_text",
            options=pl.coalesce(own, pl.lit([], pl.List(pl.Int64))),
            note=pl.lit(UNREAD),
        )
    )
