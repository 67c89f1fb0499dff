"""Rows of grids whose columns are certain, cell by cell: a blank is a blank in its column, and nothing is counted."""

from functools import lru_cache

import polars as pl

from transform.among import among
from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.grids.by_count import slots_by_count, slots_of_even_rows
from transform.table.grids.columns import row_slots
from transform.table.grids.geometry import PLACED, Geometry, covered_places
from transform.table.grids.merged import over_places, over_rows
from transform.table.grids.parts import cells_of_parts, runs_of_parts, runs_of_rows
from transform.table.labels.known import row_labels
from transform.table.rows.totals import terms_within_rows

_AT = ["doc", "line_no"]
#: So many rows of a form with nothing but their label are its blank rows.
FEWEST_ROWS = 2
#: A row of more places prints several rows of the form.
_WIDE = 7


def placed_cells(
    table: Table, lines: pl.DataFrame, geometry: Geometry, disordered: pl.DataFrame, forms: Forms
) -> pl.DataFrame:
    """What stands in each place of the rows of grids that do not contradict their grid.

    Args:
        table: what the batch prints.
        lines: as from `transform.lines.lines_of`.
        geometry: the grids whose cells are certain.
        disordered: as from `transform.table.labels.order.disordered_rows`: these are read by their header or not.
        forms: the forms.

    Returns:
        `PLACED`, rows in order. A row in which a value stands in no place, or two things in one, has none.
    """
    apart = runs_of_parts(table.runs, forms)
    in_order = apart.join(disordered, on=["doc", "row"], how="anti", maintain_order="left")
    if geometry.lines.is_empty():
        return cells_of_parts(in_order, table.tokens)
    whole_table = table
    table, lines = _of_documents(table, lines, geometry.lines)
    tokens = table.tokens.join(geometry.lines.select(_AT), on=_AT, how="semi", maintain_order="left")
    rows = _grid_rows(tokens, pl.concat([runs_of_rows(table.runs), apart]), lines, geometry)
    blank = _blank_rows(table, geometry, forms)
    if rows.is_empty():
        return pl.concat([blank, cells_of_parts(in_order, whole_table.tokens)])
    rows = pl.concat([rows, _rows_under_values(blank, table, lines, geometry, forms)]).sort(_AT)
    cells = _tokens_behind(tokens, rows, geometry)
    by_header = _cells_in_slots(cells, row_slots(rows, table.texts, geometry, forms))
    against = _rows_against_header(rows, by_header, geometry).join(disordered, on=["doc", "row"], how="anti")
    against = _without_padding(against, cells, rows, by_header, geometry)
    by_count = _cells_in_slots(cells, slots_by_count(against, geometry))
    even = _rows_without_header(rows, by_header, geometry).join(disordered, on=["doc", "row"], how="anti")
    by_order = _cells_in_slots(cells, slots_of_even_rows(even, geometry))
    placed = pl.concat([by_header, by_count, by_order])
    odd = _odd_rows_that_fail(rows, placed, lines, geometry, forms)
    if not odd.is_empty():
        placed = placed.join(odd, on=_AT, how="anti", maintain_order="left")
    blank = blank.join(placed, on=["doc", "row"], how="anti", maintain_order="left")
    others = in_order.join(placed, on=["doc", "row"], how="anti", maintain_order="left")
    return pl.concat([placed, blank, cells_of_parts(others, whole_table.tokens)])


def _tokens_behind(tokens: pl.DataFrame, rows: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The tokens behind the labels of rows, each in every row it stands in, with `until`, the first column behind."""
    cells = (
        tokens.select(*_AT, "place", "token", "print", "value", "unit")
        .join(rows.select(*_AT, "label_end"), on=_AT, maintain_order="left")
        .join(geometry.merged, on=[*_AT, "place"], how="left", maintain_order="left")
        .with_columns(until=pl.col("place") + pl.col("column_span").fill_null(1))
        .filter(pl.col("place") >= pl.col("label_end"))
        .drop("column_span")
    )
    return over_rows(cells, rows)


def _cells_in_slots(cells: pl.DataFrame, slots: pl.DataFrame) -> pl.DataFrame:
    """What stands in the slots of each row, as `PLACED`, without the rows that contradict them."""
    if slots.is_empty():
        return PLACED.to_frame()
    slots = slots.with_row_index("slot")
    places = slots.select(*_AT, "nth", "slot", "end", place=pl.int_ranges("start", "end", dtype=pl.Int32))
    cells = over_places(cells, slots)
    asked = cells.join(places.explode("place"), on=[*_AT, "place"], how="left", maintain_order="left")
    fits = (pl.col("until") <= pl.col("end")).fill_null(value=False)
    met, others = asked.filter(fits), asked.filter(~fits & pl.col("print").is_not_null())
    strays = others.join(met, on=[*_AT, "place"], how="anti").select(_AT)
    # What stands in one place, or in two, stands side by side.
    same_line = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in _AT)
    twice = (pl.col("nth") == pl.col("nth").shift()) | (pl.col("place") == pl.col("place").shift())
    wrong = pl.concat([strays, met.filter(same_line & twice).select(_AT)])
    if not wrong.is_empty():
        slots = slots.join(wrong, on=_AT, how="anti", maintain_order="left")
    prints = met.select("slot", "token", "print", "value", "unit")
    found = slots.drop_nulls("nth").join(prints, on="slot", how="left", maintain_order="left")
    return found.rename({"start": "column"}).select(PLACED.names())


def _rows_against_header(rows: pl.DataFrame, placed: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The rows that contradict a header which has a cell for each place: it fits other rows of their grid."""
    grid = ["doc", "grid", "size"]
    gridded = rows.join(geometry.lines, on=_AT, maintain_order="left")
    sizes = placed.group_by("doc", "line_no").agg(found=pl.len())
    whole = gridded.join(sizes, on=_AT).filter(pl.col("found") == pl.col("size"))
    known = whole.group_by(grid).agg(rows=pl.len()).filter(pl.col("rows") > 1)
    return gridded.join(known, on=grid, how="semi", maintain_order="left").join(sizes, on=_AT, how="anti").drop("grid")


def _without_padding(
    against: pl.DataFrame, cells: pl.DataFrame, rows: pl.DataFrame, placed: pl.DataFrame, geometry: Geometry
) -> pl.DataFrame:
    """Rows whose first cell behind the label is surely the first place's, be it blank.

    Where labels fill their columns up with blank cells, it may be one of these, and the row lack another.
    """
    if against.is_empty():
        return against
    first = placed.group_by("doc", "line_no").agg(first=pl.col("column").min())
    gaps = rows.join(first, on=_AT).filter(pl.col("first") > pl.col("label_end"))
    gaps = gaps.join(geometry.lines, on=_AT).select("doc", "grid").unique()
    theirs = against.join(geometry.lines.select(*_AT, "grid"), on=_AT).join(gaps, on=["doc", "grid"]).select(_AT)
    printed = cells.filter(pl.col("print").is_not_null()).select(*_AT, label_end="place").unique()
    blank = against.join(printed, on=[*_AT, "label_end"], how="anti").join(theirs, on=_AT).select(_AT)
    return against.join(blank, on=_AT, how="anti", maintain_order="left")


def _odd_rows_that_fail(
    rows: pl.DataFrame, placed: pl.DataFrame, lines: pl.DataFrame, geometry: Geometry, forms: Forms
) -> pl.DataFrame:
    """Rows of grids with rows of several widths that do not add up as placed: doc, line_no.

    A cell of theirs is lost, or one too many: what is behind it stands in other columns than the head says.
    """
    sized = rows.join(geometry.lines, on=_AT)
    widest = _widths(lines).join(geometry.lines, on=_AT).group_by("doc", "grid").agg(widest=pl.col("width").max())
    sized = sized.join(widest, on=["doc", "grid"], how="left", maintain_order="left")
    narrow = pl.col("width") < pl.col("widest")
    uneven = pl.col("width").n_unique().over("doc", "grid", "size") > 1
    odd = sized.filter(uneven | (narrow & (pl.col("size") > _WIDE))).select(*_AT, "edition")
    short = _rows_without_a_cell(sized.filter(narrow), geometry, forms)
    if odd.is_empty():
        return short
    terms = placed.join(odd, on=_AT).join(terms_within_rows(forms), on=["edition", "row", "nth"])
    sums = terms.group_by(*_AT, "sum").agg(rest=(pl.col("sign") * pl.col("value").fill_null(0)).sum())
    return pl.concat([short, sums.filter(pl.col("rest") != 0).select(_AT)]).unique()


def _rows_without_a_cell(narrow: pl.DataFrame, geometry: Geometry, forms: Forms) -> pl.DataFrame:
    """Rows narrower than their grid, in no sum, with fewer cells behind their label than places: doc, line_no.

    Which one lacks nobody knows.
    """
    unsummed = narrow.join(
        terms_within_rows(forms).select("edition", "row").unique(), on=["edition", "row"], how="anti"
    )
    merged = unsummed.select(*_AT, "label_end").join(geometry.merged, on=_AT)
    merged = merged.filter(pl.col("place") >= pl.col("label_end"))
    covered = merged.group_by(_AT).agg(covered=(pl.col("column_span") - 1).sum())
    cells = pl.col("width") - pl.col("label_end") - pl.col("covered").fill_null(0)
    return unsummed.join(covered, on=_AT, how="left").filter(cells < pl.col("size")).select(_AT)


def _rows_without_header(rows: pl.DataFrame, placed: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The rows of grids no row of which, as wide, is read by a header: what `row_slots` takes, and grid."""
    lines = placed.select(_AT).unique()
    if rows.height == lines.height:
        return rows.clear().with_columns(grid=pl.lit(None, pl.Int32))
    gridded = rows.join(geometry.lines, on=_AT, maintain_order="left")
    read = gridded.join(lines, on=_AT, how="semi").select("doc", "grid", "size").unique()
    return gridded.join(read, on=["doc", "grid", "size"], how="anti", maintain_order="left")


@lru_cache(maxsize=4)
def _own_labels(forms: Forms) -> pl.DataFrame:
    """The labels that head one row and nothing else: edition, bare, row."""
    return row_labels(forms).unique(["edition", "bare"], keep="none")


def _blank_rows(table: Table, geometry: Geometry, forms: Forms) -> pl.DataFrame:
    """Rows of which a grid prints the label and nothing else: as `PLACED`."""
    is_last = pl.any_horizontal(pl.col(name) != pl.col(name).shift(-1) for name in _AT).fill_null(value=True)
    last = table.tokens.select("run", is_last=is_last).filter(pl.col("run").is_null())["is_last"]
    alone = (
        table.texts.filter(last)
        .join(geometry.lines, on=_AT, maintain_order="left")
        .join(table.editions.select("doc", "edition"), on="doc", maintain_order="left")
        .join(_own_labels(forms), on=["edition", "bare"], maintain_order="left")
    )
    if alone.is_empty():
        return PLACED.to_frame()
    rows = forms.printed_rows.select("edition", "row", "form", "places")
    return (
        alone.join(rows, on=["edition", "row"], maintain_order="left")
        # A label or two may stand in any table, as links do.
        .filter(pl.col("row").n_unique().over("doc", "grid", "form") >= FEWEST_ROWS)
        .join(table.runs.select("doc", "row"), on=["doc", "row"], how="anti", maintain_order="left")
        .unique(["doc", "row"], keep="none", maintain_order=True)
        .with_columns(nth=pl.int_ranges("places", dtype=pl.Int32))
        .explode("nth")
        .select(*_AT, "row", "nth", *(pl.lit(None, PLACED[name]).alias(name) for name in PLACED.names()[4:]))
    )


def _rows_under_values(
    blank: pl.DataFrame, table: Table, lines: pl.DataFrame, geometry: Geometry, forms: Forms
) -> pl.DataFrame:
    """Blank rows that values of rows above reach down into, as `_grid_rows`: they print what is merged there."""
    values = among(table.tokens, blank).filter(pl.col("print").is_not_null()).select(*_AT, "place")
    tall = geometry.merged.filter(pl.col("row_span") > 1).join(values, on=[*_AT, "place"], how="semi")
    covered = covered_places(geometry._replace(merged=tall)).select(_AT)
    rows = blank.select(*_AT, "row").unique(maintain_order=True).join(covered, on=_AT, how="semi")
    labels = among(table.texts, rows, _AT).join(geometry.merged, on=[*_AT, "place"], how="left")
    label_end = (pl.col("place") + pl.col("column_span").fill_null(1)).max()
    return (
        rows.join(table.editions.select("doc", "edition"), on="doc")
        .join(forms.printed_rows.select("edition", "row", size="places"), on=["edition", "row"])
        .join(labels.group_by(_AT).agg(label_end=label_end), on=_AT)
        .join(_widths(lines), on=_AT)
        .select(*_AT, "edition", "row", pl.lit(0, pl.Int32).alias("first_place"), "size", "label_end", "width")
    )


def _widths(lines: pl.DataFrame) -> pl.DataFrame:
    """How many columns lines have: doc, line_no, width."""
    return lines.select(*_AT, width=pl.col("line").str.count_matches("\t", literal=True).cast(pl.Int32) + 1)


def _grid_rows(tokens: pl.DataFrame, runs: pl.DataFrame, lines: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The lines of grids that print one row of a form, as `row_slots` takes them."""
    rows = (
        runs.join(geometry.lines.select(_AT), on=_AT, how="semi", maintain_order="left")
        .group_by(_AT, maintain_order=True)
        .agg(
            pl.col("edition", "row", "first_place", "size").first(),
            n=pl.struct("row", "first_place").n_unique(),
            at=pl.col("at").min(),
            behind=pl.col("behind").first(),
        )
        .filter(pl.col("n") == 1)
        .drop("n")
    )
    heads = (
        tokens.filter(pl.col("run").is_null())
        .join(rows.select(*_AT, "at", "behind"), on=_AT)
        .filter(pl.col("place") < pl.col("at"))
        .join(geometry.merged, on=[*_AT, "place"], how="left")
        .with_columns(label_end=pl.col("place") + pl.col("column_span").fill_null(1))
        # Words in a row's first cells are no part of its label.
        .filter(~pl.col("behind") | (pl.col("label_end") < pl.col("label_end").max().over(_AT)))
        .group_by(_AT)
        .agg(pl.col("label_end").max())
    )
    width = _widths(lines.join(rows, on=_AT, how="semi"))
    return (
        rows.join(heads, on=_AT, how="left", maintain_order="left")
        .join(width, on=_AT, maintain_order="left")
        .select(*_AT, "edition", "row", "first_place", "size", pl.col("label_end").fill_null(0), "width")
    )


def _of_documents(table: Table, lines: pl.DataFrame, docs: pl.DataFrame) -> tuple[Table, pl.DataFrame]:
    """What some documents (a frame with `doc`) print, and their lines."""
    docs = docs.select("doc").unique()
    return table.of(docs), lines.filter(pl.col("doc").is_in(docs["doc"].implode()))
