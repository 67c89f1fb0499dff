"""Rows that crawlers stack, a cell a line with a bar behind it: `56 |`, `|` or ` |` for a blank cell, `||` at the end.

The bars still count the columns, blank cells too. That is evidence, not proof, for a crawler may lose a cell; it
decides only where all rows of a form agree, and no sum of a row with blanks contradicts. Crawlers differ in how they
count, so one way must fit all rows: a bar alone is no cell (`spaced`), or a blank one (`barred`), with just as many
cells as places; or every row has as many bars as the table is wide, and merged cells leave theirs at its end (`wide`).
"""

import polars as pl

from transform.forms import Forms
from transform.table.aligned import Table
from transform.table.grids.blanks import contradicted_forms
from transform.table.grids.geometry import PLACED

_CELL = r"^[^|｜│┃║\t]*[|｜│┃║]\s*$"
_ONE = r"[|｜│┃║]"
_BARS = r"^[|｜│┃║]+$"
#: Fewer of them are no table.
FEWEST = 20
WAYS = ("spaced", "barred", "wide")


def stacked_cells(table: Table, lines: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """What stands in each place of rows that are stacked.

    Args:
        table: what the batch prints.
        lines: as from `transform.lines.lines_of`.
        forms: the forms.

    Returns:
        As `PLACED`, rows in order; `column` counts behind the label, which is column 0.
    """
    stack = _stacks(table.tokens, lines)
    if stack.is_empty():
        return PLACED.to_frame()
    rows = table.runs.filter(pl.col("row").is_not_null()).select("doc", "line_no", "edition", "row", "places")
    found = rows.join(
        forms.printed_rows.select("edition", "row", "form"), on=["edition", "row"], maintain_order="left"
    ).join(stack.select("doc", "line_no", "stack"), on=["doc", "line_no"], how="left", maintain_order="left")
    cells = found.drop("line_no").join(stack, on=["doc", "stack"], how="left", maintain_order="left")
    form = ["doc", "form"]
    decided = _ways(cells)
    whole = found.filter(pl.col("stack").is_null()).select(form).unique()
    placed = (
        cells.join(decided, on=form, maintain_order="left")
        .join(whole, on=form, how="anti", maintain_order="left")
        .with_columns(nth=pl.coalesce(pl.when(pl.col("way") == way).then(way) for way in WAYS))
        .filter(pl.col("nth") < pl.col("places"))
    )
    return placed.join(contradicted_forms(placed, forms), on=form, how="anti", maintain_order="left").select(
        *(pl.col(name).cast(dtype) for name, dtype in PLACED.items() if name != "column"),
        column=pl.col("nth").cast(PLACED["column"]) + 1,
    )


def _ways(cells: pl.DataFrame) -> pl.DataFrame:
    """The first of `WAYS` that fits all rows of a form: doc, form, way."""
    form = ["doc", "form"]
    last = pl.col("wide").filter(pl.col("token").is_not_null()).max()
    rows = cells.group_by(*form, "row", "stack", "places").agg(
        spaced=pl.col("spaced").max() + 1,
        barred=pl.col("barred").max() + 1,
        width=pl.col("width").first(),
        enough=(pl.col("width").first() - pl.col("labels").first() >= pl.col("places").first())
        & (last < pl.col("places").first()),
    )
    even = (pl.col("width").n_unique() == 1) & pl.col("enough").all()
    fits = rows.group_by(form).agg(
        *((pl.col(way) == pl.col("places")).all().fill_null(False) for way in ("spaced", "barred")),
        wide=even.fill_null(False),
        once=pl.col("row").is_unique().all(),
    )
    way = pl.coalesce(pl.when(pl.col(way)).then(pl.lit(way)) for way in WAYS)
    return fits.filter("once").select(*form, way=way).drop_nulls()


def _stacks(tokens: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Lines of one cell below a label: doc, line_no, stack (of its label), the token, and how the lines count.

    That is: spaced, barred and wide (the cell's number, from 0), labels (heads of the row), width (bars of the row).
    """
    line = pl.col("line").str.strip_chars_end()
    kept = lines.with_columns(stacked=line.str.contains(_CELL), bars=line.str.contains(_BARS))
    dense = kept.group_by("doc").agg(pl.col("stacked").sum()).filter(pl.col("stacked") >= FEWEST)
    said = tokens.select("doc", "line_no", "token", "print", "value", "unit").unique(
        ["doc", "line_no"], keep="none", maintain_order=True
    )
    text = (pl.col("token").is_not_null() & pl.col("print").is_null()) | ~(pl.col("stacked") | pl.col("bars"))
    rows = (
        kept.join(dense.select("doc"), on="doc", how="semi", maintain_order="left")
        .join(said, on=["doc", "line_no"], how="left", maintain_order="left")
        .with_columns(text=text, count=pl.when("bars").then(line.str.count_matches(_ONE)).otherwise(1))
        .with_columns(stack=pl.col("text").cast(pl.Int32).cum_sum().over("doc"))
    )
    # Labels that stand one behind the other head one row.
    heads = (
        rows.group_by("doc", "stack", maintain_order=True)
        .agg(bars=pl.col("count").filter(~pl.col("text")).sum())
        .with_columns(group=(pl.col("bars").shift(fill_value=1) > 0).cast(pl.Int32).cum_sum())
        .with_columns(labels=pl.len().over("group"))
        .select("doc", "stack", "labels", width=pl.col("bars") + pl.col("labels"))
    )
    cells = rows.filter(~pl.col("text")).join(heads, on=["doc", "stack"], maintain_order="left")
    one = pl.col("count") == 1
    counts = {"spaced": ~pl.col("bars"), "barred": one}
    return cells.with_columns(
        *(
            pl.when(own).then(own.cast(pl.Int32).cum_sum().over("doc", "stack") - 1).alias(way)
            for way, own in counts.items()
        ),
        wide=pl.col("count").cum_sum().over("doc", "stack").cast(pl.Int32) - pl.col("count").cast(pl.Int32),
    ).select("doc", "line_no", "stack", *WAYS, "labels", "width", "token", "print", "value", "unit")
