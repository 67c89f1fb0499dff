"""Columns by their headers: in which columns of a grid each place of a form's row stands.

The header of a row is the nearest line above it in its grid that prints labels of the row's columns. A header's cells
take the columns that they span, and every cell below them; one that is damaged has its place by the form's order
between those that are not. A grid without a header (the second half of a table) is read by the form's own order where
all its rows have just as many cells.
"""

import polars as pl

from transform.forms import Forms
from transform.table.grids.by_count import slots_by_order
from transform.table.grids.form_columns import column_labels, part_labels, printed_parts
from transform.table.grids.geometry import Geometry
from transform.table.grids.headers import OTHER, cells_over_places
from transform.table.labels.known import known_labels

#: A header has at most so many lines.
HEADER_LINES = 4
_HEADER = ["doc", "grid", "edition", "form", "columns"]
_PART = ["edition", "row", "first_place", "size"]
_AT = ["doc", "line_no"]


def row_slots(rows: pl.DataFrame, texts: pl.DataFrame, geometry: Geometry, forms: Forms) -> pl.DataFrame:
    """The grid columns of each place of those rows whose columns are certain.

    Args:
        rows: doc, line_no, edition, row (the one row of the form that stands there), first_place and size Int32
            (which of its places: all, or those of one of its rows), label_end Int32 (the first column behind the
            label), width Int32 (columns of the text's line); only lines of grids.
        texts: doc, line_no, place, bare of the label tokens of the batch.
        geometry: the grids.
        forms: the forms.

    Returns:
        doc, line_no, row, nth Int32 (the form's place), start and end Int32 (its first column, and the first behind
        it), rows in order; a place that no column is certain for is left out. Where a header names every column, `nth`
        is null for those that it has beside them: the author's own.
    """
    placed = rows.join(geometry.lines, on=["doc", "line_no"], maintain_order="left").join(
        printed_parts(forms)
        .with_row_index("part")
        .select(*_PART, "part", "form", "columns", "codes", "names", "parts"),
        on=_PART,
        maintain_order="left",
    )
    cells = _header_cells(placed, texts, geometry, forms)
    headers = cells.select(*_HEADER, "header").unique().sort("header")
    headed = placed.sort("line_no").join_asof(
        headers,
        left_on="line_no",
        right_on="header",
        by=_HEADER,
        strategy="backward",
        allow_exact_matches=False,
        coalesce=False,
        check_sortedness=False,
    )
    headed = headed.sort(_AT)
    by_header, bare = _slots_by_header(headed, cells), headed.filter(pl.col("header").is_null())
    by_order = slots_by_order(bare, geometry)
    return by_header if by_order.is_empty() else pl.concat([by_header, by_order]).sort(*_AT, "nth")


def _header_cells(placed: pl.DataFrame, texts: pl.DataFrame, geometry: Geometry, forms: Forms) -> pl.DataFrame:
    """The lowest cell of each header over each run of columns: `_HEADER`, header (its line), start, end, code."""
    editions = placed.select("doc", "edition").unique()
    here = (
        texts.join(geometry.lines, on=["doc", "line_no"], maintain_order="left")
        .join(editions, on="doc", maintain_order="left")
        .join(geometry.merged, on=["doc", "line_no", "place"], how="left", maintain_order="left")
        .with_columns(end=pl.col("place") + pl.col("column_span").fill_null(1))
        .join(placed.select("doc", "line_no"), on=["doc", "line_no"], how="anti", maintain_order="left")
    )
    columns = column_labels(forms)
    headers = (
        here.join(columns, on=["edition", "bare"])
        .group_by(*_HEADER, header="line_no")
        .agg(n=pl.col("code").n_unique(), size=pl.col("size").first())
        .filter(pl.col("n") >= pl.min_horizontal("size", 2))
        .drop("n", "size")
    )
    rows = placed.select("doc", "grid", before="line_no").sort("before")
    above = headers.sort("header").join_asof(
        rows, left_on="header", right_on="before", by=["doc", "grid"], coalesce=False, check_sortedness=False
    )
    lines = (
        above.with_row_index("head")
        .join(here.select("doc", "grid", "line_no", "place", "end", "bare"), on=["doc", "grid"])
        .filter(
            (pl.col("line_no") <= pl.col("header"))
            & (pl.col("line_no") > pl.col("header") - HEADER_LINES)
            & (pl.col("line_no") > pl.col("before").fill_null(0))
        )
        .drop("before")
    )
    return _slots(lines, columns, forms)


def _slots(lines: pl.DataFrame, columns: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Header tokens as the runs of columns over which each is the lowest; `head` numbers the headers."""
    key = [*_HEADER, "header"]
    next_one = (pl.col("head") != pl.col("head").shift(-1)) | (pl.col("column") != pl.col("column").shift(-1))
    other = (
        known_labels(forms)
        .filter(pl.col("kind") != "column")
        .select("edition", "form", "bare")
        .unique()
        .with_columns(other=True)
    )
    codes = columns.select("edition", "form", "columns", "bare", "code")
    own = lines.select("head", *key).unique("head")
    lowest = (
        _spread(lines.select("head", "line_no", "place", "end", "bare"))
        .filter(next_one.fill_null(value=True))
        .with_columns(slot=pl.struct("head", "line_no", "place", pl.col("column") - pl.int_range(pl.len())).rle_id())
    )
    over = (
        _spread(lines.join(part_labels(forms), on=["edition", "form", "columns", "bare"]))
        .unique(["head", "column"], keep="last", maintain_order=True)
        .select("head", "column", "part")
    )
    return (
        lowest.join(over, on=["head", "column"], how="left", maintain_order="left")
        .group_by("slot", "bare", maintain_order=True)
        .agg(
            pl.col("head").first(),
            start=pl.col("column").min(),
            end=pl.col("column").max() + 1,
            over=pl.col("part").first(),
        )
        .join(own, on="head", how="left", maintain_order="left")
        .join(codes, on=["edition", "form", "columns", "bare"], how="left", maintain_order="left")
        .join(other, on=["edition", "form", "bare"], how="left", maintain_order="left")
        .with_columns(code=pl.coalesce("code", pl.when("other").then(pl.lit(OTHER))))
        .select(*key, "start", "end", "code", "bare", "over")
    )


def _spread(lines: pl.DataFrame) -> pl.DataFrame:
    """Header tokens once for each column that they stand over, from the left and from above."""
    spread = lines.with_columns(column=pl.int_ranges("place", "end", dtype=pl.Int32)).explode("column")
    return spread.sort("head", "column", "line_no")


def _slots_by_header(headed: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """The slots of rows under a header: `SLOT`, rows in their order."""
    key = [*_HEADER, "header"]
    heads = cells.group_by(key, maintain_order=True).agg("start", "end", "bare", "over", head="code")
    # Most headers print the same: each print is held against each row of the form once.
    said = ["head", "bare", "over"]
    prints = heads.select(said).unique().with_row_index("print")
    heads = heads.join(prints, on=said, nulls_equal=True).drop(said)
    asked = headed.join(heads, on=key, maintain_order="left")
    place = ["codes", "names", "parts"]
    distinct = asked.select("print", "part", *place).unique(["print", "part"]).join(prints, on="print")
    rows = distinct.select(*said, *place).iter_rows()
    slots = pl.Series([cells_over_places(*map(tuple, row)) for row in rows], dtype=pl.List(pl.Int32))
    heads_at = pl.int_ranges(pl.col("head").list.len(), dtype=pl.Int32)
    told = distinct.with_columns(slot=slots).select(
        *("print", "part", "slot"),
        filled=pl.col("slot").list.drop_nulls().list.len(),
        free=heads_at.list.set_difference(pl.col("slot")).list.sort(),
    )
    met = asked.join(told.filter(pl.col("filled") > 0), on=["print", "part"], maintain_order="left")
    own, beside = _slots_of_form(met), _slots_beside(met)
    return (
        own if beside.is_empty() else pl.concat([own, beside]).sort(*_AT, "nth", nulls_last=True, maintain_order=True)
    )


def _slots_beside(met: pl.DataFrame) -> pl.DataFrame:
    """The slots of heads that are no column's, behind a row's label, where every column of the row has its own."""
    lists = ("start", "end", "free")
    whole = met.select(*_AT, "row", "label_end", "width", "filled", "size", *lists).filter(
        (pl.col("filled") == pl.col("size")) & (pl.col("start").list.len() > pl.col("size"))
    )
    return (
        whole.with_columns(pl.col(name).list.gather(pl.col("free")) for name in ("start", "end"))
        .explode("start", "end", empty_as_null=False)
        .filter((pl.col("start") >= pl.col("label_end")) & (pl.col("end") <= pl.col("width")))
        .select(*_AT, "row", nth=pl.lit(None, pl.Int32), start="start", end="end")
    )


def _slots_of_form(met: pl.DataFrame) -> pl.DataFrame:
    """The slots of the form's own columns: `SLOT`."""
    return (
        met.with_columns(
            start=pl.col("start").list.gather(pl.col("slot")),
            end=pl.col("end").list.gather(pl.col("slot")),
            nth=pl.int_ranges(pl.col("slot").list.len(), dtype=pl.Int32),
        )
        .filter(_fits())
        .select(*_AT, "row", "first_place", "nth", "start", "end")
        .explode("start", "end", "nth")
        .filter(pl.col("start").is_not_null())
        .select(*_AT, "row", pl.col("nth") + pl.col("first_place"), "start", "end")
    )


def _fits() -> pl.Expr:
    """Whether the columns of a row stand behind its label, and on its line."""
    return (pl.col("end").list.max() <= pl.col("width")) & (pl.col("start").list.min() >= pl.col("label_end"))
