"""The twenty questions of `docs/questions.md`, asked of generated reports that hold an answer to each."""

import re
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from bench.synthetic.generate import generate
from bench.synthetic.report import SyntheticReport
from gongkai.queries.frames import run_query
from tests.flows.command import ingest

QUESTIONS = re.findall(
    r"^## (\d+)\. (.+?)\n\n```sql\n(.+?)\n```",
    (Path(__file__).parents[1] / "docs" / "questions.md").read_text(encoding="utf-8"),
    flags=re.MULTILINE | re.DOTALL,
)
COUNT = 560


class Planted(NamedTuple):
    """Reports, four years an agency, and what is planted among them.

    Attributes:
        reports: all of them.
        copy: the agency that receives most requests prints its second year once more as its third, this one.
        absent: another agency's third year is not there.
    """

    reports: list[SyntheticReport]
    copy: int
    absent: int


@pytest.fixture(scope="module")
def planted() -> Planted:
    """560 reports of 140 agencies, mistakes in a fifth of them."""
    reports = list(generate(COUNT, 3, mistakes=0.2, layouts=("tab", "html")))
    received = "application", "new_received", "total"
    busiest = max(range(0, COUNT, 4), key=lambda first: reports[first + 1].cells[received])
    return Planted(reports, busiest + 2, (busiest + 8) % COUNT + 2)


@pytest.fixture(scope="module")
def warehouse(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports, with one copy and one gap."""
    folder = tmp_path_factory.mktemp("questions")
    for number, report in enumerate(planted.reports):
        text = report.text
        if number == planted.copy:
            before = planted.reports[number - 1]
            text = before.text.replace(str(before.report_year), str(report.report_year))
        if number != planted.absent:
            (folder / report.name).write_text(text, encoding="utf-8")
    path = folder / "warehouse.duckdb"
    ingest(folder, warehouse=path)
    return path


def ask(warehouse: Path, number: int) -> pl.DataFrame:
    """The answer to a question."""
    return run_query(warehouse, QUESTIONS[number - 1][2])


def test_there_are_twenty() -> None:
    assert [int(number) for number, _, _ in QUESTIONS] == list(range(1, 21))


@pytest.mark.parametrize(("number", "question", "sql"), QUESTIONS, ids=[number for number, _, _ in QUESTIONS])
def test_question_has_a_short_query_and_an_answer(number: str, question: str, sql: str, warehouse: Path) -> None:
    assert len(sql.splitlines()) <= 15, question
    assert ask(warehouse, int(number)).height > 0, question


def test_planted_answers_are_found(warehouse: Path, planted: Planted) -> None:
    gap, copy = planted.reports[planted.absent], planted.reports[planted.copy]
    gaps = ask(warehouse, 9).select("agency_name", "missing_year").rows()
    assert gaps == [(gap.agency_name, gap.report_year)]
    copies = ask(warehouse, 12).row(0, named=True)
    assert (copies["agency_name"], copies["report_year"]) == (copy.agency_name, copy.report_year)
    assert copies["rows_repeated"] > 3


def test_who_does_not_add_up_is_who_was_made_so(warehouse: Path, planted: Planted) -> None:
    across = {"carry_over", "stock_continuity"}
    wrong = {
        (report.agency_name, report.report_year, *mistake.split(":"))
        for number, report in enumerate(planted.reports)
        for mistake in report.mistakes
        if number not in (planted.copy - 1, planted.copy, planted.absent) and mistake.split(":")[0] not in across
    }
    sql = QUESTIONS[6][2].replace("LIMIT 50", "")
    found = set(run_query(warehouse, sql).select("agency_name", "report_year", "check_code", "scope").rows())
    copied = {row for row in found if row[0] == planted.reports[planted.copy].agency_name}
    assert found - copied == {row for row in wrong if row[0] != planted.reports[planted.copy].agency_name}
