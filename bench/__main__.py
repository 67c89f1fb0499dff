"""`make bench`: how fast, in how much memory, how that compares with a plain script and with just reading the bytes.

Generates N synthetic reports (default 20,000; kept under `build/bench`), ingests them in a process of its own, and
times in the same run the floor, DuckDB finding every number in the same files, and the script that an analyst would
write (`bench.plain`). Ratios travel between machines, seconds do not; processor time travels better than the clock on
a machine that is busy. `bench/budget.csv` says what a stage may take; what is over it is told, and fails nothing.

`--curve` measures 10,000, 100,000 and 1,000,000 reports (hours, and tens of GB), or the counts that are given, and
prints one table. What is measured is kept in `build/bench/curve.jsonl`, for this commit: stopped and started again, it
goes on where it was, within a corpus and within an ingest too.
"""

from argparse import ArgumentParser
from pathlib import Path

from bench.speed.corpus import Corpus
from bench.speed.kept import commit_of
from bench.speed.measure import measured
from bench.speed.tables import curve, one

CURVE = (10_000, 100_000, 1_000_000)


def main() -> None:
    """Print a table for each count, and the curve where there are several."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, action="append", help="reports; may be given several times")
    parser.add_argument("--curve", action="store_true", help="10k, 100k and 1M reports, or the counts given; goes on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--garbles", type=int, default=0, help="garbles a report; 0 is clean")
    parser.add_argument("--again", type=int, default=1, help="ingest so often and report the median")
    options = parser.parse_args()
    counts = options.count or (CURVE if options.curve else [20_000])
    several = options.curve or len(counts) > 1
    commit = commit_of(Path(__file__).parent) if several else ""
    sizes = []
    for count in counts:
        sizes.append(measured(Corpus(count, options.seed, options.garbles), commit, options.again))
        print("\n".join(one(sizes[-1])), flush=True)
    if several:
        print("\n".join(curve(sizes)))


if __name__ == "__main__":
    main()
