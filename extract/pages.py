"""Documents of a batch as their readers see them: text, and where its tables' cells stand."""

import polars as pl
from polars._typing import PolarsDataType

from extract.decode import Decoded
from extract.html import MOST_EMPTY_CELLS, MergedCellsError, html_text, looks_like_html
from extract.layout import GRIDS, MERGED, Geometry
from extract.nesting import is_too_dear

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
    """HTML pages as the text that their readers see, every other document as it is.

    Args:
        documents: as `extract.documents.DOCUMENT`.

    Returns:
        The same documents in the same order; a page's `decoded_by` ends in `+html`, its `read_from` is `html`, and
        `grids` and `merged` tell of its tables. A page that cannot be shown is refused (`too_nested`, `too_large`,
        `empty`). A document with `read_from` was shown before.
    """
    unseen = pl.col("read_from").is_null() & pl.col("text").str.contains("<", literal=True)
    pages = documents.with_row_index("at").filter(unseen)
    shown = [
        (at, *_page(text, rule))
        for at, text, rule in pages.select("at", "text", "decoded_by").iter_rows()
        if looks_like_html(text)
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


_Page = tuple[str | None, str | None, str | None, str | None, str | None, list[dict[str, int]], list[dict[str, int]]]


def _page(markup: str, rule: str) -> _Page:
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
