"""A corpus read, cell by cell held against its truth."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from bench.synthetic import SyntheticReport
from extract.documents import document_batches
from extract.pages import page_texts
from extract.raw import Raw
from transform.batch import read_batch

_CELL = ["source_uri", "form", "row_code", "column_code"]
_SURE = ["reported", "inferred", "recognised"]


@dataclass(frozen=True)
class Score:
    """What was read of one corpus; cells are counts."""

    name: str
    reports: int
    rejected: int
    cells: int
    nonzero: int
    nonzero_right: int
    printed_nonzero: int
    printed_right: int
    undecided: int
    repaired_wrong: int
    silent: int
    printed: int
    printed_missing: int

    def row(self) -> list[str]:
        """For the printed table."""
        shares = [
            (self.printed_right, self.printed_nonzero),
            (self.nonzero_right, self.nonzero),
            (self.undecided, self.printed_nonzero),
            (self.printed_missing, self.printed),
        ]
        right, of_all, undecided, missing = (f"{100 * part / max(whole, 1):.3f} %" for part, whole in shares)
        counts = [str(count) for count in (self.reports, self.rejected, self.cells)]
        wrong = [str(self.silent), str(self.repaired_wrong)]
        return [self.name, *counts, right, of_all, undecided, *wrong, missing]


def documents_of(reports: Sequence[SyntheticReport], files: Sequence[bytes] | None = None) -> pl.DataFrame:
    """Reports as documents, through the extraction; `files` are their bytes where they are not their text."""
    data = files or [report.text.encode() for report in reports]
    raws = (Raw(report.name, content) for report, content in zip(reports, data, strict=True))
    return page_texts(pl.concat(batch.documents for batch in document_batches(raws, ())))


def truth_of(reports: Sequence[SyntheticReport]) -> pl.DataFrame:
    """What is true: one row a cell, `truth` Decimal(18,4) and `printed` Boolean."""
    rows = [
        (report.name, *key, value, key in report.printed) for report in reports for key, value in report.cells.items()
    ]
    schema = pl.Schema(dict.fromkeys(_CELL, pl.String) | {"truth": pl.Decimal(18, 4), "printed": pl.Boolean})
    return pl.DataFrame(rows, schema=schema, orient="row")


def read_cells(
    reports: Sequence[SyntheticReport], files: Sequence[bytes] | None = None, manifest: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, int]:
    """What the transforms read: `truth_of`'s keys with value, state, reason; and how many documents were refused."""
    tables = read_batch(documents_of(reports, files), manifest=manifest)
    names = tables["report"].select("report_id", "source_uri")
    cells = pl.concat(
        tables[f"fact_{form}"].select(
            "report_id",
            pl.lit(form).alias("form"),
            "row_code",
            "column_code",
            pl.col("value").cast(pl.Decimal(18, 4)),
            "state",
            "reason",
            "raw_text",
            "line_no",
        )
        for form in ("disclosure", "application", "dispute")
    )
    return cells.join(names, on="report_id"), tables["rejected"].height


def compared(
    reports: Sequence[SyntheticReport], files: Sequence[bytes] | None = None, manifest: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, int]:
    """Truth beside reading: every cell with truth, printed, value, state; and the number of refused documents."""
    cells, rejected = read_cells(reports, files, manifest)
    return truth_of(reports).join(cells, on=_CELL, how="left"), rejected


def score(
    name: str,
    reports: Sequence[SyntheticReport],
    files: Sequence[bytes] | None = None,
    manifest: pl.DataFrame | None = None,
) -> tuple[Score, pl.DataFrame]:
    """Compare one corpus with its truth: its score, and its documents with the cells unread or wrong."""
    both, rejected = compared(reports, files, manifest)
    right = (pl.col("value") == pl.col("truth")).fill_null(False)
    has_value = pl.col("value").is_not_null()
    nonzero = pl.col("truth") != 0
    unread = nonzero & pl.col("printed") & ~right
    silent = has_value & ~right & pl.col("state").is_in(_SURE)
    counts = both.select(
        cells=pl.len(),
        nonzero=nonzero.sum(),
        nonzero_right=(nonzero & right).sum(),
        printed_nonzero=(nonzero & pl.col("printed")).sum(),
        printed_right=(nonzero & pl.col("printed") & right).sum(),
        undecided=(unread & ~has_value & pl.col("raw_text").is_not_null()).sum(),
        repaired_wrong=(has_value & ~right & (pl.col("state") == "repaired")).sum(),
        silent=silent.sum(),
        printed=pl.col("printed").sum(),
        printed_missing=(pl.col("printed") & ~has_value).sum(),
    ).row(0, named=True)
    worst = (
        both.group_by("source_uri")
        .agg(
            silent=silent.sum(),
            unread=unread.sum(),
            reasons=pl.col("reason").filter(unread).drop_nulls().unique().sort(),
        )
        .filter((pl.col("silent") > 0) | (pl.col("unread") > 0))
    )
    return Score(name, len(reports), rejected, **counts), worst
