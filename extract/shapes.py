"""The shape of what extract hands on, a document a row; alone, so that who reads it imports no reader of files."""

import polars as pl
from polars._typing import PolarsDataType

from extract.layout import GRIDS, MERGED

_COLUMNS: dict[str, PolarsDataType] = {
    "source_uri": pl.String,
    "sha256": pl.String,
    "text": pl.String,
    "decoded_by": pl.String,
    "reason": pl.String,
    "detail": pl.String,
    "url": pl.String,
    "names": pl.List(pl.String),
    "data": pl.Binary,
    "read_from": pl.String,
    "grids": GRIDS,
    "merged": MERGED,
}
DOCUMENT = pl.Schema(_COLUMNS)
"""One row a document: a readable one has `text` and `decoded_by`, a refused one `reason` and `detail`.

`url` is the page's own address where its container gives one; `names` are the other names (`source_uri`, `url`) that
the same bytes are known by, null for none. `data` are the bytes of a document whose format lays out pages (PDF, Word,
Excel, a picture), until `extract.pages` has read it; `read_from` (what it was read from), `grids` and `merged` (where
the cells of its tables stand in its text, see `extract.layout`) are null until then.

`sha256` is the hex digest of the document's bytes (of a table's row: of its text, or of the row when it has
none); null when they could not be read.
"""
