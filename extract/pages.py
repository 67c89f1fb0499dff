"""HTML pages among a batch's documents, as the text that their readers see."""

import polars as pl

from extract.decode import Decoded
from extract.html import MOST_EMPTY_CELLS, MergedCellsError, html_text, looks_like_html
from extract.nesting import is_too_dear


def page_texts(documents: pl.DataFrame) -> pl.DataFrame:
    """HTML pages as the text that their readers see, every other document as it is.

    Args:
        documents: as `extract.documents.DOCUMENT`.

    Returns:
        The same documents in the same order; a page's `decoded_by` ends in `+html`, and a page that cannot be shown is
        refused (`too_nested`, `too_large`, `empty`).
    """
    pages = documents.with_row_index("at").filter(pl.col("text").str.contains("<", literal=True))
    shown = [
        (at, *_page(text, rule))
        for at, text, rule in pages.select("at", "text", "decoded_by").iter_rows()
        if looks_like_html(text)
    ]
    if not shown:
        return documents
    names = ["text", "decoded_by", "reason", "detail"]
    changed = pl.DataFrame(shown, schema={"at": pl.UInt32, **dict.fromkeys(names, pl.String)}, orient="row")
    others = documents.with_row_index("at")
    kept = others.join(changed, on="at", how="anti")
    turned = others.select("at", "source_uri", "sha256", "url", "names").join(changed, on="at")
    return pl.concat([kept, turned.select(kept.columns)]).sort("at").drop("at")


def _page(markup: str, rule: str) -> Decoded:
    """One page's markup as text."""
    if is_too_dear(markup):
        return Decoded(None, None, "too_nested", "more HTML elements open at once, or attributes, than any page has")
    try:
        text = html_text(markup)
    except MergedCellsError:
        return Decoded(None, None, "too_large", f"merged cells that take more than {MOST_EMPTY_CELLS:,} cells")
    if not text:
        return Decoded(None, None, "empty", "an HTML page without any text")
    return Decoded(text, f"{rule}+html")
