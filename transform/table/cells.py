"""The cells of the form: every cell of every report, with its state.

A cell is `reported` where one clean number stands in its place; everything else is open until the sums of its row
(`transform.table.rows.readings`) and of the form (`transform.table.arithmetic.reconciliation`) leave one value, or it
stays `missing`. Of a picture a cell is `recognised` or `missing` (`transform.table.recognised`).
"""

import polars as pl

from transform.among import numbered, put_back
from transform.forms import SIGNED, Forms
from transform.numbers import SCALE
from transform.table.arithmetic.reconciliation import solved_cells
from transform.table.arithmetic.weighing import weighed_cells
from transform.table.labels.unit_texts import MONEY
from transform.table.recognised import recognised_cells
from transform.table.rows.beside import BESIDE
from transform.table.rows.lacking import LACKING
from transform.table.rows.readings import identity_terms

#: One cell of a form.
FORM_CELL = pl.Schema(
    {
        "doc": pl.UInt32,
        "edition": pl.String,
        "form": pl.String,
        "row_code": pl.String,
        "column_code": pl.String,
        "value": pl.Int64,  # in ten-thousandths
        "unit": pl.String,
        "state": pl.String,
        "reason": pl.String,  # null where reported
        "raw_text": pl.String,
        "line_no": pl.Int32,
    }
)
#: Why a cell is open of which the row looks whole and may not be.
SHIFTED = "value_shifted"
_WEIGHING = ("ways", "suspect", "after_torn", "before_torn")


def form_cells(
    documents: pl.DataFrame,
    printed: pl.DataFrame,
    units: pl.DataFrame,
    forms: Forms,
    scans: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Every cell of each document's form.

    Args:
        documents: doc UInt32, edition String.
        printed: as from `printed_cells`.
        units: as from `printed_units`; they stand before the unit of the form.
        forms: the forms.
        scans: doc of those that were read from pictures; none by default.

    Returns:
        `FORM_CELL`; documents in order, cells in the form's order.
    """
    columns = forms.cells.select(
        "edition", "form", "row_code", "column_code", "row", "cell", "decimals", form_unit="unit"
    )
    documents = documents.select("doc", "edition").with_row_index("at")
    grid = documents.join(columns, on="edition", maintain_order="left_right")
    named = units.join(documents, on="doc").join(columns, on=["edition", "row_code", "column_code"])
    named = named.select("doc", "cell", "printed_unit", "unclear")
    cells = grid.hstack([*_columns_beside(grid, printed), *_columns_beside(grid, named)])
    cells = _without_numbers(cells, _is_no_count(), pl.lit("not_a_count"))
    cells = _without_numbers(cells, _is_unclear(), pl.col("unclear"))
    terms = identity_terms(forms)
    if scans is None or scans.is_empty():
        states = _cells_with_states(cells, terms)
    else:
        is_scan = pl.col("doc").is_in(scans["doc"].implode())
        parts = [_cells_with_states(cells.filter(~is_scan), terms), recognised_cells(cells.filter(is_scan), terms)]
        states = pl.concat(parts, how="diagonal").sort("at", "cell")
    return states.with_columns(pl.coalesce("value", "fixed").alias("value"), _unit()).select(FORM_CELL.names())


def _cells_with_states(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Cells of text with their states."""
    closed = _closed_cells(cells, terms)
    told = closed.select("value", "options", "fixed", "identity", "note", "line_no")
    others = told["value"].is_null() | told["options"].is_not_null()
    reported = closed.with_columns(state=pl.lit("reported"), reason=pl.lit(None, pl.String))
    return put_back(reported, others, told.filter(others).select(state=_state(), reason=_reason()))


def _columns_beside(grid: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """What was found of cells, in the order of the grid; null for the others. Places are counted, which is no join.

    Args:
        grid: doc, cell (from 0 in each document), in order.
        found: doc, cell, each once, and what is asked for.

    Raises:
        ValueError: a cell was found twice.
    """
    if found.is_empty():
        return _nothing(found, found.columns[2:], grid.height)
    first = grid.select("doc", "cell", first=pl.int_range(pl.len(), dtype=pl.UInt32)).filter(pl.col("cell") == 0)
    first = first.drop("cell")
    known = numbered(found.select("doc", "cell"), first, "doc")
    at = known.select(pl.col("first") + pl.col("cell").cast(pl.UInt32)).to_series()
    if at.null_count():
        found, at = found.filter(at.is_not_null()), at.drop_nulls()
    rows = pl.repeat(None, grid.height, dtype=pl.UInt32, eager=True)
    rows = rows.scatter(at, pl.int_range(found.height, dtype=pl.UInt32, eager=True))
    if rows.count() < found.height:
        raise ValueError("a cell of a form was read twice")
    # Mostly nothing at all was found of half of the columns.
    blank = [name for name in found.columns[2:] if found[name].null_count() == found.height]
    return found.select(pl.exclude("doc", "cell", *blank).gather(rows)).hstack(_nothing(found, blank, grid.height))


def _nothing(found: pl.DataFrame, names: list[str], height: int) -> pl.DataFrame:
    """Columns as some of those found, with nothing in them."""
    return pl.select(pl.repeat(None, height, dtype=found.schema[name]).alias(name) for name in names)


def _closed_cells(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Close open cells: rows with several readings weighed together, then each cell by the sums it stands in.

    Adds `fixed` Int64 and `identity` String; `options` and `ways` are narrowed to what can stand.
    """
    cells = _weighed_columns(cells, terms).with_columns(known=pl.coalesce("value", "weighed"))
    asked = cells.select("doc", "edition", "cell", "options", value="known")
    fixed = solved_cells(asked, terms, _sums_of_shifted_rows(cells, terms))
    solved = _with_all_printed(_of_one_reading(cells.hstack(_columns_beside(cells, fixed.rename({"value": "solved"})))))
    return solved.with_columns(
        fixed=pl.coalesce("weighed", "solved"),
        identity=pl.when(pl.col("weighed").is_not_null()).then(pl.lit("all_sums")).otherwise(pl.col("identity")),
    )


def _sums_of_shifted_rows(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame | None:
    """The sums within the rows that look whole and may be shifted: each shift was made so that they hold."""
    shifted = cells.filter(note=SHIFTED).select("doc", "edition", "row").unique()
    if shifted.is_empty():
        return None
    theirs = cells.join(shifted, on=["doc", "edition", "row"]).select("doc", "edition", "cell")
    size = terms.group_by("edition", "sum").agg(terms=pl.len())
    met = theirs.join(terms, on=["edition", "cell"]).group_by("doc", "edition", "sum").agg(met=pl.len())
    return met.join(size, on=["edition", "sum"]).filter(pl.col("met") == pl.col("terms")).select("doc", "sum")


def _of_one_reading(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells with `solved` and `identity` where all that was solved of a row belongs to one of its readings.

    Each cell is solved for itself: where an author's mistake stands in the row, that may leave no reading of it.
    """
    chosen = pl.col("ways").is_not_null() & pl.col("solved").is_not_null()
    theirs = cells.filter(chosen)
    if theirs.is_empty():
        return cells
    torn = (
        theirs.select("doc", "row", "solved", way=pl.col("ways"))
        .with_columns(nth=pl.int_ranges(pl.col("way").list.len()))
        .explode("nth", "way")
        .group_by("doc", "row", "nth")
        .agg(fits=(pl.col("way") == pl.col("solved")).fill_null(False).all())
        .group_by("doc", "row")
        .agg(torn=~pl.col("fits").any())
        .filter("torn")
    )
    return _unsolved(cells, torn)


def _with_all_printed(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells with `solved` and `identity` where each number of a row that lacks some has a place in what was solved.

    Each cell is solved for itself: where an author's mistake stands in a column, that may leave none for a number that
    is printed.
    """
    lacking = pl.col("note").is_in([LACKING, BESIDE]) & pl.col("ways").is_null() & pl.col("value").is_null()
    theirs = cells.filter(lacking & (pl.col("options").list.len() > 0))
    if theirs["solved"].null_count() == theirs.height:
        return cells
    torn = (
        theirs.select("doc", "row", "solved", number="options")
        .explode("number")
        .filter(pl.col("number") != 0)
        .group_by("doc", "row", "number")
        .agg(held=(pl.col("solved") == pl.col("number")).fill_null(value=False).any())
        .filter(~pl.col("held"))
        .select("doc", "row", torn=pl.lit(value=True))
        .unique()
    )
    return _unsolved(cells, torn)


def _unsolved(cells: pl.DataFrame, torn: pl.DataFrame) -> pl.DataFrame:
    """Cells without what was solved of some rows: doc, row, torn, each row once."""
    if torn.is_empty():
        return cells
    held = cells.join(torn, on=["doc", "row"], how="left", maintain_order="left")
    return held.with_columns(
        pl.when(pl.col("torn").is_null()).then(pl.col(name)) for name in ("solved", "identity")
    ).drop("torn")


def _weighed_columns(cells: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Cells of rows with several readings narrowed to what can stand; adds `weighed` Int64, the value left."""
    several = cells["ways"].is_not_null()
    cells = cells.with_columns(weighed=pl.lit(None, pl.Int64))
    if not several.any():
        return cells
    weighing = cells.select(
        "doc", "edition", "row", "cell", "value", *_WEIGHING, _lacks_several().alias("lacks_several")
    )
    kept = weighed_cells(weighing, terms)
    settled = pl.col("kept").list.unique().list.len() == 1
    narrowed = (
        cells.filter(several)
        .join(kept.rename({"ways": "kept"}), on=["doc", "cell"], how="left", maintain_order="left")
        .with_columns(_suspect_columns())
        .with_columns(
            weighed=pl.when(pl.col("value").is_null() & settled).then(pl.col("kept").list.first()),
            options=pl.coalesce("kept", "options"),
        )
    )
    return put_back(cells, several, narrowed.select("value", "options", "note", "weighed"))


def _without_numbers(cells: pl.DataFrame, where: pl.Expr, note: pl.Expr) -> pl.DataFrame:
    """Cells, those of `where`, which may be null, open without any reading; mostly there is none."""
    met = cells.select(where.fill_null(value=False)).to_series()
    if not met.any():
        return cells
    nothing: dict[str, object] = {"value": None, "ways": None, "options": [], "unit": None}
    left = [pl.lit(value, cells.schema[name]).alias(name) for name, value in nothing.items()]
    return put_back(cells, met, cells.filter(met).with_columns(*left, note=note).select(*nothing, "note"))


def _lacks_several() -> pl.Expr:
    """Whether a cell is of a row that prints two values or more too few: no reading of one lost place explains it."""
    unread = (pl.col("note") == LACKING) & pl.col("ways").is_null() & pl.col("value").is_null()
    return (unread & (pl.col("options").list.len() > 0)).fill_null(value=False)


def _suspect_columns() -> list[pl.Expr]:
    """A suspected cell is as printed where every reading left says so, else open among them."""
    readings = pl.when(pl.col("suspect") == "likely").then(pl.coalesce("kept", "ways")).otherwise(pl.col("kept"))
    others = (
        readings.list.drop_nulls()
        .list.unique()
        .list.set_difference(pl.concat_list(pl.col("value").fill_null(0)))
        .list.len()
        > 0
    )
    moved = (pl.col("suspect").is_not_null() & others).fill_null(False)
    plain = pl.col("suspect").is_not_null() & ~moved
    return [
        pl.when(~moved).then(pl.col("value")),
        pl.when(moved).then(readings.list.drop_nulls().list.unique()).otherwise(pl.col("options")).alias("options"),
        pl.when(moved).then(pl.lit(SHIFTED)).otherwise(pl.col("note")).alias("note"),
        pl.when(~plain).then(pl.col("kept")).alias("kept"),
    ]


def _is_no_count() -> pl.Expr:
    """A count prints no fraction, no money, nothing below 0: `1.5`, `3元` or `-1` in its column is no reading of it."""
    counts, signed = pl.col("decimals") == 0, pl.col("column_code") == SIGNED
    broken = counts & ((pl.col("value") % SCALE != 0) | pl.col("unit").is_in(MONEY)).fill_null(False)
    return broken | ~signed & (pl.min_horizontal("value", pl.col("options").list.min()) < 0).fill_null(False)


def _is_unclear() -> pl.Expr:
    """An amount of which the print leaves open what it counts is no number of the form's unit; 0 is 0 in any."""
    unclear = pl.col("unclear").is_not_null() & pl.col("unit").is_null()
    return unclear & (pl.col("value").is_not_null() | pl.col("options").is_not_null()) & pl.col("value").ne_missing(0)


def _unit() -> pl.Expr:
    """The unit printed in the cell, else in the table, else the form's; none where that is what is not clear."""
    unclear = pl.col("unclear").eq_missing(pl.col("note")) & pl.col("note").is_not_null()
    return pl.when(~unclear).then(pl.coalesce("unit", "printed_unit", "form_unit")).alias("unit")


def _state() -> pl.Expr:
    """The contract's state: what is printed here, and did the arithmetic close it."""
    has_value = pl.col("value").is_not_null()
    garbled = pl.col("options").is_not_null()
    return (
        pl.when(has_value & ~garbled)
        .then(pl.lit("reported"))
        .when((has_value | pl.col("fixed").is_not_null()) & garbled)
        .then(pl.lit("repaired"))
        .when(pl.col("fixed").is_not_null())
        .then(pl.lit("inferred"))
        .otherwise(pl.lit("missing"))
    )


def _reason() -> pl.Expr:
    """The evidence and the identity behind a state: `value_lost:line`, `blank:applicants_sum`, `dash`, `ambiguous`."""
    evidence = pl.coalesce("note", pl.lit("blank"))
    by_line = pl.col("options").is_not_null() & pl.col("value").is_not_null()
    return (
        pl.when(pl.col("value").is_not_null() & pl.col("options").is_null())
        .then(None)
        .when(by_line)
        .then(pl.format("{}:line", evidence))
        .when(pl.col("fixed").is_not_null())
        .then(pl.format("{}:{}", evidence, pl.col("identity")))
        .when(pl.col("line_no").is_null() & pl.col("note").is_null())
        .then(pl.lit("not_printed"))
        .otherwise(evidence)
    )
