"""Known content read again: by force, or because an older reader read it."""

from pathlib import Path

import duckdb
import pytest

from gongkai.queries.frames import run_query
from load.errors import CheckFailed
from load.hints.known import known_content
from load.publishing.publish import load_batches
from load.run import Limits, LoadResult, RunInfo
from tests.altered import alter
from tests.load.batches import Row, document, write_batch
from tests.load.conftest import FIRST, Load
from transform.forms import load_forms
from transform.shapes import PARSER_VERSION

GRANTED = ("granted", "total")
#: How many reports another reader has read.
STALE = f"SELECT count(*) FROM report WHERE parser_version <> '{PARSER_VERSION}'"
COUNTS = ("loaded", "superseded", "unchanged", "reread", "rejected", "published")


def again(file: Path, folder: Path, *documents: Row, force: bool = True, version: str = PARSER_VERSION) -> LoadResult:
    batch = write_batch(folder, *documents)
    run = RunInfo(folder.name, FIRST.replace(year=2023), version, force)
    return load_batches(file, [batch], run, load_forms(), Limits(threads=1))


def counts(result: LoadResult) -> tuple[object, ...]:
    return tuple(getattr(result, name) for name in COUNTS)


def one(file: Path, sql: str) -> object:
    return run_query(file, sql).item()


def test_force_replaces_what_was_read_and_duplicates_nothing(load: Load, file: Path, tmp_path: Path) -> None:
    load([document("a", cells={GRANTED: 1}), document("b", agency="b")])
    result = again(file, tmp_path / "r", document("a", cells={GRANTED: 2}))
    assert counts(result) == (0, 0, 1, 1, 0, True)
    values = run_query(file, "SELECT value FROM cell WHERE agency_id = 'a' AND row_code = 'granted' ORDER BY 1 DESC")
    assert values["value"].to_list()[:2] == [2, 0]
    assert one(file, "SELECT count(*) FROM fact") == 400
    assert one(file, "SELECT count(*) FROM report_text") == 2
    assert one(file, "SELECT count(*) FROM leftover") == 4


def test_many_documents_are_forgotten_a_slice_at_a_time(
    load: Load, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{agency}21" for agency in "abcde"]
    documents = [document(name, agency=name[0]) for name in names]
    load(documents)
    facts = "SELECT sum(hash(report_id, form, row_code, column_code, value))::VARCHAR FROM fact"
    before = one(file, facts)
    monkeypatch.setattr("load.building.insert.FORGOTTEN_AT_ONCE", 2)
    assert again(file, tmp_path / "again", *documents).reread == 5
    assert one(file, "SELECT count(*) FROM report") == 5
    assert one(file, facts) == before


def test_reading_again_makes_no_version_newer(load: Load, file: Path, tmp_path: Path) -> None:
    load([document("first")])
    load([document("second")])
    again(file, tmp_path / "r", document("first"))
    assert one(file, "SELECT source_uri FROM report WHERE is_current") == "in/second.txt"
    assert one(file, "SELECT min(ingested_at) FROM report") == FIRST


def test_a_reader_that_changes_its_mind(load: Load, file: Path, tmp_path: Path) -> None:
    load([document("a"), document("b", agency="b", rejected="not_a_report")])
    result = again(file, tmp_path / "r", document("a", rejected="not_a_report"), document("b", agency="b"))
    assert counts(result) == (0, 0, 2, 2, 0, True)
    assert one(file, "SELECT source_uri FROM report") == "in/b.txt"
    assert one(file, "SELECT source_uri FROM rejected_document") == "in/a.txt"
    assert one(file, "SELECT agency_id FROM dim_agency") == "b"
    assert one(file, "SELECT agency_id FROM agency_alias") == "b"
    assert one(file, "SELECT count(*) FROM fact") == 200


def test_another_key_leaves_the_old_one_in_order(load: Load, file: Path, tmp_path: Path) -> None:
    load([document("old", signed="2022-01-01"), document("new", signed="2022-01-02")])
    again(file, tmp_path / "r", document("new", year=2022, signed="2022-01-02"))
    found = run_query(file, "SELECT source_uri, report_year, is_current FROM report ORDER BY 2").rows()
    assert found == [("in/old.txt", 2021, True), ("in/new.txt", 2022, True)]


def test_only_what_an_older_reader_read_is_read_again(load: Load, file: Path, tmp_path: Path) -> None:
    old, new = document("old", parser="0"), document("new", agency="b")
    load([old, new])
    assert one(file, STALE) == 1
    assert known_content(file, PARSER_VERSION) == {bytes.fromhex(new["sha256"])[:16]}
    result = again(file, tmp_path / "r", document("old"), new, force=False)
    assert counts(result) == (0, 0, 2, 1, 0, True)
    assert one(file, STALE) == 0


def test_what_an_older_reader_refused_is_tried_once(load: Load, file: Path, tmp_path: Path) -> None:
    refused = document("r", rejected="not_a_report")
    load([refused])
    assert known_content(file, "next") == set()
    result = again(file, tmp_path / "r1", refused, force=False, version="next")
    assert counts(result) == (0, 0, 1, 1, 0, True)
    assert len(known_content(file, "next")) == 1
    assert counts(again(file, tmp_path / "r2", refused, force=False, version="next")) == (0, 0, 1, 0, 0, False)


@pytest.mark.parametrize("reason", ["unreadable", "reader_killed", "reader_timed_out"])
def test_what_may_go_well_next_time_is_tried_each_night_and_told_once(reason: str, load: Load, file: Path) -> None:
    refused = document("r", rejected=reason)
    if reason == "unreadable":
        refused["sha256"] = None
    load([refused])
    before = file.read_bytes()
    assert known_content(file, PARSER_VERSION) == set()
    result = load([refused])
    assert (result.rejected, result.unchanged) == (0, 1)
    assert file.read_bytes() == before
    if reason.startswith("reader_"):
        result = load([{key: value for key, value in refused.items() if key != "rejected"}])
        assert one(file, "SELECT count(*) FROM report") == 1
        assert one(file, "SELECT count(*) FROM rejected_document") == 0


def test_checks_look_at_new_reports_and_at_all_after_a_change(load: Load, file: Path) -> None:
    """An old fact is spoiled behind our back: only a change of the checks makes them look at it again."""
    load([document("a")])
    alter(file, "DELETE FROM fact_dispute WHERE column_code = 'total'")
    assert load([document("b", agency="b")]).loaded == 1
    alter(file, "UPDATE warehouse_meta SET checked_by = 'others'")
    with pytest.raises(CheckFailed, match="form_cells_complete"):
        load([document("c", agency="c")])


def test_a_file_that_is_mostly_free_is_written_anew(
    load: Load, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def free() -> float:
        with duckdb.connect(str(file), read_only=True) as connection:
            ((share,),) = connection.execute("SELECT free_blocks / total_blocks FROM pragma_database_size()").fetchall()
        return float(share)

    documents = [document(name, agency=name) for name in "abc"]
    load(documents)
    again(file, tmp_path / "r0", *documents)
    assert 0.2 < free() < 0.4
    monkeypatch.setattr("load.building.compact.FREE_SHARE", 0.2)
    again(file, tmp_path / "r1", *documents)
    assert free() < 0.2
    assert one(file, "SELECT count(*) FROM fact") == 600
    described = "SELECT count(*) FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal AND comment IS NULL"
    assert one(file, described) == 0
    assert one(file, "SELECT count(*) FROM cell_as_of(NULL)") == 600


def test_a_name_that_is_read_no_more_goes_and_so_does_the_agencys(load: Load, file: Path, tmp_path: Path) -> None:
    load([document("a", printed="甲局"), document("b", year=2022, printed="乙局")])
    assert one(file, "SELECT name FROM dim_agency") == "乙局"
    again(file, tmp_path / "r", document("b", year=2022, rejected="not_a_report"))
    assert run_query(file, "SELECT name, name_year FROM dim_agency").rows() == [("甲局", 2021)]
    aliases = run_query(file, "SELECT name_printed, first_year, last_year FROM agency_alias").rows()
    assert aliases == [("甲局", 2021, 2021)]


@pytest.mark.parametrize("reason", ["reader_killed", "reader_timed_out", "reader_failed"])
def test_what_a_reader_dies_of_keeps_what_was_read_of_it_before(
    reason: str, load: Load, file: Path, tmp_path: Path
) -> None:
    load([document("a", parser="0")])
    before = file.read_bytes()
    result = again(file, tmp_path / "r", document("a", rejected=reason), force=False)
    assert counts(result) == (0, 0, 1, 0, 0, False)
    assert file.read_bytes() == before
    assert one(file, STALE) == 1


def test_runs_are_told_apart_by_sequence_also_where_the_clock_was_set_back(load: Load, file: Path) -> None:
    load([document("a")])
    load([document("b")])
    alter(file, "UPDATE ingest_run SET started_at = '2099-01-01'")
    load([document("c")])
    assert one(file, "SELECT source_uri FROM report WHERE is_current") == "in/c.txt"
    assert one(file, "SELECT count(DISTINCT started_at) FROM ingest_run") == 2
