"""Columns by their headers: in which columns of a grid each place of a form's row stands.

The header of a row is the nearest line above it in its grid that prints labels of the row's columns. A header's cells
take the columns that they span, and every cell below them; one that is damaged has its place by the form's order
between those that are not. A grid without a header (the second half of a table) is read by the form's own order where
all its rows have just as many cells.
"""

from functools import lru_cache
from itertools import pairwise

import polars as pl

from transform.forms import Forms
from transform.table.grids.geometry import Geometry, covered_places
from transform.table.labels.known import clean_label, known_labels

#: A header has at most so many lines.
HEADER_LINES = 4
_HEADER = ["doc", "grid", "edition", "form", "columns"]
#: A header's cell that is a label of the form, but no column's.
_OTHER = "-"
_PART = ["edition", "row", "first_place", "size"]
_AT = ["doc", "line_no"]
_SLOT = ["doc", "line_no", "row", "nth", "start", "end"]

Codes = tuple[str | None, ...]


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
        it), rows in order; a place that no column is certain for is left out.
    """
    placed = rows.join(geometry.lines, on=["doc", "line_no"], maintain_order="left").join(
        printed_parts(forms).select(*_PART, "form", "columns", "codes", "names"),
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
    found = pl.concat(
        [_slots_by_header(headed, cells), _slots_by_order(headed.filter(pl.col("header").is_null()), geometry)]
    )
    fits = (pl.col("end").max() <= pl.col("width").first()) & (pl.col("start").min() >= pl.col("label_end").first())
    return found.filter(fits.over("doc", "line_no")).select(_SLOT).sort("doc", "line_no", "nth")


@lru_cache(maxsize=4)
def printed_parts(forms: Forms) -> pl.DataFrame:
    """What can stand on one line of a grid: a whole row of the form, or a part of a wide one.

    Returns:
        edition, form, row, row_code (null for a whole row), first_place and size Int32 (which places of the row),
        columns (the set's name), codes and names List(String) (of the columns, place by place).
    """
    sets = forms.rows.select("edition", "form", "row_code", "columns")
    key = ["edition", "form", "code"]
    own = forms.labels.filter((pl.col("kind") == "column") & (pl.col("first_seen") == "form")).unique(key, keep="first")
    cells = (
        forms.cells.rename({"column_code": "code"})
        .join(sets, on=["edition", "form", "row_code"], maintain_order="left")
        .join(own.select(*key, name=clean_label(pl.col("label"))[1]), on=key, how="left", maintain_order="left")
        .sort("edition", "row", "place")
    )
    row = ["edition", "form", "row", "columns"]
    told = (
        pl.col("place").min().alias("first_place"),
        pl.len().cast(pl.Int32).alias("size"),
        pl.col("code").alias("codes"),
        pl.col("name").alias("names"),
    )
    whole = cells.group_by(row, maintain_order=True).agg(told).with_columns(row_code=pl.lit(None, pl.String))
    apart = cells.filter(pl.col("row_code").n_unique().over("edition", "row") > 1)
    return pl.concat([whole, apart.group_by(*row, "row_code", maintain_order=True).agg(told).select(whole.columns)])


@lru_cache(maxsize=4)
def _column_labels(forms: Forms) -> pl.DataFrame:
    """The labels of columns in every set that has them: edition, bare, form, columns, code, size (of the set)."""
    sets = (
        printed_parts(forms)
        .select("edition", "form", "columns", code="codes")
        .unique(["edition", "form", "columns"])
        .with_columns(size=pl.col("code").list.n_unique().cast(pl.Int32))
        .explode("code")
        .unique()
    )
    columns = known_labels(forms).filter(pl.col("kind") == "column").select("edition", "form", "code", "bare").unique()
    return sets.join(columns, on=["edition", "form", "code"])


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
    columns = _column_labels(forms)
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
        above.join(here.select("doc", "grid", "line_no", "place", "end", "bare"), on=["doc", "grid"])
        .filter(
            (pl.col("line_no") <= pl.col("header"))
            & (pl.col("line_no") > pl.col("header") - HEADER_LINES)
            & (pl.col("line_no") > pl.col("before").fill_null(0))
        )
        .drop("before")
    )
    return _slots(lines, columns, forms)


def _slots(lines: pl.DataFrame, columns: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Header tokens as the runs of columns over which each is the lowest."""
    key = [*_HEADER, "header"]
    other = (
        known_labels(forms)
        .filter(pl.col("kind") != "column")
        .select("edition", "form", "bare")
        .unique()
        .with_columns(other=True)
    )
    codes = columns.select("edition", "form", "columns", "bare", "code")
    lowest = (
        lines.with_columns(column=pl.int_ranges("place", "end", dtype=pl.Int32))
        .explode("column")
        .sort(*key, "column", "line_no")
        .unique([*key, "column"], keep="last", maintain_order=True)
        .with_columns(slot=pl.struct(*key, "line_no", "place", pl.col("column") - pl.int_range(pl.len())).rle_id())
    )
    return (
        lowest.group_by("slot", *key, "bare", maintain_order=True)
        .agg(start=pl.col("column").min(), end=pl.col("column").max() + 1)
        .join(codes, on=["edition", "form", "columns", "bare"], how="left", maintain_order="left")
        .join(other, on=["edition", "form", "bare"], how="left", maintain_order="left")
        .with_columns(code=pl.coalesce("code", pl.when("other").then(pl.lit(_OTHER))))
        .select(*key, "start", "end", "code", "bare")
    )


def _slots_by_header(headed: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """The slots of rows under a header: `_SLOT`, label_end, width."""
    key = [*_HEADER, "header"]
    heads = cells.group_by(key, maintain_order=True).agg("start", "end", "bare", head="code")
    asked = headed.join(heads, on=key, maintain_order="left")
    distinct = asked.select("head", "bare", "codes", "names").unique(maintain_order=True)
    slots = [cells_over_places(*map(tuple, row)) for row in distinct.iter_rows()]
    told = distinct.with_columns(slot=pl.Series(slots, dtype=pl.List(pl.Int32)))
    return (
        asked.join(told, on=["head", "bare", "codes", "names"], nulls_equal=True, maintain_order="left")
        .filter(pl.col("slot").list.drop_nulls().list.len() > 0)
        .with_columns(
            start=pl.col("start").list.gather(pl.col("slot")),
            end=pl.col("end").list.gather(pl.col("slot")),
            nth=pl.int_ranges(pl.col("slot").list.len(), dtype=pl.Int32),
        )
        .explode("start", "end", "nth")
        .filter(pl.col("start").is_not_null())
        .with_columns(pl.col("nth") + pl.col("first_place"))
        .select(*_SLOT, "label_end", "width")
    )


def _slots_by_order(rows: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The slots of rows without a header, where each has a cell for each place, and all the same ones."""
    group = ["doc", "grid", "edition", "form", "columns", "codes"]
    cells = _cells_behind(rows, geometry)
    even = (
        (pl.col("start").list.len() == pl.col("size")).all()
        & (pl.col("start").n_unique() == 1)
        & (pl.col("width").n_unique() == 1)
    )
    return _slots_in_order(cells.filter(even.over(group))).select(*_SLOT, "label_end", "width")


def slots_by_count(rows: pl.DataFrame, geometry: Geometry) -> pl.DataFrame:
    """The slots of rows that have just as many cells as places, whatever stands above them: the columns of `row_slots`.

    Args:
        rows: as `row_slots` takes them, of grids whose header has a cell for each place and no other.
        geometry: the grids.
    """
    cells = _cells_behind(rows, geometry)
    return _slots_in_order(cells.filter(pl.col("start").list.len() == pl.col("size"))).select(_SLOT)


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
    """Rows with a cell for each place, place by place: `_SLOT` and what else they have."""
    return (
        cells.with_columns(
            end=pl.col("start").list.slice(1).list.concat(pl.concat_list("width")),
            nth=pl.int_ranges(pl.col("start").list.len(), dtype=pl.Int32),
        )
        .explode("start", "end", "nth")
        .with_columns(pl.col("nth") + pl.col("first_place"))
    )


@lru_cache(maxsize=4096)
def cells_over_places(head: Codes, bare: Codes, codes: Codes, names: Codes) -> list[int | None] | None:
    """Which cell of a header stands over each place of a row.

    Args:
        head: the column code of each of its cells, None where the cell is no known label, `-` where it is one that
            is no column's.
        bare: the same cells as they are printed, cleaned.
        codes: the column code of each place.
        names: the form's label of each place, cleaned.

    Returns:
        For each place the cell's index, None where no cell is certain; None where the header contradicts the form.
    """
    first = next((at for at, code in enumerate(head) if code in codes), len(head))
    cells = [at for at, code in enumerate(head) if at >= first or code != _OTHER]
    named = [head[at] if head[at] != _OTHER else None for at in cells]
    if len(set(codes)) == len(codes) and sorted(named, key=str) == sorted(codes, key=str):
        return [cells[named.index(code)] for code in codes]
    if len(cells) == len(codes):
        found: list[int | None] | None = list(cells) if _is_in_order(named, codes) else None
    elif len(set(codes)) < len(codes):
        told = [at for at, code in zip(cells, named, strict=True) if code]
        found = list(told) if tuple(head[at] for at in told) == codes else None
    else:
        found = _places_between(cells, named, codes)
    # What shares no character with the label of its place is a column of the author's own.
    return found and [
        at if at is None or head[at] == code or set(bare[at] or "") & set(name or "") else None
        for at, code, name in zip(found, codes, names, strict=True)
    ]


def _is_in_order(named: list[str | None], codes: Codes) -> bool:
    """Whether as many cells as places stand in the form's order; a label printed twice may stand for its neighbour."""
    wrong = [name for name, code in zip(named, codes, strict=True) if name and name != code]
    return all(named.count(name) > codes.count(name) for name in wrong)


def _places_between(cells: list[int], named: list[str | None], codes: Codes) -> list[int | None] | None:
    """Places of a header with more or fewer cells than the row: the named ones, and what fits just between them."""
    known = [(at, codes.index(name)) for at, name in enumerate(named) if name in codes and named.count(name) == 1]
    if not known or [place for _, place in known] != sorted(place for _, place in known):
        return None
    found: list[int | None] = [None] * len(codes)
    for at, place in known:
        found[place] = cells[at]
    bounds = [(-1, -1), *known, (len(cells), len(codes))]
    for (at, place), (next_at, next_place) in pairwise(bounds):
        if next_at - at == next_place - place:
            for step in range(1, next_at - at):
                found[place + step] = cells[at + step]
    return found
