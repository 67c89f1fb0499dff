"""Held documents: beside their row among the rejected, until somebody says who and which year."""

from datetime import timedelta
from pathlib import Path

import pytest

from gongkai.explaining.source import explain_source
from gongkai.queries.frames import run_query
from gongkai.status import waiting
from load.errors import QueryError
from tests.load.batches import document
from tests.load.conftest import FIRST, Load


def held(file: Path) -> list[tuple[object, ...]]:
    return run_query(file, "SELECT source_uri, part, reason, held_since FROM held_document ORDER BY part").rows()


def hints(file: Path) -> list[tuple[object, ...]]:
    return run_query(file, "SELECT source_uri, report_id IS NULL FROM report_evidence ORDER BY 1").rows()


def test_a_held_document_waits_since_it_was_first_held_and_leaves_when_it_comes_in(load: Load, file: Path) -> None:
    parts = [document("d"), document("d", part=2, held="year_unknown")]
    result = load(parts)
    assert (result.seen, result.loaded, result.rejected) == (2, 1, 1)
    assert held(file) == [("in/d.txt#part=2", 2, "year_unknown", FIRST)]
    assert hints(file) == [("in/d.txt", False), ("in/d.txt#part=2", True)]
    # Refused for another reason, by force of another reader: it still waits since then.
    again = [document("d", parser="0"), document("d", part=2, held="agency_unknown")]
    load([document("other", year=2019)])
    assert load(again, force=True).reread == 1
    assert held(file) == [("in/d.txt#part=2", 2, "agency_unknown", FIRST)]
    result = load([document("d"), document("d", part=2, year=2022)], force=True)
    assert (result.seen, result.loaded, result.unchanged) == (2, 1, 1)
    assert (held(file), hints(file)[1:]) == ([], [("in/d.txt#part=2", False), ("in/other.txt", False)])
    ids = run_query(file, "SELECT count(DISTINCT report_id) AS n, count(DISTINCT sha256) AS m FROM report").row(0)
    assert ids == (3, 2)


def test_status_says_how_many_wait_and_for_how_long(load: Load, file: Path) -> None:
    load([document("a", held="agency_unknown")])
    load([document("b", held="agency_unknown"), document("c", held="year_unknown")])
    rows = waiting(file).select("reason", "documents", "longest", "example").rows()
    assert rows == [
        ("agency_unknown", 2, FIRST, "in/a.txt"),
        ("year_unknown", 1, FIRST + timedelta(days=1), "in/c.txt"),
    ]


def test_a_document_is_explained_by_each_of_its_names(load: Load, file: Path) -> None:
    load([document("d", agency="a"), document("d", part=2, held="year_unknown")], [document("r", rejected="empty")])
    digest = str(document("d")["sha256"])
    for source in ("in/d.txt", "d.txt", digest, digest[:8]):
        (report,), (refused,) = explain_source(file, source)
        assert (report.source_uri, refused.source_uri) == ("in/d.txt", "in/d.txt#part=2")
    assert [(hint.about, hint.text, hint.line_no, hint.printed) for hint in refused.evidence] == [
        ("agency", "a", 1, "一")
    ]
    assert refused.read is not None
    reports, refusals = explain_source(file, "in/d.txt#part=2")
    assert (reports, [one.source_uri for one in refusals]) == ([], ["in/d.txt#part=2"])
    (plain,) = explain_source(file, "r.txt")[1]
    assert (plain.reason, plain.read) == ("empty", None)
    for source, told in (("nobody", "no document"), (".txt", "no document")):
        with pytest.raises(QueryError, match=told):
            explain_source(file, source)


def test_forms_that_are_not_printed_are_counted_and_listed(load: Load) -> None:
    result = load([document("d", forms={"dispute": "cut"}), document("e", year=2022, forms={"dispute": "cut"})])
    assert result.forms == {"dispute cut": 2}
    assert result.warnings == {"form_not_printed": 2}
