"""Tables that stand in a text as their own markup, escaped (`&lt;td&gt;`), as feeds and editors leave them."""

import html
import re

import polars as pl

#: What has such a table in it.
_CELL = "&lt;td"
#: A tag of the page, which stays with all its attributes; or one that is text.
_TAGS = re.compile(r"<[^<>]*>|&lt;(/?[a-zA-Z][a-zA-Z0-9]*(?:\s(?:(?!&[lg]t;)[^<>])*)?/?)&gt;")


def with_escaped_tables(documents: pl.DataFrame) -> pl.DataFrame:
    """Documents, those with escaped tables with the markup that these stand for.

    Args:
        documents: as `extract.shapes.DOCUMENT`.
    """
    has_table = pl.col("text").str.contains(_CELL, literal=True).fill_null(value=False)
    found = documents.filter(has_table)
    if found.is_empty():
        return documents
    texts = pl.Series("text", [_unescaped(text) for text in found["text"]], dtype=pl.String)
    numbered = documents.with_row_index("at")
    return numbered.update(numbered.filter(has_table).select("at", texts), on="at").drop("at")


def _unescaped(text: str) -> str:
    """A text with the tags in it that it prints."""
    return _TAGS.sub(lambda tag: f"<{html.unescape(tag[1])}>" if tag[1] else tag[0], text)
