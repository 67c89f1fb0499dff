"""Second prints of a table: cells of which they say another number are open; where whole tables differ, none is right.

A page often prints the same table twice, now and then with one cell garbled: there the identities may decide. Tables
that differ in several cells are of two units, or of two years, and nothing said which of them is the report's, or
whether their sum is: no cell of them stands but those that are 0 in all, and nothing is inferred in place of another.
"""

from dataclasses import replace

import polars as pl

from transform.among import put_back
from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.grids.geometry import PLACED, Geometry
from transform.table.grids.placed import placed_cells
from transform.table.labels.order import disordered_rows
from transform.table.printed import without_values

#: So many cells that differ are no print of the same table.
FEWEST_DIFFERENT = 3
_CELL = ["doc", "cell"]
#: What a second print says of a cell: the numbers in it.
SECOND_PRINT = pl.Schema([("doc", pl.UInt32), ("cell", pl.Int32), ("said", pl.List(pl.Int64))])


def placed_again(table: Table, lines: pl.DataFrame, geometry: Geometry, forms: Forms) -> pl.DataFrame:
    """What stands in each place of second prints in grids: `PLACED`, a place once for each print."""
    again = table.runs.filter(pl.col("again").is_not_null() & pl.col("grid").is_not_null())
    if again.is_empty():
        return PLACED.to_frame()
    docs = again.select("doc").unique()
    places = forms.printed_rows.select("edition", "row", "places")
    rows = (
        again.drop("row", "places")
        .with_columns(row="again", again=pl.lit(None, pl.Int32))
        .join(places, on=["edition", "row"], how="left", maintain_order="left")
    )
    theirs = replace(table.of(docs), runs=rows.select(table.runs.columns))
    placed = placed_cells(theirs, lines, geometry.of(docs), disordered_rows(theirs, forms), forms)
    return placed.filter(pl.col("column").is_not_null())


def second_prints(runs: pl.DataFrame, values: pl.DataFrame, placed: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """What second prints say of cells: `SECOND_PRINT`.

    Args:
        runs: as from `transform.table.rows.alignment.aligned_runs`.
        values: as from `transform.table.rows.runs.places_in_runs` for these runs.
        placed: as from `placed_again`.
        forms: the forms.
    """
    seconds = runs.select("run", "doc", "line_no", "edition", "values", row="again").drop_nulls("row")
    if seconds.is_empty():
        return SECOND_PRINT.to_frame()
    places = forms.printed_rows.select("edition", "row", "places")
    whole = seconds.join(places, on=["edition", "row"]).filter(pl.col("values") == pl.col("places"))
    counted = whole.join(placed, on=["doc", "line_no", "row"], how="anti").select("run", "row", "edition")
    by_count = values.join(counted, on="run").select("doc", "edition", "row", "nth", "value", "print")
    editions = seconds.select("doc", "edition").unique()
    by_grid = placed.join(editions, on="doc").select("doc", "edition", "row", "nth", "value", "print")
    first_cell = forms.cells.group_by("edition", "row").agg(first_cell=pl.col("cell").min())
    return (
        pl.concat([by_count, by_grid])
        .filter(pl.col("value").is_not_null() & (pl.col("print") != "doubtful"))
        .join(first_cell, on=["edition", "row"])
        .group_by("doc", cell=pl.col("first_cell") + pl.col("nth"))
        .agg(said=pl.col("value").unique().sort())
    )


def with_second_prints(cells: pl.DataFrame, seconds: pl.DataFrame, runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Cells of which a second print says something else: open, with all values as options, or none.

    Args:
        cells: `transform.table.printed.PRINTED_CELL`.
        seconds: as from `second_prints`.
        runs: with doc, edition, again.
        forms: the forms.
    """
    if seconds.is_empty():
        return cells
    every = pl.concat_list("value", "said").list.unique()
    differs = (pl.col("value").is_not_null() & (every.list.len() > 1)).fill_null(value=False)
    met = cells.with_row_index("at").join(seconds, on=_CELL, maintain_order="left").with_columns(differs=differs)
    docs = _documents_of_several(met.filter("differs"), runs, forms)
    marked = met.select(
        *("said", "differs"),
        value=pl.when(~pl.col("differs")).then("value"),
        options=pl.when("differs").then(every).otherwise("options"),
        note=pl.when("differs").then(pl.lit("printed_twice")).otherwise("note"),
    )
    where = pl.repeat(value=False, n=cells.height, dtype=pl.Boolean, eager=True).scatter(met["at"], values=True)
    unmarked = cells.with_columns(said=pl.lit(None, met.schema["said"]), differs=pl.lit(value=False))
    marked = put_back(unmarked, where, marked)
    if docs.is_empty():
        return marked.select(cells.columns)
    return _without_undecided(marked, _undecided_cells(docs, runs, forms), seconds).select(cells.columns)


def _documents_of_several(differing: pl.DataFrame, runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The documents of whose cells so many differ that their tables are no prints of one: doc.

    In one row alone they are an author's correction of it, but where the row is a table of its own.
    """
    editions = runs.select("doc", "edition").unique()
    whole = forms.printed_rows.filter(pl.len().over("edition", "form") == 1).select("edition", "row", alone=True)
    cells = differing.join(editions, on="doc").join(
        forms.cells.select("edition", "row", "cell"), on=["edition", "cell"]
    )
    counted = (
        cells.join(whole, on=["edition", "row"], how="left")
        .group_by("doc")
        .agg(cells=pl.len(), rows=pl.col("row").n_unique(), alone=pl.col("alone").any())
    )
    several = (pl.col("rows") > 1) | pl.col("alone").fill_null(value=False)
    return counted.filter((pl.col("cells") >= FEWEST_DIFFERENT) & several).select("doc")


def _undecided_cells(docs: pl.DataFrame, runs: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """All cells of the forms that some documents print again: doc, cell."""
    again = runs.join(docs, on="doc", how="semi").select("doc", "edition", row="again").drop_nulls()
    form = ["edition", "form"]
    printed = again.join(forms.printed_rows.select(*form, "row"), on=["edition", "row"]).select("doc", *form).unique()
    return printed.join(forms.cells.select(*form, "cell"), on=form).select(_CELL)


def _without_undecided(met: pl.DataFrame, undecided: pl.DataFrame, seconds: pl.DataFrame) -> pl.DataFrame:
    """Cells, those of `undecided` that are not 0 in all prints without any number."""
    agreed = (pl.col("said").list.len() == 1) & (pl.col("value") == 0) & ~pl.col("differs")
    out = pl.col("out").fill_null(value=False) & ~agreed.fill_null(value=False)
    known = met.join(undecided.with_columns(out=True), on=_CELL, how="left", maintain_order="left")
    nothing, note = pl.lit([], met.schema["options"]), pl.lit("printed_twice")
    stripped = without_values(known, out, nothing, note)
    # What only the second print has.
    others = (
        seconds.join(undecided, on=_CELL, how="semi")
        .join(met, on=_CELL, how="anti")
        .select(*_CELL, options=nothing, note=note)
    )
    return pl.concat([stripped, others], how="diagonal_relaxed")
