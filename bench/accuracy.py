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

import polars as pl

from bench import admission, agencies
from bench.corpora import corpora
from bench.formats import scans
from bench.formats.files import format_corpora
from bench.scoring import score
from bench.synthetic import SyntheticReport

#: Reports of each other format: a printed page costs a hundred times a page of text.
MOST_FILES = 500
#: Scans, if nothing else is asked for; fewer where fewer reports are.
MOST_SCANS = 40
_HEAD = (
    *("corpus", "reports", "rejected", "cells", "right", "of all", "undecided"),
    *("silent", "repaired wrong", "printed but missing"),
)


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
        scans.print_row(min(options.scans, options.count), options.seed)
    print("\n".join(listed))
    if not options.only:
        print(f"\nWhat is let in: {admission.DOCUMENTS} documents of the world, `python -m bench.admission --help`")
        print("\n".join(admission.table(admission.judged(admission.DOCUMENTS, options.seed))))


if __name__ == "__main__":
    main()
