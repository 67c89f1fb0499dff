"""What deserves a person most, and in which order."""

from pathlib import Path

from gongkai.deciding.candidates import open_questions
from gongkai.deciding.queue import queue
from gongkai.queries.frames import run_query
from load.decisions.folder import read_decisions
from tests.flows.command import SAMPLES, gongkai
from tests.load.batches import document
from tests.load.conftest import Load

#: A printed number all of whose sums fail by the same difference, beside one of whose sums holds.
MISREAD = {
    ("granted", "natural_person"): 7,
    ("granted", "total"): 1,
    ("new_received", "natural_person"): 1,
    ("new_received", "total"): 1,
    ("handled_total", "natural_person"): 1,
    ("handled_total", "total"): 1,
}


def test_what_frees_most_stands_first_with_the_command_that_settles_it(load: Load, file: Path) -> None:
    load(
        [
            document("misread", agency="m", cells=MISREAD),
            document("held", held="agency_unknown"),
            document("undated", held="year_unknown"),
            document("fine", agency="f"),
            document("dispute", agency="d", cells={("reconsideration", "upheld"): 1}),
        ]
    )
    found = queue(file, 10)
    assert [(one.question, one.source_uri, one.sums, one.reports) for one in found] == [
        ("agency_unknown", "in/held.txt", 0, 1),
        ("year_unknown", "in/undated.txt", 0, 1),
        ("one_number_mends", "in/misread.txt", 2, 0),
    ]
    assert (found[0].cells, found[2].cells, found[2].choices) == (200, 1, "7 for 1")
    assert [one.command for one in found] == [
        "gongkai decide agency in/held.txt NAME",
        "gongkai decide year in/undated.txt YEAR",
        "gongkai decide cell m 2021 granted natural_person VALUE",
    ]
    assert queue(file, 1) == found[:1]


def test_versions_that_disagree(load: Load, file: Path) -> None:
    load(
        [
            document("page", agency="v", read_from="html", signed="2022-01-07", cells={("granted", "total"): 1}),
            document("scan", agency="v", read_from="pdf_text", signed="2022-01-07", cells={("granted", "total"): 2}),
        ]
    )
    mends, found = queue(file, 10)
    assert mends.question == "one_number_mends"
    assert (found.question, found.source_uri, found.cells) == ("versions_disagree", "in/scan.txt", 1)
    assert found.command == "gongkai decide document in/scan.txt current"


def test_a_document_of_an_unknown_kind_stands_last_until_somebody_says_what_it_is(tmp_path: Path) -> None:
    file, page = tmp_path / "w.duckdb", tmp_path / "page.txt"
    page.write_text("本页介绍我市的山水。\n" + "风景很好，欢迎再来。\n" * 60, encoding="utf-8")
    gongkai("ingest", SAMPLES / "synthetic-sample-notice.txt", page, "-w", file)
    assert run_query(file, "SELECT DISTINCT reason FROM rejected_document").rows() == [("not_a_report",)]
    (found,) = queue(file, 10)
    assert (found.question, found.source_uri, found.cells) == ("kind_unknown", str(page), 0)
    assert found.command == f"gongkai decide document {page} report"
    gongkai("decide", "document", page, "no_report", "-w", file)
    folder = read_decisions(file.with_name("decisions"))
    assert folder is not None
    assert open_questions(file, folder.decisions, 10) == []
    gongkai("ingest", "-w", file)
    assert queue(file, 10) == []
