"""How much is read right: synthetic reports with known truth, by layout and by garble.

`python -m bench.accuracy [--count N] [--seed S] [--worst N]` prints each layout clean, each garble alone, and corpora
of several garbles a report:

- right: of the non-zero cells that the text still prints, the share whose value is the truth;
- of all: the same of all non-zero cells, also those that a garble took out of the text;
- silent: cells whose state is `reported`, `inferred` or `recognised` but whose value is not the truth, or whose truth
  is nothing;
- undecided: printed non-zero cells for which several readings stand, so that they are `missing` (the print is kept);
- missing: share of the printed cells that could not be read.

Then the same of reports as pages with blanks, Word, Excel and PDF files, and of scans (`--scans N`). After the
corpora come the documents with most cells unread or wrong, of all garbled corpora, and last the table of what is let in
under which name and year (`bench.admission`; alone with `--admission`).
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from bench import admission, agencies
from bench.corpora import corpora
from bench.formats.files import format_corpora
from bench.synthetic import SyntheticReport
from extract.documents import document_batches
from extract.pages import page_texts
from extract.raw import Raw
from transform.batch import read_batch

#: Reports of each other format: a printed page costs a hundred times a page of text.
MOST_FILES = 500
#: Scans, if nothing else is asked for; fewer where fewer reports are.
MOST_SCANS = 40
_CELL = ["source_uri", "form", "row_code", "column_code"]
_SURE = ["reported", "inferred", "recognised"]
_HEAD = (
    *("corpus", "reports", "rejected", "cells", "right", "of all", "undecided"),
    *("silent", "repaired wrong", "printed but missing"),
)


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


def worst_of(reports: Sequence[SyntheticReport], worst: pl.DataFrame, count: int) -> list[str]:
    """The documents with most silent errors, then most unread cells, a line each."""
    known = {report.name: report for report in reports}
    ranked = worst.sort("silent", "unread", "source_uri", descending=[True, True, False]).head(count)
    return [
        f"{name} | {known[name].layout} | {', '.join(known[name].garbles)} | {silent} | {unread} | {', '.join(reasons)}"
        for name, silent, unread, reasons in ranked.iter_rows()
    ]


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="reports in each corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only corpora whose name holds this")
    parser.add_argument("--scans", type=int, default=MOST_SCANS, help="scans, each half a minute of a processor")
    parser.add_argument("--worst", type=int, default=10, help="documents listed of each corpus of several garbles")
    parser.add_argument("--agencies", action="store_true", help="measure keys of agencies instead: bench.agencies")
    parser.add_argument("--admission", action="store_true", help="only what is let in: bench.admission and its options")
    options, others = parser.parse_known_args()
    if options.agencies or options.admission:
        (agencies if options.agencies else admission).main()
        return
    if others:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    print(" | ".join(_HEAD))
    listed: list[str] = []
    for name, reports in corpora(options.count, options.seed):
        if options.only in name:
            found, worst = score(name, reports)
            print(" | ".join(found.row()), flush=True)
            if reports and len(reports[0].garbles) > 1:
                listed += ["", f"{name}: document | layout | garbles | silent | unread | reasons"]
                listed += worst_of(reports, worst, options.worst)
    for name, files in format_corpora(min(options.count, MOST_FILES), options.seed, options.only):
        found, _ = score(name, [report for report, _ in files], [data for _, data in files])
        print(" | ".join(found.row()), flush=True)
    if options.only in "scan":
        from bench.formats import scans  # noqa: PLC0415 (it measures with what stands here)

        scans.print_row(min(options.scans, options.count), options.seed)
    print("\n".join(listed))
    if not options.only:
        print(f"\nWhat is let in: {admission.DOCUMENTS} documents of the world, `python -m bench.admission --help`")
        print("\n".join(admission.table(admission.judged(admission.DOCUMENTS, options.seed))))


if __name__ == "__main__":
    main()
