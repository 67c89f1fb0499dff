"""`--manifest` through the real command."""

from pathlib import Path

import pytest

from bench.synthetic.agency_variants import agency_variants
from tests.flows.command import gongkai, ingest, rows


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Two reports that say `our office` only, in folders whose names say nothing."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    texts = [v.text for v in agency_variants(200, 1) if v.manifest_agency][:2]
    for name, text in zip(("1.txt", "2.txt"), texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_refused_reports_come_in_once_a_manifest_says_who(inbox: Path, tmp_path: Path) -> None:
    warehouse, manifest = tmp_path / "w.duckdb", inbox / "manifest.csv"
    assert ingest(inbox, warehouse=warehouse)["rejected"] == 2
    manifest.write_text("uri,agency\n1.txt,盐池县教育局\n9.txt,固阳县教育局\n", encoding="utf-8")
    done = gongkai("ingest", inbox, "--warehouse", warehouse, "--manifest", manifest)
    assert "1 rows name no document: 9.txt" in done.stderr
    assert rows(warehouse, "SELECT agency_id FROM report") == [{"agency_id": "640323-education"}]
    alias = rows(warehouse, "SELECT name_printed, resolved_by FROM agency_alias")
    assert alias == [{"name_printed": "盐池县教育局", "resolved_by": "manifest:unique_county"}]
    refused = rows(warehouse, "SELECT source_uri FROM rejected_document")
    assert [str(row["source_uri"]).rpartition("/")[2] for row in refused] == ["2.txt"]
    counts = ingest(inbox, "--manifest", manifest, warehouse=warehouse)
    assert (counts["seen"], counts["unchanged"]) == (2, 2)


def test_an_unusable_manifest_is_one_error(inbox: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "m.csv"
    manifest.write_text("uri,report_year\n1.txt,never\n", encoding="utf-8")
    warehouse = tmp_path / "w.duckdb"
    done = gongkai("ingest", inbox, "--warehouse", warehouse, "--manifest", manifest, code=2)
    assert done.stderr.count("\n") == 1
    assert "line 2" in done.stderr
    assert not warehouse.exists()


def test_rows_that_are_none_stop_no_night(inbox: Path, tmp_path: Path) -> None:
    """They are told and not believed, nor are two that contradict each other; the others count."""
    manifest, warehouse = inbox / "manifest.csv", tmp_path / "w.duckdb"
    lines = ["1.txt,盐池县教育局,", "2.txt,盐池县民政局,never", "2.txt,固阳县教育局,,"]
    manifest.write_text("\n".join(["uri,agency,report_year", *lines]), encoding="utf-8")
    done = gongkai("ingest", inbox, "--warehouse", warehouse, "--manifest", manifest)
    assert f"{manifest}, line 3: report_year 'never' is no year" in done.stderr
    assert f"{manifest}, line 4: it has 4 fields, the head 3" in done.stderr
    assert rows(warehouse, "SELECT agency_id FROM report") == [{"agency_id": "640323-education"}]
    manifest.write_text(
        "\n".join(["uri,agency", "1.txt,盐池县教育局", "2.txt,盐池县民政局", "2.txt,固阳县教育局"]), encoding="utf-8"
    )
    assert ingest(inbox, "--manifest", manifest, warehouse=warehouse)["loaded"] == 0
    assert rows(warehouse, "SELECT reason FROM held_document") == [{"reason": "agency_unknown"}]


def test_a_manifest_is_part_of_a_batch_that_was_read_before_a_crash(inbox: Path, tmp_path: Path) -> None:
    """The same documents with another manifest are another batch."""
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("uri,agency\ninbox/1.txt,盐池县教育局\n", encoding="utf-8")
    second.write_text("uri,agency\ninbox/1.txt,盐池县民政局\n", encoding="utf-8")
    for manifest, key in ((first, "640323-education"), (second, "640323-civil_affairs")):
        warehouse = tmp_path / f"{manifest.stem}.duckdb"
        ingest(inbox, "--manifest", manifest, warehouse=warehouse)
        assert rows(warehouse, "SELECT agency_id FROM report") == [{"agency_id": key}]
