"""A load publishes everything or nothing."""

import os
from pathlib import Path

import duckdb
import pytest

from gongkai.queries.frames import run_query
from load.errors import CheckFailed, LoadError
from load.hints.known import known_content
from load.publishing.publish import load_batches
from load.run import Limits, RunInfo
from load.warehouse import is_warehouse
from tests.altered import alter
from tests.load.batches import document, write_batch
from tests.load.conftest import FIRST, Load
from transform.forms import load_forms
from transform.shapes import PARSER_VERSION


def count(file: Path, table: str) -> int:
    return int(run_query(file, f"SELECT count(*) AS n FROM {table}")["n"].item())


def leftovers(file: Path) -> list[str]:
    return sorted(
        path.name
        for path in file.parent.iterdir()
        if path.name not in {file.name, f"{file.name}.lock", f".{file.name}.versions"}
    )


def test_first_load(load: Load, file: Path) -> None:
    result = load([document("x"), document("y", year=2020)], [document("z", rejected="not_a_report")])
    assert (result.loaded, result.superseded, result.unchanged, result.rejected) == (2, 0, 0, 1)
    assert (result.agencies, result.published) == (1, True)
    assert is_warehouse(file)
    assert leftovers(file) == []
    run = run_query(file, "SELECT run_id, seen, loaded, rejected, started_at FROM ingest_run").to_dicts()
    assert run == [{"run_id": "run0", "seen": 3, "loaded": 2, "rejected": 1, "started_at": FIRST}]
    assert (count(file, "cell"), count(file, "leftover")) == ((10 + 175 + 15) + (22 + 161 + 15), 4)


def test_same_documents_again_change_nothing(load: Load, file: Path) -> None:
    documents = [document("x"), document("z", rejected="empty")]
    load(documents)
    before = file.read_bytes()
    result = load(documents)
    assert (result.loaded, result.unchanged, result.rejected, result.published) == (0, 2, 0, False)
    assert file.read_bytes() == before


def test_other_sql_or_data_than_the_files_publish_without_new_documents(load: Load, file: Path) -> None:
    assert not load([document("x")]).redefined
    alter(
        file,
        "UPDATE scorecard_weight SET weight = 9",
        "UPDATE refreshed_by SET fingerprint = 'of an older release'",
        "DROP VIEW completeness",
    )
    result = load()
    assert (result.published, result.redefined, result.loaded, result.unchanged) == (True, True, 0, 0)
    assert count(file, "completeness") == 3
    assert run_query(file, "SELECT max(weight) AS n FROM scorecard_weight")["n"].item() < 9
    assert run_query(file, "SELECT run_id, seen FROM ingest_run ORDER BY run_id").rows() == [("run0", 1), ("run1", 0)]
    again = load()
    assert (again.published, again.redefined) == (False, False)


def test_same_content_under_other_names(load: Load, file: Path) -> None:
    load([document("x", content="one"), document("z", content="bad", rejected="empty")])
    result = load([document("x2", content="one"), document("z2", content="bad", rejected="empty"), document("n")])
    assert (result.loaded, result.superseded, result.unchanged) == (0 + 1, 0, 2)
    assert count(file, "report") == 2
    names = run_query(file, "SELECT source_uri FROM document_name ORDER BY 1")["source_uri"].to_list()
    assert names == ["in/n.txt", "in/x.txt", "in/x2.txt", "in/z.txt", "in/z2.txt"]


def test_content_read_twice_in_a_run_is_as_it_was_read_last_under_its_lowest_name(load: Load, file: Path) -> None:
    result = load([document("a", content="one", agency="a局")], [document("b", content="one", agency="b局")])
    assert (result.seen, result.loaded, result.unchanged) == (2, 1, 1)
    assert run_query(file, "SELECT agency_id, source_uri FROM report").rows() == [("b局", "in/a.txt")]
    assert run_query(file, "SELECT source_uri FROM document_name ORDER BY 1").rows() == [("in/a.txt",), ("in/b.txt",)]
    assert (count(file, "cell"), count(file, "leftover"), count(file, "fact_claim")) == (200, 2, 1)
    assert (count(file, "dim_agency"), count(file, "report_evidence")) == (1, 1)


def test_unreadable_document_keeps_its_latest_row(load: Load, file: Path) -> None:
    unreadable = {**document("u"), "sha256": None}
    load([{**unreadable, "rejected": "unreadable"}])
    result = load([{**unreadable, "rejected": "empty"}])
    assert (result.rejected, result.unchanged) == (1, 0)
    assert run_query(file, "SELECT reason FROM rejected_document")["reason"].to_list() == ["empty"]


def test_agency_is_named_as_in_its_latest_year(load: Load, file: Path) -> None:
    load([document("new", year=2023, printed="甲市文旅局")])
    load([document("old", year=2020, printed="甲市文化局"), document("mid", year=2021, printed="甲市文化局")])
    assert run_query(file, "SELECT name, name_year FROM dim_agency").rows() == [("甲市文旅局", 2023)]
    aliases = run_query(file, "SELECT name_printed, first_year, last_year FROM agency_alias ORDER BY 2").rows()
    assert aliases == [("甲市文化局", 2020, 2021), ("甲市文旅局", 2023, 2023)]


def test_known_content(load: Load, file: Path) -> None:
    assert known_content(file, PARSER_VERSION) == set()
    documents = [document("x"), document("z", rejected="empty")]
    load(documents)
    assert known_content(file, PARSER_VERSION) == {bytes.fromhex(d["sha256"])[:16] for d in documents}


def test_crash_before_replace_leaves_the_old_file(load: Load, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load([document("x")])
    before = file.read_bytes()

    def crash(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", crash)
        with pytest.raises(LoadError, match="no space left"):
            load([document("y", year=2020)])
    assert file.read_bytes() == before
    assert leftovers(file) == []
    assert load([document("y", year=2020)]).loaded == 1


def test_failing_check_publishes_nothing(load: Load, file: Path, tmp_path: Path) -> None:
    load([document("x")])
    before = file.read_bytes()
    folder = write_batch(tmp_path / "short", document("y"))
    facts = folder / "fact_dispute.parquet"
    duckdb.sql(f"COPY (FROM read_parquet('{facts}') LIMIT 14) TO '{facts}.new' (FORMAT parquet)")
    Path(f"{facts}.new").replace(facts)
    with pytest.raises(CheckFailed, match="form_cells_complete") as caught:
        load_batches(file, [folder], RunInfo("r", FIRST), load_forms(), Limits(threads=1))
    assert caught.value.rows[0]["cells_found"] == 199
    assert file.read_bytes() == before
    assert leftovers(file) == []


def test_failed_first_load_leaves_no_file(load: Load, file: Path, tmp_path: Path) -> None:
    assert load is not None
    folder = write_batch(tmp_path / "b", document("y"))
    (folder / "leftover.parquet").unlink()
    with pytest.raises(LoadError, match=r"lacks leftover"):
        load_batches(file, [folder], RunInfo("r", FIRST), load_forms(), Limits(threads=1))
    assert not file.exists()
    assert leftovers(file) == []


def test_warning_is_counted_and_does_not_stop(load: Load) -> None:
    result = load([document("x", signed="2021-01-05", cells={("granted", "total"): 20_000_000})])
    assert result.warnings == {"count_implausible": 1, "date_implausible": 1}
    assert result.loaded == 1


def test_nothing_to_load_makes_an_empty_warehouse(load: Load, file: Path) -> None:
    assert load().published
    assert count(file, "cell") == 0
    assert not load().published


def test_stale_files_of_a_dead_run_are_removed(load: Load, file: Path) -> None:
    (file.parent / f".{file.name}.building-999999").write_text("half")
    (file.parent / f".{file.name}.building-999999.tmp").mkdir()
    load([document("x")])
    assert leftovers(file) == []
