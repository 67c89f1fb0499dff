"""What people's decisions are worth: garbled reports with known truth, decided in the queue's order.

`python -m bench.deciding [--count N] [--seed S] [--garbles G] [--after 50 200 1000]` generates reports, ingests them,
and answers the first questions of `gongkai decide` from the truth: so many, an ingest, the next ones of the queue as it
is then. It prints after each what is right, and what is still open:

- right: cells of all reports whose value is the truth;
- open: cells whose number the document prints and that are not right;
- freed: the share of the cells open at the beginning that are not open any more.

An answer is a name, a year, a number, a row of numbers, or that a sum may fail (where what is printed is the truth):
one command of `gongkai decide`, which counts as one decision.
"""

import csv
import shutil
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from bench.synthetic import GARBLES, SyntheticReport, generate
from bench.synthetic.write import truth_frame
from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from gongkai.deciding.queue import Question, queue
from gongkai.queries.frames import run_query

FOLDER = Path("build") / "bench" / "deciding"
_CELLS = "SELECT parse_filename(source_uri) AS name, form, row_code, column_code, value FROM cell"
_DOCUMENTS = (
    "SELECT DISTINCT source_uri, sha256 FROM (SELECT source_uri, sha256 FROM report "
    "UNION ALL SELECT source_uri, sha256 FROM rejected_document)"
)
_FAILING = (
    "SELECT source_uri, check_code, scope FROM identity_check JOIN report USING (report_id) WHERE status = 'fail'"
)
_HEAD = ("decision_id", "kind", "source", "row", "column", "value", "who")
_ALL = 1_000_000
#: Questions about whose report it is.
_WHO = ("agency_unknown", "region_open", "contradicted")

#: Lines of a file of decisions, but for who decides: what one command writes.
Line = tuple[str, str, str, str, str]
Answer = tuple[Line, ...]


class Count(NamedTuple):
    """How much is right, in cells, and how much is asked."""

    decisions: int
    right: int
    open: int
    questions: int


class Truth:
    """What is true of some reports, by the name of their file."""

    def __init__(self, reports: Sequence[SyntheticReport]) -> None:
        self.reports = {report.name: report for report in reports}
        self.cells = truth_frame(list(reports)).rename({"value": "truth"})

    def counted(self, warehouse: Path) -> tuple[int, int]:
        """How many cells are right, and how many printed ones are not."""
        read = run_query(warehouse, _CELLS).with_columns(pl.col("value").cast(pl.Decimal(18, 4)))
        keys = ["name", "form", "row_code", "column_code"]
        both = self.cells.join(read, on=keys, how="left")
        is_right = pl.col("value").eq_missing(pl.col("truth"))
        right, left = both.select(is_right.sum(), open=(~is_right & pl.col("printed")).sum()).row(0)
        return right, left

    def answers(self, question: Question, sources: dict[str, str], failing: dict[str, list[Answer]]) -> list[Answer]:
        """The decisions that answer a question: one, but for sums that may fail."""
        uri = question.source_uri or ""
        report = self.reports.get(Path(uri).name)
        if report is None:
            return []
        source = sources[uri]
        if question.row_code:
            places = {key[1:]: value for key, value in report.cells.items()}
            if question.column_code is None:
                row = [it for it in places.items() if it[0][0] == question.row_code]
                return [tuple(("cell", source, *place, str(value)) for place, value in row)]
            value = places[question.row_code, question.column_code]
            is_printed = (
                question.question == "one_number_mends" and str(value) == (question.choices or "").split(" ")[0]
            )
            if is_printed:
                return failing.get(uri, [])
            return [(("cell", source, question.row_code, question.column_code, str(value)),)]
        of_document = {"year_unknown": ("year", str(report.report_year))}
        of_document |= dict.fromkeys(_WHO, ("agency", report.agency_name))
        if question.question not in of_document:
            return []
        kind, told = of_document[question.question]
        return [((kind, source, "", "", told),)]


def simulate(reports: Sequence[SyntheticReport], folder: Path, after: Sequence[int]) -> list[Count]:
    """Ingest reports and decide in the queue's order; what is right at the beginning and after so many decisions."""
    truth, warehouse, inbox = Truth(reports), folder / "w.duckdb", folder / "in"
    shutil.rmtree(folder, ignore_errors=True)
    inbox.mkdir(parents=True)
    for report in reports:
        (inbox / report.name).write_text(report.text, encoding="utf-8")
    decided: list[Answer] = []
    counts = []
    for number, wanted in enumerate([0, *after]):
        ingest(Request([str(inbox)] if number < 2 else [], warehouse, Settings()))
        asked = queue(warehouse, _ALL)
        counts.append(Count(len(decided), *truth.counted(warehouse), len(asked)))
        if wanted < max(after):
            decided += _next(asked, truth, warehouse, decided, [0, *after][number + 1] - len(decided))
            _write(folder / "decisions", decided)
    return counts


def _next(
    asked: Iterable[Question], truth: Truth, warehouse: Path, decided: Sequence[Answer], wanted: int
) -> list[Answer]:
    """Answers to the first questions, so many decisions."""
    sources = dict(run_query(warehouse, _DOCUMENTS).rows())
    failing: dict[str, list[Answer]] = {}
    for uri, check, scope in run_query(warehouse, _FAILING).rows():
        failing.setdefault(uri, []).append((("exception", sources[uri], check, scope, "accepted"),))
    known, found = set(decided), list[Answer]()
    for question in asked:
        new = [answer for answer in truth.answers(question, sources, failing) if answer not in known]
        known |= set(new)
        found += new
        if len(found) >= wanted:
            break
    return found[:wanted]


def _write(folder: Path, answers: Sequence[Answer]) -> None:
    folder.mkdir(exist_ok=True)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_HEAD)
        rows.writerows(
            (f"d-{number:06}", *line, "truth")
            for number, line in enumerate(line for answer in answers for line in answer)
        )


def main() -> None:
    """Print the curve."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=400, help="reports")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--garbles", type=int, default=5, help="garbles a report")
    parser.add_argument("--mistakes", type=float, default=0.05, help="share of reports with a sum that fails in truth")
    parser.add_argument("--after", type=int, nargs="+", default=[50, 200, 1_000], help="decisions")
    options = parser.parse_args()
    reports = list(
        generate(
            options.count,
            options.seed,
            garbles=tuple(GARBLES),
            garbles_per_report=options.garbles,
            mistakes=options.mistakes,
        )
    )
    counts = simulate(reports, FOLDER, options.after)
    cells = sum(len(report.cells) for report in reports)
    print(f"{options.count:,} reports, {options.garbles} garbles each, {cells:,} cells")
    print(f"{'decisions':>10} {'right':>10} {'of all':>8} {'open':>8} {'freed':>8} {'questions':>10}")
    for count in counts:
        freed = 1 - count.open / max(counts[0].open, 1)
        share = f"{100 * count.right / cells:.2f} %"
        print(
            f"{count.decisions:>10,} {count.right:>10,} {share:>8} {count.open:>8,} {100 * freed:>6.1f} %"
            f" {count.questions:>10,}"
        )


if __name__ == "__main__":
    main()
