"""The documents of a batch as lines and grids: what is read of them before anything is decided."""

from dataclasses import dataclass

import polars as pl

from transform.document.parts.split import report_ids, split_parts, surely_own
from transform.document.pictures import pictured
from transform.forms import Forms
from transform.lines import lines_of
from transform.prose.sections import section_headings
from transform.script import simplified_lines
from transform.table.grids.geometry import Geometry, geometry_of


@dataclass(frozen=True, slots=True)
class Pages:
    """The reports of the documents that have text.

    Attributes:
        documents: one row a report: doc UInt32 (its number in the batch), report_id, read_from, the columns of
            `extract.documents.DOCUMENT` but reason, detail and data, and those of
            `transform.document.parts.split.split_parts`.
        lines: `transform.lines.LINE`, in order, in simplified characters.
        headings: `transform.prose.sections.HEADING_LINE`.
        geometry: the grids.
        scans: doc of those that were read from pictures.
    """

    documents: pl.DataFrame
    lines: pl.DataFrame
    headings: pl.DataFrame
    geometry: Geometry
    scans: pl.DataFrame


def pages_of(documents: pl.DataFrame, forms: Forms) -> Pages:
    """The pages of a batch.

    Args:
        documents: as `transform.batch.read_batch` takes them.
        forms: the forms.
    """
    texts = documents.filter(pl.col("reason").is_null()).drop("reason", "detail", "data")
    parts = split_parts(texts, forms)
    readable = parts.with_columns(pl.col("read_from").fill_null("text"), report_id=report_ids(parts)).with_row_index(
        "doc"
    )
    lines = simplified_lines(lines_of(surely_own(readable)))
    return Pages(readable, lines, section_headings(lines, forms), geometry_of(readable), pictured(readable))
