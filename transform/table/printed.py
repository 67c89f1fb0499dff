"""Aligned rows to what the form's cells print: one value a cell where that is certain, else the readings it allows."""

import polars as pl
from polars._typing import PolarsDataType

from transform.among import numbered, put_back
from transform.forms import Forms
from transform.table.arithmetic.shifts import suspected_rows
from transform.table.grids.merged import MERGED
from transform.table.rows.readings import row_readings

_PRINTED_CELL: dict[str, PolarsDataType] = {
    "doc": pl.UInt32,
    "cell": pl.Int32,
    "line_no": pl.Int32,
    "raw_text": pl.String,
    "unit": pl.String,
    "value": pl.Int64,  # in ten-thousandths; null where open
    "options": pl.List(pl.Int64),  # null for a cell that is cleanly printed
    "note": pl.String,  # why a value is not simply reported
    "ways": pl.List(pl.Int64),  # the value in each reading of a row that has several
    "suspect": pl.String,  # this and the rest as `transform.table.arithmetic.shifts.suspected_rows` gives them
    "after_torn": pl.Boolean,
    "before_torn": pl.Boolean,
}
#: What one cell of a form prints.
PRINTED_CELL = pl.Schema(_PRINTED_CELL)
_KEY = ["edition", "row", "values", "sure"]


def without_values(met: pl.DataFrame, out: pl.Expr, options: pl.Expr, note: pl.Expr) -> pl.DataFrame:
    """Cells of which those that are `out` have no value of their own.

    Args:
        met: `PRINTED_CELL`, with what the expressions ask for.
        out: which cells, never null.
        options: what these can be.
        note: why, of these.

    Returns:
        The cells in another order: those that are `out` last.
    """
    open_ = met.filter(out).with_columns(
        *(
            pl.lit(None, met.schema[name]).alias(name)
            for name in ("value", "ways", "suspect", "after_torn", "before_torn")
        ),
        options=options,
        note=note,
    )
    return pl.concat([met.filter(~out), open_])


def printed_cells(
    runs: pl.DataFrame, values: pl.DataFrame, forms: Forms, placed: pl.DataFrame | None = None
) -> pl.DataFrame:
    """What each form row prints, cell by cell.

    Args:
        runs: as from `transform.table.rows.alignment.aligned_runs`, only runs with a row or a second print of one.
        values: as from `transform.table.rows.runs.places_in_runs` for these runs.
        forms: the forms.
        placed: as `transform.table.grids.placed.PLACED`: rows that are read by their columns; none by default.

    Returns:
        `PRINTED_CELL`.
    """
    first_cell = forms.cells.group_by("edition", "form", "row").agg(first_cell=pl.col("cell").min())
    by_grid = _cells_by_grid(runs, placed, first_cell)
    known = runs.join(first_cell, on=["edition", "row"], how="left", maintain_order="left")
    known = _with_columns_known(known.filter(pl.col("first_cell").is_not_null()))
    if placed is not None:
        known = known.join(placed, on=["doc", "row"], how="anti", maintain_order="left")
    straight = (pl.col("regular") & ~pl.col("glued")) | pl.col("by_place")
    suspects = suspected_rows(known, values, forms)
    found = [_cells_by_token(known.filter(straight), values, suspects)]
    torn = known.filter(~straight)
    if not torn.is_empty():
        torn = torn.with_columns(keeps_blanks=pl.col("doc").is_in(known.filter("by_place")["doc"].unique().implode()))
        cut = known.filter((pl.col("row") == pl.col("row").max()).over("doc"))["run"]
        found.append(_cells_by_reading(torn, values, cut, forms))
    return pl.concat([*found, by_grid], how="diagonal")


def _cells_by_grid(runs: pl.DataFrame, placed: pl.DataFrame | None, first_cell: pl.DataFrame) -> pl.DataFrame:
    """The cells of rows that are read by their columns; words in a cell allow no number, and stay its print."""
    if placed is None or placed.is_empty():
        return pl.DataFrame(schema={"doc": pl.UInt32})
    docs = runs.select("doc", "edition").drop_nulls().unique()
    said, doubtful, dash = pl.col("token").is_not_null(), pl.col("print") == "doubtful", pl.col("print") == "dash"
    merged = pl.col("print") == MERGED
    words = said & pl.col("print").is_null()
    met = placed.join(docs, on="doc", maintain_order="left").join(
        first_cell, on=["edition", "row"], maintain_order="left"
    )
    cells = met.select(
        "doc",
        (pl.col("first_cell") + pl.col("nth")).alias("cell"),
        "line_no",
        pl.col("token").alias("raw_text"),
        "unit",
        value=pl.when(pl.col("print").is_in(["number", "nil"])).then("value"),
        options=pl.lit(None, pl.List(pl.Int64)),
        note=pl.when(dash).then(pl.lit("dash")),
    )
    is_open = met.select((words | merged | doubtful).fill_null(value=False)).to_series()
    nothing = pl.lit([], pl.List(pl.Int64))
    open_cells = met.filter(is_open).select(
        options=pl.when(doubtful).then(pl.concat_list("value").list.drop_nulls()).otherwise(nothing),
        note=pl.when(doubtful).then(_doubt()).when(words).then(pl.lit("words")).otherwise(pl.lit(MERGED)),
    )
    return put_back(cells, is_open, open_cells)


def _doubt() -> pl.Expr:
    """Why a doubtful print is no number: its digits, or that there are words instead."""
    is_word = pl.col("value").is_null() & ~pl.col("token").str.contains("[0-9]")
    return pl.when(is_word).then(pl.lit("words")).otherwise(pl.lit("doubtful_digits"))


def _with_columns_known(runs: pl.DataFrame) -> pl.DataFrame:
    """Runs with `regular` (a value for each place), `by_place` (blank cells, but the columns are certain), `base`.

    The columns are certain where a row with blanks spans its whole width, or where every row that does, and every
    regular one of the same width, begins in one place of its printed line (`base`) and this row ends where they do; not
    where a row is wider: a column of the author's own stands there; nor where two separators stand between any two
    cells, as some extractors print them.
    """
    wide = pl.col("last_place") - pl.col("first_place") + 1
    single = ((2 * pl.col("values") > wide + 1) | (wide % 2 == 0)).any().over("doc")
    regular = pl.col("values") == pl.col("places")
    group = ["doc", "form", "places"]
    is_wider = (wide > pl.col("places")).any().over(group)
    whole = (wide == pl.col("places")) & (pl.col("values") <= pl.col("places")) & ~is_wider
    whole &= single | (pl.col("values") == 1)
    runs = runs.with_columns(regular=regular, whole=whole)
    bases = (
        runs.select(*group, "first_place", "whole")
        .filter("whole")
        .group_by(group)
        .agg(base=pl.col("first_place").first(), bases=pl.col("first_place").n_unique(), rows=pl.len())
        .filter((pl.col("bases") == 1) & (pl.col("rows") > 1))
        .select(*group, "base")
    )
    # A row that ends before the last column, or has no gap between its values, may have lost a column.
    within = (pl.col("first_place") >= pl.col("base")) & (pl.col("last_place") == pl.col("base") + pl.col("places") - 1)
    gaps = wide > pl.col("values")
    return (
        runs.join(bases, on=group, how="left", maintain_order="left")
        # A grid's blanks are read by its columns, or not at all.
        .with_columns(
            by_place=~pl.col("regular")
            & pl.col("grid").is_null()
            & (pl.col("whole") | (gaps & within).fill_null(False))
        )
        .with_columns(base=pl.when("whole").then("first_place").otherwise("base"))
        .drop("whole")
    )


def _cells_by_token(runs: pl.DataFrame, values: pl.DataFrame, suspects: pl.DataFrame) -> pl.DataFrame:
    """Rows with a value for each place: each token is its cell."""
    offset = pl.when(pl.col("by_place")).then(pl.col("place") - pl.col("base")).otherwise(pl.col("nth"))
    clean = pl.col("print").is_in(["number", "nil"])
    doubtful = pl.col("print") == "doubtful"
    rows = numbered(values, runs.select("run", "base", "first_cell", "by_place"), "run")
    rows = rows.filter(pl.col("first_cell").is_not_null())
    if suspects.is_empty():
        rows = rows.hstack(suspects.drop("run", "nth").clear(rows.height))
    else:
        rows = rows.join(suspects, on=["run", "nth"], how="left", maintain_order="left")
    # A dash prints no number: the cell is as good as blank. A doubtful number allows its one reading.
    cells = rows.select(
        "doc",
        (pl.col("first_cell") + offset).alias("cell"),
        "line_no",
        pl.col("token").alias("raw_text"),
        "unit",
        pl.when(clean).then("value").alias("value"),
        pl.lit(None, pl.List(pl.Int64)).alias("options"),
        pl.when(~clean).then(pl.lit("dash")).alias("note"),
        "ways",
        "suspect",
        "after_torn",
        "before_torn",
    )
    open_cells = rows.filter(doubtful).select(options=pl.concat_list("value").list.drop_nulls(), note=_doubt())
    return put_back(cells, rows["print"] == "doubtful", open_cells)


def _cells_by_reading(runs: pl.DataFrame, values: pl.DataFrame, cut: pl.Series, forms: Forms) -> pl.DataFrame:
    """Rows with more or fewer values than places: what every permitted reading of the row agrees on.

    That a total lacks that no other sum asks for is believed of rows torn alike, and of one that the table is `cut` in.
    """
    clean = pl.col("print").is_in(["number", "nil"])
    prints = (
        values.filter(pl.col("run").is_in(runs["run"].implode()))
        .group_by("run", maintain_order=True)
        .agg(
            # A dash would be 0, a doubtful number its one reading: if the sums down the columns say so.
            values=pl.when(pl.col("print") == "dash").then(0).otherwise(pl.col("value")),
            sure=clean.all(),
            raw_text=pl.col("token").str.join(" "),
            unit=pl.col("unit").first(),
        )
    )
    fewer = pl.col("values").list.len() < pl.col("places")
    note = (
        pl.when("glued").then(pl.lit("glued")).when(fewer).then(pl.lit("value_lost")).otherwise(pl.lit("value_added"))
    )
    rows = runs.drop("values", "unit", strict=False).join(prints, on="run", maintain_order="left")
    rows = rows.with_columns(base=pl.when(fewer & pl.col("keeps_blanks")).then("base"))
    readings = row_readings(rows.select(*_KEY, "places").unique(maintain_order=True), forms)
    told = ~pl.col("made_up") | pl.col("run").is_in(pl.concat([_torn_alike(runs, values), cut]).implode())
    placed = _in_known_columns(rows, values)
    met = rows.join(readings, on=_KEY, nulls_equal=True, maintain_order="left")
    met = met.join(placed, on=["run", "place"], how="left", maintain_order="left")
    return met.with_columns(
        note=note, value=pl.when(told).then("value"), options=pl.coalesce("said", "options")
    ).select(
        "doc",
        (pl.col("first_cell") + pl.col("place")).alias("cell"),
        "line_no",
        "raw_text",
        "unit",
        "value",
        "options",
        "note",
        "ways",
    )


def _in_known_columns(runs: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """What the values of runs can be where others tell their columns (`base`): run, place, said.

    What stands in a column is in no other, if it is anywhere.
    """
    bases = runs.select("run", "base").drop_nulls()
    met = values.join(bases, on="run").select(
        "run", place=pl.col("place") - pl.col("base"), said=pl.concat_list("value").list.drop_nulls()
    )
    return met.unique(["run", "place"])


def _torn_alike(runs: pl.DataFrame, values: pl.DataFrame) -> pl.Series:
    """The runs that lack one value as a neighbouring row does: a column was lost there, and it may be the totals'.

    Not where other rows of the document lack several, or none prints a 0: blank cells were dropped there.
    """
    zeros = values.filter((pl.col("value") == 0) & (pl.col("print") == "number"))["doc"].unique()
    rows = runs.select("doc", "row", "run", lacks=pl.col("places") - pl.col("values")).sort("doc", "row")
    several = rows.filter(pl.col("lacks") > 1)["doc"].unique()
    one = rows.filter(pl.col("lacks") == 1, pl.col("doc").is_in(zeros.implode()))
    one = one.filter(~pl.col("doc").is_in(several.implode()))
    nth = pl.int_range(pl.len()).over("doc")
    return one.filter(pl.len().over("doc", pl.col("row") - nth) > 1)["run"]
