"""Documents of a batch as their readers see them: text, and where its tables' cells stand."""

import polars as pl
from polars._typing import PolarsDataType

from extract.formats import read_layout
from extract.layout import GRIDS, MERGED, Geometry, UnreadableError, geometry_of
from extract.text.decode import Decoded
from extract.text.html import MOST_EMPTY_CELLS, MergedCellsError, html_text, looks_like_html
from extract.text.nesting import is_too_dear

_SHOWN: dict[str, PolarsDataType] = {
    "text": pl.String,
    "decoded_by": pl.String,
    "reason": pl.String,
    "detail": pl.String,
    "read_from": pl.String,
    "grids": GRIDS,
    "merged": MERGED,
}


def page_texts(documents: pl.DataFrame) -> pl.DataFrame:
    """Pages and office documents as the text that their readers see, every other document as it is.

    Args:
        documents: as `extract.shapes.DOCUMENT`.

    Returns:
        The same documents in the same order. What is read has `read_from` (`html`, `docx`, ...), and `grids` and
        `merged` tell of its tables; a page's `decoded_by` ends in `+html`. What cannot be read is refused, with the
        reasons of its reader; a page can be `too_nested`, `too_large` or `empty`. A document with `read_from` was read
        before.
    """
    looks = pl.col("text").str.contains("<", literal=True).fill_null(value=False)
    unseen = pl.col("read_from").is_null() & (looks | pl.col("data").is_not_null())
    asked = documents.with_row_index("at").filter(unseen).select("at", "text", "decoded_by", "data")
    shown = [
        (at, *(_page(text, rule) if data is None else _laid_out(data)))
        for at, text, rule, data in asked.iter_rows()
        if data is not None or looks_like_html(text)
    ]
    if not shown:
        return documents
    changed = pl.DataFrame(
        [[row[at] for row in shown] for at in range(len(_SHOWN) + 1)], schema={"at": pl.UInt32, **_SHOWN}, orient="col"
    )
    others = documents.with_row_index("at")
    kept = others.join(changed, on="at", how="anti")
    turned = others.drop(*_SHOWN).join(changed, on="at")
    return pl.concat([kept, turned.select(kept.columns)]).sort("at").drop("at")


_Row = tuple[
    str | None, str | None, str | None, str | None, str | None, list[dict[str, int | None]], list[dict[str, int]]
]


def _laid_out(data: bytes) -> _Row:
    """An office document as text: a row of `_SHOWN`."""
    try:
        layout = read_layout(data)
    except UnreadableError as error:
        return (None, None, error.reason, error.detail, None, [], [])
    if not layout.text.strip():
        return (None, None, "empty", "no text in it", None, [], [])
    return (layout.text, layout.read_from, None, None, layout.read_from, *geometry_of(layout.cells).rows())


def _page(markup: str, rule: str) -> _Row:
    """One page's markup as text: a row of `_SHOWN`."""
    found = _shown(markup)
    if isinstance(found, Decoded):
        return (*found, None, [], [])
    text, geometry = found
    return (text, f"{rule}+html", None, None, "html", *geometry.rows())


def _shown(markup: str) -> tuple[str, Geometry] | Decoded:
    """A page's text and geometry, or why it is refused."""
    if is_too_dear(markup):
        return Decoded(None, None, "too_nested", "more HTML elements open at once, or attributes, than any page has")
    try:
        text, geometry = html_text(markup)
    except MergedCellsError:
        return Decoded(None, None, "too_large", f"merged cells that take more than {MOST_EMPTY_CELLS:,} cells")
    if not text:
        return Decoded(None, None, "empty", "an HTML page without any text")
    return text, geometry
