"""Where the cells of a report's tables stand, as its source laid them out: frames over a batch.

A row of a grid is one line of the text and its cells are cut by tabs, so the lines and what is merged tell all:
a cell's `place` on its line (`transform.lines.tokens_of`) is its column.
"""

from typing import NamedTuple

import polars as pl

from transform.forms import Forms
from transform.shapes import REPORT_GRID

#: One cell of a grid that prints a label of a form; row and column from 0, text null for a blank cell.
GRID_CELL = pl.Schema({"doc": pl.UInt32} | {name: kind for name, kind in REPORT_GRID.items() if name != "report_id"})
#: One line that is a row of a grid.
GRID_LINES = pl.Schema({"doc": pl.UInt32, "line_no": pl.Int32, "grid": pl.Int32})
#: One cell that takes several places.
MERGED_CELLS = pl.Schema(
    {"doc": pl.UInt32, "line_no": pl.Int32, "place": pl.Int32, "row_span": pl.Int32, "column_span": pl.Int32}
)
#: One line of a grid whose page is known, from 1.
GRID_PAGES = pl.Schema({"doc": pl.UInt32, "line_no": pl.Int32, "page": pl.Int32})
#: Which column of its form one cell is.
COLUMN_CODE = pl.Schema({"doc": pl.UInt32, "line_no": pl.Int32, "column": pl.Int32, "column_code": pl.String})
#: One certain place of a row whose columns are known; each once.
PLACED = pl.Schema(
    {
        "doc": pl.UInt32,
        "line_no": pl.Int32,  # of the cell; of its row where it is blank
        "row": pl.Int32,  # the form's
        "nth": pl.Int32,  # the form's place on it, from 0
        "token": pl.String,  # null for a blank cell, with print, value and unit
        "print": pl.String,
        "value": pl.Int64,
        "unit": pl.String,
        "column": pl.Int32,  # of its grid, where the place begins; null where nothing tells
    }
)


class Geometry(NamedTuple):
    """The grids of a batch.

    Attributes:
        lines: as `GRID_LINES`, in order.
        merged: as `MERGED_CELLS`.
        pages: as `GRID_PAGES`.
    """

    lines: pl.DataFrame
    merged: pl.DataFrame
    pages: pl.DataFrame

    def of(self, docs: pl.DataFrame) -> "Geometry":
        """The grids of some documents (a frame with `doc`)."""
        if self.lines.is_empty():
            return self
        kept = docs.select("doc")
        return Geometry(*(frame.join(kept, on="doc", how="semi", maintain_order="left") for frame in self))


def geometry_of(documents: pl.DataFrame) -> Geometry:
    """The grids of documents, or of parts of documents.

    Args:
        documents: doc UInt32, text String (the part's own), first_line Int32 (its first line in the document), grids
            and merged as `extract.layout` has them (lines counted in the document; null for none).
    """
    if documents.filter(pl.col("grids").list.len() > 0).is_empty():
        return Geometry(*(shape.to_frame() for shape in (GRID_LINES, MERGED_CELLS, GRID_PAGES)))
    ranges, merged = _whole_tables(_listed_rows(documents, "grids"), documents), _listed_rows(documents, "merged")
    length = pl.col("text").str.count_matches("\n", literal=True).cast(pl.Int32) + 1
    size = documents.filter(pl.col("grids").list.len() > 0).select("doc", before=pl.col("first_line") - 1, size=length)
    inside = pl.col("line_no").is_between(1, pl.col("size"))
    lines = (
        ranges.select(
            "doc", "grid", "page", line_no=pl.int_ranges("first_line", pl.col("last_line") + 1, dtype=pl.Int32)
        )
        .explode("line_no")
        .join(size, on="doc", maintain_order="left")
        .with_columns(line_no=pl.col("line_no") - pl.col("before"))
        .filter(inside)
        .select("doc", "line_no", "grid", "page")
    )
    pages = lines.filter(pl.col("page").is_not_null()).select(GRID_PAGES.names())
    spans = (
        merged.rename({"column": "place"})
        .join(size, on="doc", maintain_order="left")
        .with_columns(line_no=pl.col("line_no") - pl.col("before"))
        .filter(inside)
        .select("doc", "line_no", "place", "row_span", "column_span")
    )
    return Geometry(lines.drop("page"), spans, pages)


def _whole_tables(ranges: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Grids as they are; one that goes on just below another, every row of both as wide, as part of that one."""

    def above(name: str) -> pl.Expr:
        return pl.col(name).shift().over("doc")

    told = ranges.with_columns(
        same=(pl.col("grid") == above("grid")).fill_null(value=False),
        touches=(pl.col("first_line") == above("last_line") + 1).fill_null(value=False),
    )
    touching = told.filter(pl.col("touches") & ~pl.col("same"))
    if touching.is_empty():
        return ranges
    tabs = pl.element().str.count_matches("\t").unique()
    widths = (
        told.join(touching, on="doc", how="semi", maintain_order="left")
        .join(documents.select("doc", "text", before=pl.col("first_line") - 1), on="doc", maintain_order="left")
        .with_columns(
            rows=pl.col("text")
            .str.split("\n")
            .list.slice(
                (pl.col("first_line") - 1 - pl.col("before")).clip(0), pl.col("last_line") + 1 - pl.col("first_line")
            )
        )
        .select("doc", "first_line", width=pl.col("rows").list.eval(tabs))
    )
    even = (pl.col("width").list.len() == 1) & (pl.col("width") == above("width"))
    begins = ~pl.col("same") & ~(pl.col("touches") & even.fill_null(value=False))
    return (
        told.join(widths, on=["doc", "first_line"], how="left", maintain_order="left")
        .with_columns(grid=pl.when(begins).then("grid").forward_fill().over("doc"))
        .select(ranges.columns)
    )


def _listed_rows(documents: pl.DataFrame, name: str) -> pl.DataFrame:
    """A list of structs as rows: doc and its fields."""
    some = documents.select("doc", name).filter(pl.col(name).list.len() > 0)
    return some.explode(name).unnest(name)


def grid_cells(geometry: Geometry, lines: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Every cell of the grids that print a label of a form, blank ones too.

    Args:
        geometry: of a batch.
        lines: as from `transform.lines.lines_of`.
        labels: doc, line_no of the tokens that are labels of a form.

    Returns:
        `GRID_CELL` without its column_code; all of them `is_certain`.
    """
    forms = geometry.lines.join(labels, on=["doc", "line_no"], how="semi").select("doc", "grid").unique()
    rows = geometry.lines.join(forms, on=["doc", "grid"], how="semi", maintain_order="left")
    if rows.is_empty():
        return GRID_CELL.to_frame().drop("column_code")
    first = pl.col("line_no").min().over("doc", "grid")
    text = pl.col("text").str.strip_chars()
    cells = (
        rows.join(lines, on=["doc", "line_no"], maintain_order="left")
        .select("doc", "grid", "line_no", row=pl.col("line_no") - first, text=pl.col("line").str.split("\t"))
        .with_columns(column=pl.int_ranges(pl.col("text").list.len(), dtype=pl.Int32))
        .explode("text", "column")
        .with_columns(text=pl.when(text != "").then(text))
    )
    place = geometry.merged.rename({"place": "column"})
    return (
        cells.join(covered_places(geometry), on=["doc", "line_no", "column"], how="anti", maintain_order="left")
        .join(place, on=["doc", "line_no", "column"], how="left", maintain_order="left")
        .with_columns(pl.col("row_span", "column_span").fill_null(1))
        .join(geometry.pages, on=["doc", "line_no"], how="left", maintain_order="left")
        .with_columns(is_certain=pl.lit(value=True))
        .select(name for name in GRID_CELL.names() if name != "column_code")
    )


def column_codes(placed: pl.DataFrame, editions: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Which column of its form each cell of a row read by columns is.

    Args:
        placed: doc, line_no, row, nth, column, as `transform.table.grids.placed.PLACED`.
        editions: doc, edition.
        forms: the forms.

    Returns:
        `COLUMN_CODE`; each cell once.
    """
    at = ["doc", "line_no", "column"]
    gridded = placed.filter(pl.col("column").is_not_null())
    if gridded.is_empty():
        return COLUMN_CODE.to_frame()
    return (
        gridded.select(*at, "row", "nth")
        .join(editions.select("doc", "edition"), on="doc", maintain_order="left")
        .join(
            forms.cells.select("edition", "row", "column_code", nth="place"),
            on=["edition", "row", "nth"],
            maintain_order="left",
        )
        .filter(pl.struct(at).is_first_distinct())
        .select(*at, "column_code")
    )


def covered_places(geometry: Geometry) -> pl.DataFrame:
    """The places that a merged cell takes besides its own: doc, line_no, column."""
    return (
        geometry.merged.rename({"place": "column"})
        .with_columns(
            down=pl.int_ranges("row_span", dtype=pl.Int32), right=pl.int_ranges("column_span", dtype=pl.Int32)
        )
        .explode("down")
        .explode("right")
        .filter((pl.col("down") > 0) | (pl.col("right") > 0))
        .select("doc", pl.col("line_no") + pl.col("down"), pl.col("column") + pl.col("right"))
        .unique()
    )
