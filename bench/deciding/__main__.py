"""What people's decisions are worth: documents with known truth, decided in the queue's order.

`python -m bench.deciding [--count N] [--seed S] [--garbles G] [--after 50 200 1000]` generates reports, ingests them,
and answers the first questions of `gongkai decide` from the truth: so many, an ingest, the next ones of the queue as it
is then. `--cases FOLDER` takes documents with the truth that a person wrote (`bench.deciding.truth.of_cases`) instead.
It prints after each what is right, and what is still open:

- right: cells of all reports whose value is the truth;
- open: cells whose number the document prints and that are not right;
- freed: the share of the cells open at the beginning that are not open any more;
- unprinted: cells whose number it does not print, though the truth knows it, and that are not right;
- placed: reports under the place and the year that are true;
- untold: questions that the truth does not answer; nothing is guessed, and the last lines say why.

An answer is a name, a year, a number, a row of numbers, or that a sum may fail (where what is printed is the truth):
one command of `gongkai decide`, which counts as one decision.
"""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from bench.deciding.simulation import Count, simulate
from bench.deciding.truth import Known, of_cases, of_generated
from bench.synthetic import GARBLES, generate

FOLDER = Path("build") / "bench" / "deciding"


def main() -> None:
    """Print the curve."""
    parser = ArgumentParser(
        "python -m bench.deciding", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=Path, help="a folder of documents with their truth, instead of generated ones")
    parser.add_argument("--count", type=int, default=400, help="reports")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--garbles", type=int, default=5, help="garbles a report")
    parser.add_argument("--mistakes", type=float, default=0.05, help="share of reports with a sum that fails in truth")
    parser.add_argument("--after", type=int, nargs="+", default=[50, 200, 1_000], help="decisions")
    options = parser.parse_args()
    try:
        known = of_cases(options.cases) if options.cases else _generated(options)
    except FileNotFoundError as error:
        parser.error(str(error))
    _print(known, simulate(known, FOLDER, options.after))


def _generated(options: Namespace) -> list[Known]:
    return of_generated(
        generate(
            options.count,
            options.seed,
            garbles=tuple(GARBLES),
            garbles_per_report=options.garbles,
            mistakes=options.mistakes,
        )
    )


def _print(known: Sequence[Known], counts: Sequence[Count]) -> None:
    cells = sum(len(one.cells) for one in known)
    refused = sum(one.refused is not None for one in known)
    print(f"{len(known) - refused:,} reports and {refused:,} documents that are none to load, {cells:,} cells")
    heads = ("decisions", "right", "of all", "open", "freed", "unprinted", "placed", "questions", "untold")
    print("".join(f"{head:>11}" for head in heads))
    for count in counts:
        freed = 1 - count.open / max(counts[0].open, 1)
        shown = (
            *(f"{count.decisions:,}", f"{count.right:,}", f"{100 * count.right / cells:.2f} %", f"{count.open:,}"),
            *(f"{100 * freed:.1f} %", f"{count.unprinted:,}"),
            *(f"{count.placed:,}", f"{count.questions:,}", f"{count.untold.total():,}"),
        )
        print("".join(f"{one:>11}" for one in shown))
    for (question, why), times in counts[-1].untold.most_common():
        print(f"not told: {times:,} {question}: {why}")


if __name__ == "__main__":
    main()
