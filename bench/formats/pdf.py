"""How much of the tables of printed reports is read right: `python -m bench.formats.pdf [--count N] [--maker M]`.

One line for each maker and kind: documents, processor seconds a document, tables printed, tables read whole (every
cell, span and text), values printed, values right in their row and column, and values that stand in a wrong one.
"""

from argparse import ArgumentParser
from time import process_time

from bench.synthetic import generate
from bench.synthetic.formats.pdf import makers
from bench.synthetic.formats.pdf_styles import KINDS, printable
from bench.synthetic.formats.truth import Score, score
from extract.pdf import read_pdf


def main() -> None:
    """Run the command line."""
    known = makers()
    parser = ArgumentParser(prog="python -m bench.formats.pdf", description="Tables of PDFs with known truth.")
    parser.add_argument("--count", type=int, default=100, help="reports for each maker and kind")
    parser.add_argument("--seed", type=int, default=77, help="source of all chance")
    parser.add_argument("--maker", action="append", choices=sorted(known))
    parser.add_argument("--kind", action="append", choices=KINDS)
    arguments = parser.parse_args()
    reports = list(generate(arguments.count, arguments.seed, layouts=("html",)))
    print("maker kind documents seconds", *vars(Score()))
    for maker in arguments.maker or known:
        for kind in arguments.kind or KINDS:
            printed = known[maker](printable(report, kind) for report in reports)
            total, started = Score(), process_time()
            layouts = [read_pdf(data) for data in printed]
            seconds = (process_time() - started) / len(reports)
            for report, layout in zip(reports, layouts, strict=True):
                total.add(score(report, layout))
            print(maker, kind, len(reports), f"{seconds:.3f}", *vars(total).values(), flush=True)


if __name__ == "__main__":
    main()
