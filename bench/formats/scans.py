"""`python -m bench.formats.scans [--count N]`: reports as scans of all kinds, read and held against their truth.

One line as `bench.accuracy` has them, then the states of the cells by whether they are right, and the processor seconds
that a document took. Reading one takes half a minute.
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from time import process_time

import polars as pl

from bench.scoring import compared, score
from bench.synthetic import SyntheticReport, generate
from bench.synthetic.formats.pictures import scans
from extract.lists.manifest import MANIFEST
from extract.scan.extra import has_scans


def scan_files(count: int, seed: int) -> list[tuple[SyntheticReport, bytes]]:
    """Reports as scans, kinds and printers in turn."""
    reports = list(generate(count, seed, layouts=("html",)))
    return [(report, scan.data) for report, scan in zip(reports, scans(reports, seed), strict=True)]


def manifest_of(reports: Sequence[SyntheticReport]) -> pl.DataFrame:
    """Who speaks, for the reader: of pictures it holds every agency whose name has a word that it does not know."""
    rows = [{"source_uri": report.name, "manifest_agency": report.agency_name} for report in reports]
    return pl.DataFrame(rows, schema=MANIFEST)


def print_row(count: int, seed: int) -> None:
    """The row of scans for the table of `bench.accuracy`, or why there is none."""
    if not has_scans():
        print("scan | skipped: the extra is not installed (make setup-scans)")
        return
    files = scan_files(count, seed)
    reports = [report for report, _ in files]
    found, _ = score("scan", reports, [data for _, data in files], manifest_of(reports))
    print(" | ".join(found.row()), flush=True)


def main() -> None:
    """Run the command line."""
    parser = ArgumentParser(prog="python -m bench.formats.scans", description=__doc__)
    parser.add_argument("--count", type=int, default=4, help="reports")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not has_scans():
        parser.error("the extra is not installed (make setup-scans)")
    print("document right wrong missing of printed, processor seconds")
    total: list[pl.DataFrame] = []
    for report, data in scan_files(options.count, options.seed):
        begun = process_time()
        both, refused = compared([report], [data], manifest_of([report]))
        right, known = pl.col("value") == pl.col("truth"), pl.col("value").is_not_null()
        counts = both.select(right.sum(), wrong=(known & ~right).sum(), missing=(~known & pl.col("printed")).sum())
        print(
            report.name, *counts.row(0), both.height, f"{process_time() - begun:.1f}", "refused" * refused, flush=True
        )
        total.append(both.with_columns(right=right))
    print(pl.concat(total).group_by("state", "right", "reason").len().sort("len", descending=True))


if __name__ == "__main__":
    main()
