"""The real command, as a process: what a user types, and what comes back."""

import json
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.flows.command import GONGKAI, SAMPLES, gongkai, gongkai_process, ingest, rows


@pytest.fixture(scope="module")
def warehouse(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sample_file, tmp_path_factory.mktemp("cli") / "warehouse.duckdb"))


def test_a_second_run_changes_nothing(warehouse: Path) -> None:
    before = warehouse.read_bytes()
    counts = ingest(SAMPLES, warehouse=warehouse)
    assert (counts["seen"], counts["unchanged"]) == (24, 24)
    assert warehouse.read_bytes() == before


def test_the_notice_is_rejected_with_its_reason(warehouse: Path) -> None:
    (row,) = rows(warehouse, "SELECT source_uri, reason, detail FROM rejected_document")
    assert str(row["source_uri"]).endswith("synthetic-sample-notice.txt")
    assert row["reason"] == "not_a_report"


def test_every_report_has_each_cell_of_its_form(warehouse: Path) -> None:
    counts = rows(warehouse, "SELECT edition, count(*) AS cells FROM cell GROUP BY source_uri, edition")
    assert {(row["edition"], row["cells"]) for row in counts} == {("2019", 198), ("2021", 200)}


def test_summary_names_reasons_and_strict_exits_1_when_something_was_rejected(tmp_path: Path) -> None:
    done = gongkai_process("ingest", SAMPLES, "--strict", "--warehouse", tmp_path / "w.duckdb", code=1)
    assert "not_a_report" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr, "no colours or bars in a pipe"


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_sql_formats(warehouse: Path, form: str) -> None:
    done = gongkai("sql", "SELECT 7 AS seven", "--warehouse", warehouse, "--format", form)
    assert "seven" in done.stdout
    assert "7" in done.stdout


def test_sql_writes_parquet_to_stdout(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    with out.open("wb") as file:
        words = ["sql", "SELECT value FROM cell WHERE value > 0", "-w", str(warehouse), "--format", "parquet"]
        subprocess.run([GONGKAI, *words], check=True, stdout=file)
    assert pl.read_parquet(out).height > 0


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE report",
        "DELETE FROM report",
        "COPY report TO '/tmp/stolen.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT 1; SELECT 2",
        "SELEC 1",
    ],
)
def test_sql_only_reads_the_warehouse(warehouse: Path, sql: str) -> None:
    done = gongkai("sql", sql, "--warehouse", warehouse, code=2)
    assert len(done.stderr.strip().splitlines()) == 1


def test_explain_shows_file_line_print_and_reason(warehouse: Path) -> None:
    done = gongkai("explain", "法库", 2020, "--warehouse", warehouse)
    assert "synthetic-sample-044-2020.txt" in done.stdout
    assert "repaired" in done.stdout
    assert "value_lost" in done.stdout


def test_explain_unknown_agency_is_one_line(warehouse: Path) -> None:
    done = gongkai_process("explain", "no such agency", 2020, "--warehouse", warehouse, code=2)
    assert "no report of 2020" in done.stderr


def test_archives_and_tables_of_text(tmp_path: Path) -> None:
    files = sorted(SAMPLES.glob("*2021.txt"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(files[0], "deep/one.txt")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as tar:
        tar.add(files[1], "two.txt")
    texts = [path.read_text(encoding="utf8") for path in files]
    (tmp_path / "c.jsonl").write_text(
        json.dumps({"text": texts[2], "url": "http://example.org/3"}, ensure_ascii=False), encoding="utf8"
    )
    pl.DataFrame({"text": texts[3:5], "uri": ["doc/4", "doc/5"]}).write_parquet(tmp_path / "d.parquet")
    warehouse = tmp_path / "out" / "w.duckdb"
    warehouse.parent.mkdir()
    counts = ingest(tmp_path / "a.zip", tmp_path / "[b-d].*", warehouse=warehouse)
    assert (counts["seen"], counts["loaded"]) == (5, 5)
    uris = {str(row["source_uri"]) for row in rows(warehouse, "SELECT source_uri FROM report")}
    assert {f"{tmp_path}/a.zip!/deep/one.txt", f"{tmp_path}/b.tar.gz!/two.txt", "http://example.org/3"} <= uris
    assert {"doc/4", "doc/5"} <= uris
