"""The page of a run has words for whatever the code may say."""

import re

import polars as pl
from htpy import div

from gongkai.nights.night import Told, Unreported
from gongkai.nights.shown import NIGHTS, night_words
from gongkai.nights.unreported import part
from load.scripts import named
from tests.flows.command import ROOT
from tests.sql.cases import empty_warehouse, fill_case, read_rows

#: Where the code says why a document is refused.
_REASON = re.compile(
    r"UnreadableError\(\s*\"([a-z_]+)\"|Raw\([^()]*None, \"([a-z_]+)\"|reason=pl\.lit\(\"([a-z_]+)\"\)"
    r"|refused\([^()]*\"([a-z_]+)\"|pl\.lit\(\"(\w+_unknown)\"\)"
)


def test_every_reason_and_figure_has_its_words() -> None:
    code = [
        path.read_text(encoding="utf-8")
        for top in ("extract", "transform", "flows")
        for path in (ROOT / top).rglob("*.py")
    ]
    reasons = {word for text in code for found in _REASON.findall(text) for word in found if word}
    assert {"agency_unknown", "too_large", "hijacked", "parts_unclear", "needs_scans"} <= reasons
    worded = pl.read_csv(NIGHTS / "refusals.csv")
    assert reasons <= set(worded["reason"])
    assert worded.null_count().sum_horizontal().item() == 0
    measures = set(pl.read_csv(ROOT / "data/metrics/measures.csv")["measure"]) | {"reports"}
    assert set(pl.read_csv(NIGHTS / "headlines.csv")["measure"]) <= measures


def test_it_says_who_has_no_report_of_the_year_that_is_due() -> None:
    """As the view `unreported` says; where nobody can know, not 0."""
    roster = ROOT / "tests" / "sql" / "unreported" / "roster"
    with empty_warehouse() as connection:
        fill_case(connection, {path.stem: read_rows(path) for path in roster.glob("*.csv") if path.stem != "expect"})
        (row,) = connection.execute(named("nights", "due")).fetchall()
        told = connection.execute(
            "SELECT count(*), count(*) FILTER (status = 'overdue'), sum(maybe_documents) FROM unreported "
            "WHERE report_year = 2021"
        ).fetchall()
    due = Unreported(*row)
    assert (due.report_year, due.reports) == (2021, 0)
    assert told == [(due.unreported, due.overdue, due.maybe)] == [(3, 1, 1)]
    shown = str(div[part(Told(unreported=due), night_words(), ROOT / "w.duckdb")])
    assert "3 个机关尚无报告，其中已过法定期限 1 个" in shown
    assert "WHERE report_year = 2021" in shown
    unknown = str(div[part(Told(unreported=Unreported(2021, 0, 0, 0, 0, 0, 0)), night_words(), ROOT / "w.duckdb")])
    assert "谁尚未报告，无从得知" in unknown
    assert "个机关尚无报告" not in unknown
