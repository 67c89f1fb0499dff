"""`gongkai diff`: what another reader of the same documents would change."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from gongkai.differences.warehouses import compared
from tests.flows.command import gongkai
from tests.flows.samples import changed, sample_warehouse

ONE = "report_id = (SELECT min(report_id) FROM report)"
ROW = "row_code = 'litigation_direct'"
OTHER = "report_id = (SELECT max(report_id) FROM report)"


@pytest.fixture(scope="module")
def old(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sample_file, tmp_path_factory.mktemp("diff") / "old.duckdb"))


def part(old: Path, new: Path, name: str) -> list[dict[str, object]]:
    with compared(old, new) as comparison:
        return pl.concat(comparison.rows(name)).to_dicts()


def test_a_copy_has_no_difference(old: Path, tmp_path: Path) -> None:
    new = Path(shutil.copy(old, tmp_path / "new.duckdb"))
    assert "no difference" in gongkai("diff", old, new).stdout
    assert part(old, new, "summary") == []


def test_the_same_documents_read_again_have_no_difference(old: Path, tmp_path: Path) -> None:
    assert part(old, sample_warehouse(tmp_path / "new.duckdb"), "summary") == []


def test_reports_that_come_go_and_change(old: Path, tmp_path: Path) -> None:
    new = changed(
        old,
        tmp_path / "new.duckdb",
        f"UPDATE report SET title = 'x', signed_date = NULL WHERE {OTHER}",
        f"UPDATE report SET is_current = false WHERE {OTHER}",
        f"DELETE FROM report WHERE {ONE}",
    )
    there = {(row["change"], row["field"]) for row in part(old, new, "reports")}
    assert there == {
        ("removed", None),
        ("changed", "title"),
        ("changed", "signed_date"),
        ("no_longer_current", "is_current"),
    }
    back = {(row["change"], row["field"]) for row in part(new, old, "reports")}
    assert back == {("added", None), ("changed", "title"), ("changed", "signed_date"), ("now_current", "is_current")}
    (cells,) = [
        r["rows"] for r in part(new, old, "summary") if (r["change"], r["item"]) == ("added_with_report", "dispute")
    ]
    assert cells == 15
    assert part(new, old, "facts") == [], "what comes with a report is counted, not listed"
    assert "added_with_report" in gongkai("diff", new, old).stdout


def test_cells_that_differ_each_in_its_way(old: Path, tmp_path: Path) -> None:
    changes = {
        "upheld": ("UPDATE fact_dispute SET value = 77", "value"),
        "corrected": ("UPDATE fact_dispute SET value = NULL, state = 'missing'", "state"),
        "other": ("UPDATE fact_dispute SET unit = NULL", "unit"),
        "pending": ("UPDATE fact_dispute SET raw_text = '七'", "evidence"),
        "total": ("DELETE FROM fact_dispute", "removed"),
    }
    new = changed(
        old,
        tmp_path / "new.duckdb",
        *(f"{how} WHERE {ROW} AND column_code = '{column}' AND {ONE}" for column, (how, _) in changes.items()),
        f"UPDATE fact_dispute SET line_no = 1 WHERE row_code = 'reconsideration' AND column_code = 'total' AND {ONE}",
    )
    expected = {("litigation_direct", column): change for column, (_, change) in changes.items()}
    expected["reconsideration", "total"] = "evidence"
    found = {(cell["row_code"], cell["column_code"]): cell["change"] for cell in part(old, new, "facts")}
    assert found == expected
    back = {(cell["row_code"], cell["column_code"]): cell["change"] for cell in part(new, old, "facts")}
    assert back == expected | {("litigation_direct", "total"): "added"}


def test_identities_and_metrics_follow_the_facts(old: Path, tmp_path: Path) -> None:
    statement = (
        f"UPDATE fact_application SET value = value + 5 WHERE row_code = 'granted' AND column_code = 'total' AND {ONE}"
    )
    new = changed(old, tmp_path / "new.duckdb", statement)
    identities = {(r["check_code"], r["scope"], r["old_status"], r["new_status"]) for r in part(old, new, "identities")}
    assert ("applicants_sum", "granted", "pass", "fail") in identities
    metrics = {(r["metric"], r["change"], r["key"], r["field"]) for r in part(old, new, "metrics")}
    assert ("request_outcomes", "changed", "applicant=total, outcome=granted", "requests") in metrics
    summary = part(old, new, "summary")
    assert {
        "part": "facts",
        "change": "value",
        "item": "application.granted",
        "old": "reported",
        "new": "reported",
        "rows": 1,
    } in summary


@pytest.fixture(scope="module")
def printed_anew(old: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse with another print in every cell of a form."""
    path = tmp_path_factory.mktemp("diff") / "new.duckdb"
    return changed(old, path, "UPDATE fact_dispute SET raw_text = 'x'")


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_every_row_of_every_part_in_a_folder(form: str, old: Path, printed_anew: Path, tmp_path: Path) -> None:
    gongkai("diff", old, printed_anew, "--to", tmp_path / "out", "--format", form)
    facts = tmp_path / "out" / f"facts.{form}"
    found = pl.read_csv(facts) if form == "csv" else pl.read_parquet(facts) if form == "parquet" else None
    assert (len(json.loads(facts.read_bytes())) if found is None else found.height) == 23 * 15
    parts = {path.stem for path in (tmp_path / "out").glob(f"*.{form}")}
    assert parts == {"summary", "reports", "facts", "identities", "metrics"}


def test_the_same_file_and_no_file(old: Path, tmp_path: Path) -> None:
    assert "the same file" in gongkai("diff", old, old, code=2).stderr
    assert "does not exist" in gongkai("diff", old, tmp_path / "none.duckdb", code=2).stderr
