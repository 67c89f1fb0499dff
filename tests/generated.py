"""One warehouse for everybody who looks at views: several years of 120 agencies, with all that makes them honest.

A fifth of the reports breaks an identity, some prose contradicts the tables, every sixth report is garbled so that
cells are missing, one repeats last year's text and numbers, one is not there, and two documents are refused.
"""

from dataclasses import replace
from pathlib import Path

from bench.synthetic.generate import Settings, make_report
from tests.flows.command import ingest

REPORTS = 480
#: This report prints the one before it once more, this one is not there.
COPY, ABSENT = 241, 302
_GARBLES = ("cut_off", "lost_column", "blank_zero", "dash_zero")


def write_generated(folder: Path) -> None:
    """Write the documents."""
    settings = Settings(5, layouts=("tab", "html"), mistakes=0.2, prose="seen", contradictions=0.15)
    garbled = replace(settings, garbles=_GARBLES, garbles_per_report=1)
    last = None
    for number in range(REPORTS):
        plain = make_report(settings, number)
        text = plain.text if number % 6 else make_report(garbled, number).text
        if number == COPY and last:
            text = last.text.replace(str(last.report_year), str(plain.report_year))
        if number != ABSENT:
            (folder / plain.name).write_text(text, encoding="utf-8")
        last = plain
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "notice.txt").write_text("关于开会的通知\n请各单位准时参加。\n", encoding="utf-8")


def generated_warehouse(folder: Path) -> Path:
    """The documents, ingested by the command."""
    (folder / "inbox").mkdir(parents=True)
    write_generated(folder / "inbox")
    counts = ingest(folder / "inbox", warehouse=folder / "warehouse.duckdb")
    assert (counts["loaded"], counts["rejected"]) == (REPORTS - 1, 2)
    return folder / "warehouse.duckdb"
