"""Decide in the queue's order, so many decisions a time, and count what is right."""

import csv
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from bench.deciding.answers import Answer, Answers
from bench.deciding.truth import Known
from flows.request import Request
from flows.run.pipeline import ingest
from flows.settings import Settings
from gongkai.deciding.queue import Question, queue
from gongkai.queries.frames import run_query

_KEYS = ["name", "form", "row_code", "column_code"]
_CELLS = "SELECT parse_filename(source_uri) AS name, form, row_code, column_code, value FROM cell"
_REPORTS = (
    "SELECT parse_filename(source_uri) AS name, region_code, report_year "
    "FROM report JOIN dim_agency USING (agency_id) WHERE is_current"
)
_HEAD = ("decision_id", "kind", "source", "row", "column", "value", "who")
_NUMBER = pl.Decimal(18, 4)
_ALL = 1_000_000


@dataclass(frozen=True)
class Count:
    """How much is right, and how much is asked.

    Attributes:
        decisions: that were made.
        right: cells whose value is true.
        open: cells whose number the document prints and that are not right.
        unprinted: cells whose number it does not print, though it is known, and that are not right.
        placed: reports that stand under their place and their year.
        questions: in the queue.
        untold: of these, those that the truth does not answer, by their kind and why.
    """

    decisions: int
    right: int
    open: int
    unprinted: int
    placed: int
    questions: int
    untold: Counter[tuple[str, str]]


def simulate(known: Sequence[Known], folder: Path, after: Sequence[int]) -> list[Count]:
    """Ingest documents and decide in the queue's order; what is right at the beginning and after so many decisions.

    Fewer decisions are made where the truth answers no more questions.
    """
    warehouse, inbox = folder / "w.duckdb", folder / "in"
    shutil.rmtree(folder, ignore_errors=True)
    inbox.mkdir(parents=True)
    for one in known:
        (inbox / one.name).write_bytes(one.data)
    truth = _truth(known)
    decided: list[Answer] = []
    counts = []
    for number, wanted in enumerate([0, *after]):
        ingest(Request([str(inbox)] if number < 2 else [], warehouse, Settings()))
        asked, answers = queue(warehouse, _ALL), Answers(known, warehouse)
        said = [(question, answers.to(question)) for question in asked]
        untold = Counter((question.question, why.untold) for question, why in said if why.untold)
        counts.append(Count(len(decided), *_cells(truth, warehouse), _placed(known, warehouse), len(asked), untold))
        if wanted < max(after):
            decided += _next(asked, answers, decided, [0, *after][number + 1] - len(decided))
            _write(folder / "decisions", decided)
    return counts


def _truth(known: Iterable[Known]) -> pl.DataFrame:
    """One row a cell: its keys, what counts as right, whether it is printed."""
    rows = [(one.name, *key, list(cell.values), cell.is_printed) for one in known for key, cell in one.cells.items()]
    schema = {**dict.fromkeys(_KEYS, pl.String()), "accepted": pl.List(_NUMBER), "printed": pl.Boolean()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _cells(truth: pl.DataFrame, warehouse: Path) -> tuple[int, int, int]:
    """How many cells are right; of those that are not and whose number is known, how many are printed, and not."""
    read = run_query(warehouse, _CELLS).with_columns(pl.col("value").cast(_NUMBER))
    is_right = pl.col("value").is_in("accepted", nulls_equal=True)
    both = truth.join(read, on=_KEYS, how="left").with_columns(is_right=is_right)
    wrong, printed = ~pl.col("is_right") & pl.col("accepted").list.first().is_not_null(), pl.col("printed")
    counts = both.select(pl.col("is_right").sum(), open=(wrong & printed).sum(), unprinted=(wrong & ~printed).sum())
    right, open_, unprinted = counts.row(0)
    return right, open_, unprinted


def _placed(known: Iterable[Known], warehouse: Path) -> int:
    """How many reports stand under their place and year."""
    true = {(one.name, code, one.year) for one in known if one.refused is None for code in one.region_codes}
    return len(true & set(run_query(warehouse, _REPORTS).rows()))


def _next(asked: Iterable[Question], answers: Answers, decided: Sequence[Answer], wanted: int) -> list[Answer]:
    """Answers to the first questions, so many decisions."""
    known, found = set(decided), list[Answer]()
    for question in asked:
        new = [answer for answer in answers.to(question).answers if answer not in known]
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
