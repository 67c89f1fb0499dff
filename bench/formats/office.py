"""`python -m bench.formats.office`: Word and Excel files, read and held against what was put in.

A cell is right where its place, the rows and columns that it takes and its text are; wrong where one of them is not;
lost where no cell begins in its place, extra where none was put. Lines are those outside the tables, in order.
"""

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable
from random import Random

from bench.synthetic import SyntheticReport, generate
from bench.synthetic.formats.blocks import Made
from bench.synthetic.formats.excel import excel_file
from bench.synthetic.formats.word import word_file
from extract.layout import Layout
from extract.office.excel import read_xlsx
from extract.word import read_docx

FORMATS: dict[str, tuple[Callable[[SyntheticReport, Random], Made], Callable[[bytes], Layout]]] = {
    "docx": (word_file, read_docx),
    "xlsx": (excel_file, read_xlsx),
}


def main() -> None:
    """Print one line a format."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="reports")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", choices=[*FORMATS], help="one format")
    options = parser.parse_args()
    print(f"{'format':<8}{'reports':>9}{'right':>11}{'wrong':>8}{'lost':>8}{'extra':>8}{'lines':>16}{'ms/report':>11}")
    for name in [options.only] if options.only else FORMATS:
        counts, seconds = measure(name, generate(options.count, options.seed, layouts=("html",)))
        cells = "".join(f"{counts[what]:>{width},}" for what, width in _WIDTHS.items())
        lines = f"{counts['lines right']:,}/{counts['lines']:,}"
        print(f"{name:<8}{cells}{lines:>16}{seconds / counts['reports'] * 1000:>11.1f}")


_WIDTHS = {"reports": 9, "right": 11, "wrong": 8, "lost": 8, "extra": 8}


def measure(name: str, reports: Iterable[SyntheticReport]) -> tuple[Counter[str], float]:
    """Counts of cells and lines, and the processor seconds of reading alone."""
    make, read = FORMATS[name]
    counts: Counter[str] = Counter()
    seconds = 0.0
    for report in reports:
        made = make(report, Random(f"{report.name}|{name}"))
        begun = time.process_time()
        layout = read(made.data)
        seconds += time.process_time() - begun
        counts += compare(made, layout)
    return counts, seconds


def compare(made: Made, layout: Layout) -> Counter[str]:
    """What one file's reading got right."""
    put = {(grid, cell.row, cell.column): cell for grid, cells in enumerate(made.grids, start=1) for cell in cells}
    found = {(cell.grid, cell.row, cell.column): cell for cell in layout.cells}
    lines = layout.text.split("\n")
    counts = Counter(reports=1, extra=len(found.keys() - put.keys()))
    for place, cell in put.items():
        read = found.get(place)
        if read is None:
            counts["lost"] += 1
            continue
        shown = lines[read.line_no - 1].split("\t")[read.column]
        same = read.row_span == cell.row_span and read.column_span == cell.column_span
        counts["right" if same and read.text == cell.text == shown else "wrong"] += 1
    tables = {cell.line_no for cell in layout.cells}
    prose = [line for number, line in enumerate(lines, start=1) if number not in tables and line.strip()]
    counts["lines"] = max(len(made.lines), len(prose))
    counts["lines right"] = sum(map(str.__eq__, made.lines, prose))
    return counts


if __name__ == "__main__":
    main()
