"""A roster through the command: it stays until another is given, and its bad lines stop nothing."""

from pathlib import Path

from tests.flows.command import SAMPLES, gongkai, rows

_UNREPORTED = "SELECT agency_id, report_year, is_listed FROM unreported WHERE is_listed ORDER BY ALL"


def test_a_roster_stays_and_another_takes_its_place(tmp_path: Path) -> None:
    file, roster, inbox = tmp_path / "w.duckdb", tmp_path / "roster.csv", tmp_path / "inbox"
    inbox.mkdir()
    sample = next(SAMPLES.glob("synthetic-sample-014-2022.txt"))
    (inbox / sample.name).write_text(sample.read_text(encoding="utf-8"), encoding="utf-8")
    roster.write_text("agency,from,to\n盐池县教育局,2020,2021\n盐池县教育局,x,\n", encoding="utf-8")
    done = gongkai("ingest", inbox, "-w", file, "--roster", roster)
    assert f"{roster}, line 3: from 'x' is no report year, such as 2021" in done.stderr
    listed = [
        {"agency_id": "640323-education", "report_year": 2020, "is_listed": True},
        {"agency_id": "640323-education", "report_year": 2021, "is_listed": True},
    ]
    assert rows(file, _UNREPORTED) == listed
    # A night without a roster, and one with the same: nothing changes, and nothing is published.
    before = file.stat().st_mtime_ns
    gongkai("ingest", inbox, "-w", file)
    gongkai("ingest", inbox, "-w", file, "--roster", roster)
    assert (rows(file, _UNREPORTED), file.stat().st_mtime_ns) == (listed, before)
    roster.write_text("agency,from,to\n", encoding="utf-8")
    gongkai("ingest", inbox, "-w", file, "--roster", roster)
    assert rows(file, _UNREPORTED) == []
    refused = gongkai("ingest", inbox, "-w", file, "--roster", inbox / sample.name, code=2)
    assert "the head must name" in refused.stderr
