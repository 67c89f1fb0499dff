"""Documents of a batch as their readers see them: text, and where its tables' cells stand."""

import polars as pl
from polars._typing import PolarsDataType

from extract.formats import read_layout
from extract.layout import Geometry, Layout, UnreadableError, as_lists, cells_of, geometry_of
from extract.pictures import with_pictures
from extract.text.as_tables import with_tables
from extract.text.escaped import with_escaped_tables
from extract.text.folded import unfolded
from extract.text.html import MOST_EMPTY_CELLS, MergedCellsError, html_text, looks_like_html
from extract.text.leftover import without_leftovers
from extract.text.line_heads import without_line_heads
from extract.text.nesting import is_too_dear
from extract.text.scripted import filled_page
from extract.text.tables_in_lines import with_lines_cut
from extract.text.unprinted import without_unprinted

_SHOWN: dict[str, PolarsDataType] = {
    "text": pl.String,
    "decoded_by": pl.String,
    "reason": pl.String,
    "detail": pl.String,
    "read_from": pl.String,
}


def page_texts(documents: pl.DataFrame) -> pl.DataFrame:
    """Pages and office documents as the text that their readers see, every other document as it is.

    What prints nothing is in none of them.

    Args:
        documents: as `extract.shapes.DOCUMENT`.

    Returns:
        The same documents in the same order. What is read has `read_from` (`html`, `docx`, ...), and `grids` and
        `merged` tell of its tables; a page's `decoded_by` ends in `+html`. What cannot be read is refused, with the
        reasons of its reader; a page can be `too_nested`, `too_large` or `empty`. A document with `read_from` was read
        before.
    """
    documents = with_escaped_tables(with_tables(unfolded(without_line_heads(without_leftovers(documents)))))
    looks = pl.col("text").str.contains("<", literal=True).fill_null(value=False)
    unseen = pl.col("read_from").is_null() & (looks | pl.col("data").is_not_null())
    asked = documents.with_row_index("at").filter(unseen).select("at", "text", "decoded_by", "data")
    shown = [
        (at, *(_page(text, rule) if data is None else _laid_out(data)))
        for at, text, rule, data in asked.iter_rows()
        if data is not None or looks_like_html(text)
    ]
    if not shown:
        return without_unprinted(documents)
    grids, merged = as_lists([geometry for *_, geometry in shown])
    changed = pl.DataFrame([row[:-1] for row in shown], schema={"at": pl.UInt32, **_SHOWN}, orient="row")
    changed = changed.with_columns(grids=grids, merged=merged)
    others = documents.with_row_index("at")
    kept = others.join(changed, on="at", how="anti")
    turned = others.drop(changed.columns[1:]).join(changed, on="at")
    return without_unprinted(pl.concat([kept, turned.select(kept.columns)]).sort("at").drop("at"))


#: A row of `_SHOWN`, and the geometry.
_Row = tuple[str | None, str | None, str | None, str | None, str | None, Geometry]


def _laid_out(data: bytes) -> _Row:
    """An office document as text: a row of `_SHOWN`."""
    try:
        layout = read_layout(data)
    except UnreadableError as error:
        return _refused(error.reason, error.detail)
    if not layout.text.strip():
        return _refused("empty", "no text in it")
    return _read(layout)


def _page(markup: str, rule: str) -> _Row:
    """One page's markup as text: a row of `_SHOWN`."""
    if is_too_dear(markup):
        return _refused("too_nested", "more HTML elements open at once, or attributes, than any page has")
    try:
        text, geometry, pictures = html_text(with_lines_cut(markup))
        filled = filled_page(markup, text)
        if filled is not None and not is_too_dear(filled):
            text, geometry, pictures = html_text(with_lines_cut(filled))
        if pictures:
            layout = with_pictures(Layout(text, cells_of(text, geometry), "html"), pictures, "a page")
            if layout.read_from == "scan":
                return _read(layout)
    except MergedCellsError:
        return _refused("too_large", f"merged cells that take more than {MOST_EMPTY_CELLS:,} cells")
    except UnreadableError as error:
        return _refused(error.reason, error.detail)
    if not text:
        return _refused("empty", "an HTML page without any text")
    return (text, f"{rule}+html", None, None, "html", geometry)


def _read(layout: Layout) -> _Row:
    return (layout.text, layout.read_from, None, None, layout.read_from, geometry_of(layout.cells))


def _refused(reason: str, detail: str) -> _Row:
    return (None, None, reason, detail, None, Geometry([], []))
