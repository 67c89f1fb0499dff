"""Rows of crawled text whose bars or tabs still count the columns: `258 | 12 | | | 1 | | 272 |`, `| | | | | | 0 |`.

That is evidence, not proof, for crawlers lose cells. It decides only in tables of agencies that print nothing for 0,
where all rows agree: each ends with its total under the header's last label, or prints a total that its own parts add
up to, has a cell for each place, and prints no other 0 where it has blanks; a row with a value for each place stands
there too; and no sum contradicts.
"""

import polars as pl

from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.grids.blanks import contradicted_forms
from transform.table.grids.geometry import PLACED
from transform.table.labels.known import known_labels
from transform.table.rows.totals import terms_within_rows

_AT = ["doc", "line_no"]
#: What stands between two cells, and what ends the last one.
SEPARATOR = r"[|｜│┃║\t]"
_TRAILING = r"[|｜│┃║]\s*$"


def barred_cells(table: Table, lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """What stands in each place of such rows.

    Args:
        table: what the batch prints.
        lines: as from `transform.lines.lines_of`.
        forms: the forms.

    Returns:
        As `PLACED`, rows in order; `column` is the cell's place on its line.
    """
    rows = _rows(table, lines, forms)
    if rows.is_empty():
        return PLACED.to_frame()
    values = table.tokens.filter(pl.col("print").is_not_null()).join(rows, on=_AT, maintain_order="left")
    placed = values.with_columns(nth=pl.col("places") - (pl.col("width") - pl.col("place")))
    last = pl.col("nth") == pl.col("places") - 1
    stray_zero = (pl.col("value") == 0) & (pl.col("values") < pl.col("places")) & ~last
    form = ["doc", "form"]
    asked = placed.join(_totals(placed, forms), on=["doc", "row"], how="left", maintain_order="left")
    agree = asked.group_by(*form, "row").agg(
        fits=(pl.col("nth").min() >= 0) & (last.any() | pl.col("adds_up").any()) & ~stray_zero.any(),
        cells=pl.len(),
        values=pl.col("values").first(),
    )
    whole = agree.group_by(form).agg((pl.col("fits") & (pl.col("cells") == pl.col("values"))).all())
    kept = placed.join(whole.filter("fits"), on=form, how="semi", maintain_order="left")
    # Where other rows print their zeros, a blank whose row lacks something is a cell that was lost.
    zeros = kept.filter((pl.col("value") == 0) & ~last).select(form).unique()
    lost = _lacking(kept.join(zeros, on=form, how="semi"), forms)
    kept = kept.join(lost, on=form, how="anti", maintain_order="left")
    places = (
        kept.select(*_AT, "edition", "form", "row", "places", "width")
        .unique(["doc", "row"], maintain_order=True)
        .with_columns(nth=pl.int_ranges("places", dtype=pl.Int32))
        .explode("nth")
        .with_columns(column=pl.col("nth") + pl.col("width") - pl.col("places"))
    )
    printed = kept.select(*_AT, "nth", "token", "print", "value", "unit")
    filled = places.join(printed, on=[*_AT, "nth"], how="left", maintain_order="left")
    return filled.join(contradicted_forms(filled, forms), on=form, how="anti", maintain_order="left").select(
        pl.col(name).cast(dtype) for name, dtype in PLACED.items()
    )


def _totals(placed: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows that print a total which is, as they stand, the sum of at least two printed parts: doc, row, adds_up."""
    terms = placed.join(terms_within_rows(forms), on=["edition", "row", "nth"])
    sums = terms.group_by("doc", "row", "sum").agg(
        rest=(pl.col("sign") * pl.col("value")).sum(),
        parts=((pl.col("sign") > 0) & (pl.col("value") > 0)).sum(),
        totals=((pl.col("sign") < 0) & (pl.col("value") > 0)).sum(),
    )
    whole = sums.filter((pl.col("rest") == 0) & (pl.col("parts") + pl.col("totals") > 2) & (pl.col("totals") > 0))
    return whole.select("doc", "row", adds_up=pl.lit(value=True)).unique()


def _lacking(placed: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The forms with a row of blanks whose printed parts are less than its total: doc, form."""
    blanks = placed.filter(pl.col("values") < pl.col("places"))
    terms = blanks.join(terms_within_rows(forms), on=["edition", "row", "nth"])
    sums = terms.group_by("doc", "form", "row", "sum").agg(rest=(pl.col("sign") * pl.col("value")).sum())
    return sums.filter(pl.col("rest") < 0).select("doc", "form").unique()


def _rows(table: Table, lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The rows of forms some of which have blanks, all of whose rows have a row and enough cells to themselves.

    Returns:
        doc, line_no, edition, form, row, places, values, width Int32 (the line's cells, without what a last bar ends).
    """
    aligned = table.runs.filter(pl.col("row").is_not_null() & pl.col("grid").is_null())
    rows = aligned.join(
        forms.printed_rows.select("edition", "row", "form"), on=["edition", "row"], maintain_order="left"
    )
    form = ["doc", "form"]
    some = rows.filter(pl.col("values") < pl.col("places")).select(form).unique()
    headed = _headed_forms(table, lines, forms)
    asked = rows.join(some, on=form, how="semi", maintain_order="left").join(headed, on=form, how="semi")
    width = line_widths(lines.join(asked.select(_AT), on=_AT, how="semi"))
    labels = (
        table.tokens.filter(pl.col("run").is_null())
        .join(asked.select(*_AT, "first_place"), on=_AT)
        .filter(pl.col("place") < pl.col("first_place"))
        .group_by(_AT)
        .agg(label_end=pl.col("place").max() + 1)
    )
    sized = asked.join(width, on=_AT, how="left", maintain_order="left").join(
        labels, on=_AT, how="left", maintain_order="left"
    )
    alone = ~pl.struct(_AT).is_duplicated()
    enough = pl.col("width") - pl.col("label_end").fill_null(0) >= pl.col("places")
    return sized.filter((alone & enough.fill_null(False)).all().over(form)).select(
        *_AT, "edition", "form", "row", "places", "values", "width"
    )


def _headed_forms(table: Table, lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The forms whose header ends, on some line, with the label of the row's last place, all in order: doc, form."""
    last = forms.cells.filter(pl.col("place") == pl.col("place").max().over("edition", "row"))
    codes = last.filter(pl.col("place") > 0).select("edition", "form", code="column_code").unique()
    labels = known_labels(forms).filter(pl.col("kind") == "column")
    heads = table.texts.join(table.editions.select("doc", "edition"), on="doc").join(
        labels.select("edition", "form", "bare", "code").unique(), on=["edition", "bare"]
    )
    sized = heads.join(line_widths(lines.join(heads, on=_AT, how="semi")), on=_AT)
    ends = sized.join(codes, on=["edition", "form", "code"], how="semi").filter(pl.col("place") == pl.col("width") - 1)
    # A row can have a column's name, too (其他): a line of heads has several.
    above = sized.filter(pl.col("code").n_unique().over(*_AT, "form") > 1)
    return ends.select("doc", "form").unique().join(_disordered(above, forms), on=["doc", "form"], how="anti")


def _disordered(heads: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """The forms whose heads stand in another order than the form's, or not side by side: doc, form."""
    # Not `labels.order`, which must pass over heads far above a row: there bars still count, and these heads tell what.
    code = ["edition", "form", "column_code"]
    order = (
        forms.cells.group_by(code).agg(nth=pl.col("place").min(), n=pl.col("place").n_unique()).filter(pl.col("n") == 1)
    )
    known = heads.join(order.rename({"column_code": "code"}), on=["edition", "form", "code"])
    placed = known.select("doc", "form", "width", "place", "nth").unique().sort("doc", "form", "width", "place", "nth")
    falls = (pl.col("nth").diff() < 0).any().over("doc", "form", "width")
    # Two separators between any two cells, or a column wider than its place: cells are no places.
    lines = known.select(*_AT, "form", "place", "nth").unique().sort(*_AT, "form", "place", "nth")
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift() for name in (*_AT, "form"))
    spread = lines.filter(same & (pl.col("nth").diff() == 1) & (pl.col("place").diff() > 1))
    return pl.concat([placed.filter(falls).select("doc", "form"), spread.select("doc", "form")]).unique()


def line_widths(lines: pl.DataFrame) -> pl.DataFrame:
    """How many cells lines have: doc, line_no, width; a bar at the end ends the last one."""
    line = pl.col("line").str.strip_chars_end(" ")
    cells = line.str.count_matches(SEPARATOR).cast(pl.Int32) + 1 - line.str.contains(_TRAILING).cast(pl.Int32)
    return lines.select(*_AT, width=cells).filter(pl.col("width") > 1)
