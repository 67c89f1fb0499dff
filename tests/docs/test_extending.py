"""The steps of `docs/extending.md`, done on a copy of the project with what the page says."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from load.building.metrics import METRICS_FOLDER, metric_tables
from load.building.schema import fill_tables
from tests.docs.blocks import blocks_of
from tests.flows.command import ROOT
from tests.sql.cases import empty_warehouse, fill_case

PAGE = ROOT / "docs" / "extending.md"
CSV = [block.text for block in blocks_of(PAGE) if block.language == "csv"]
GENERATE = "python -m bench.synthetic --count 40 --seed 7 --edition 2024 --garble lost_column --to build/edition"
#: Reads what was generated, in the copy: the new row against its truth, and a corpus in the new layout.
READ = """
import hashlib, json, polars as pl
from pathlib import Path
from bench.synthetic.generate import generate
from extract.documents import DOCUMENT
from transform.batch import read_batch

def facts(texts):
    rows = [
        {"source_uri": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "text": text, "decoded_by": "utf-8"}
        for name, text in texts
    ]
    tables = read_batch(pl.DataFrame(rows, schema=DOCUMENT))
    assert tables["rejected"].is_empty(), tables["rejected"]
    names = tables["report"].select("report_id", name="source_uri")
    return tables["fact_application"].join(names, on="report_id")

folder = Path("build/edition")
truth = pl.read_parquet(folder / "truth.parquet").filter(pl.col("form") == "application")
found = facts([(path.name, path.read_text("utf-8")) for path in sorted(folder.rglob("*.txt"))])
both = found.join(truth, on=["name", "row_code", "column_code"], suffix="_true")
new = both.filter(row_code="denied_archives")
known = new.filter(pl.col("value").is_not_null())
arrows = list(generate(4, 5, layouts=("arrow",)))
laid = facts([(it.name, it.text) for it in arrows])
told = {
    (name, row, column): (value, state)
    for name, row, column, value, state in laid.select("name", "row_code", "column_code", "value", "state").rows()
}
wrong = [
    (it.name, row, column)
    for it in arrows
    for form, row, column in it.printed
    if form == "application" and told[it.name, row, column] != (it.cells[form, row, column], "reported")
]
print(json.dumps({
    "cells": new.height, "known": known.height, "more": known.filter(pl.col("value") > 0).height,
    "wrong": known.filter(pl.col("value").cast(pl.Decimal(18, 4)) != pl.col("value_true")).height,
    "laid": len(told), "laid_wrong": len(wrong)
}))
"""
CASE = "tests/sql/excessive_change/missing_is_no_zero"
#: Asks for the new metric in every way, in the copy: rows, its example, an export, and what changed in it.
USE = """
import json, shutil, sys
from pathlib import Path
import duckdb, gongkai
from flows.__main__ import main
from gongkai.exports.dictionary import example

def run(*words):
    sys.argv = ["gongkai", *words]
    try:
        main()
    except SystemExit as end:
        assert not end.code, words

run("ingest", "data/samples/synthetic-sample-029-*", "--warehouse", "old.duckdb")
shutil.copy("old.duckdb", "new.duckdb")
with duckdb.connect("new.duckdb") as new:
    told = "SELECT agency_id, report_year, report_id, 'requests_excessive', 1, 1, 1, 'reported' FROM kept_cell_zero"
    new.execute(f"INSERT INTO kept_measure {told} WHERE list_contains(measures, 'requests_excessive')")
    new.execute("UPDATE kept_cell_zero SET measures = list_filter(measures, lambda one: one <> 'requests_excessive')")
run("export", "--to", "tables", "--table", "excessive_change", "--warehouse", "old.duckdb")
run("diff", "old.duckdb", "new.duckdb", "--to", "changes", "--format", "csv")
found = gongkai.view("excessive_change", warehouse="old.duckdb")
Path("told.json").write_text(json.dumps({
    "rows": found.height, "columns": found.columns, "exported": Path("tables/excessive_change.parquet").exists(),
    "example": example(Path("old.duckdb"), "excessive_change"),
    "changes": Path("changes/metrics.csv").read_text("utf-8"),
}))
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The copy with a new edition and a new layout, and what it read of its own reports."""
    copy = tmp_path_factory.mktemp("extending")
    for name in ("bench", "data", "extract", "transform"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("samples"))
    edition, row, term = CSV[:3]
    forms = copy / "data" / "forms"
    shutil.copytree(forms / "2021", forms / "2024")
    _change(forms / "2021" / "edition.csv", "2021,2021,,", "2021,2021,2023,")
    (forms / "2024" / "edition.csv").write_text(edition + "\n", encoding="utf-8")
    _behind(forms / "2024" / "rows.csv", "application,denied_administrative_query", row)
    _behind(forms / "2024" / "identities.csv", "outcomes_sum,application,denied_administrative_query", term)
    (function,) = [block.text for block in blocks_of(PAGE) if block.language == "python"]
    render = copy / "bench" / "synthetic" / "layout" / "render.py"
    _change(render, "def _lines(", f"{function}\n\n\ndef _lines(")
    _change(render, '"tab": _tab,', '"tab": _tab, "arrow": _arrow,')
    _change(copy / "transform" / "lines.py", '_SEPARATORS = ["|",', '_SEPARATORS = ["→", "|",')
    _change(copy / "transform" / "lines.py", r'r"[\t|', r'r"[\t→|')
    assert GENERATE in PAGE.read_text(encoding="utf-8")
    command = GENERATE.replace("lost_column", "lost_column --layout tab").split()[1:]
    _run(command, copy)
    told: dict[str, object] = json.loads(_run(["-c", READ], copy))
    return told


def _run(words: list[str], copy: Path) -> str:
    """What Python prints in a copy of the project."""
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, *words], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def _behind(path: Path, start: str, row: str) -> None:
    """Put a row behind the one that begins so."""
    lines = path.read_text(encoding="utf-8").splitlines()
    (place,) = [number for number, line in enumerate(lines) if line.startswith(f"{start},")]
    path.write_text("\n".join([*lines[: place + 1], row, *lines[place + 1 :]]) + "\n", encoding="utf-8")


def test_a_row_of_a_new_edition_is_read_from_its_files_alone(read: dict[str, object]) -> None:
    assert (read["cells"], read["wrong"]) == (40 * 7, 0)
    assert isinstance(read["known"], int)
    assert read["known"] > 250
    assert read["more"]


def test_a_new_layout_is_a_separator(read: dict[str, object]) -> None:
    assert (read["laid"] != 0, read["laid_wrong"]) == (True, 0)
    assert (read["laid"] != 0, read["laid_wrong"]) == (True, 0)


def test_a_new_rate_is_two_lines_of_data(tmp_path: Path) -> None:
    shutil.copytree(METRICS_FOLDER, tmp_path / "metrics")
    for name, line in (("measures.csv", CSV[3]), ("rates.csv", CSV[7])):
        _append(tmp_path / "metrics" / name, line)
    warehouse = empty_warehouse()
    fill_tables(warehouse, metric_tables(tmp_path / "metrics"))
    cells = [("unprocessed_excessive", "3"), ("handled_total", "4")]
    facts: list[dict[str, str | None]] = [{"row_code": row, "column_code": "total", "value": n} for row, n in cells]
    fill_case(warehouse, {"report": [{"fill": "0"}], "fact_application": facts})
    found = warehouse.execute("SELECT numerator, denominator, rate FROM league WHERE metric = 'excessive_share'")
    assert found.fetchall() == [(3, 4, 0.75)]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy with a new metric: one line of data, one folder, one case."""
    copy = tmp_path_factory.mktemp("metric")
    for name in ("bench", "data", "extract", "flows", "gongkai", "load", "sql", "tests", "transform"):
        shutil.copytree(ROOT / name, copy / name)  # with what Python compiled
    shutil.copy(ROOT / "pyproject.toml", copy)
    _append(copy / "data" / "metrics" / "measures.csv", CSV[3])
    texts = [block.text for block in blocks_of(PAGE) if block.language == "sql"]
    files = zip(("view.sql", "example.sql"), texts, strict=True)
    case = zip(("report.csv", "fact_application.csv", "expect.csv"), CSV[4:7], strict=True)
    for folder, written in (("sql/published/excessive_change", files), (CASE, case)):
        (copy / folder).mkdir(parents=True)
        for name, text in written:
            (copy / folder / name).write_text(f"{text}\n", encoding="utf-8")
        assert folder in PAGE.read_text(encoding="utf-8")
    return copy


def test_a_new_metric_is_one_folder_and_one_line_of_data(measured: Path) -> None:
    chosen = "excessive_change or not test_view_gives_expected_rows"
    _run(["-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", "-k", chosen, "tests/sql/test_views.py"], measured)


def test_every_reader_knows_the_new_metric(measured: Path) -> None:
    _run(["-c", USE], measured)
    told = json.loads((measured / "told.json").read_text(encoding="utf-8"))
    assert told["columns"][-3:] == ["last_year", "this_year", "change"]
    assert (told["rows"], told["example"].count("\n| ")) == (4, 2 + 3)
    assert told["exported"]
    assert "excessive_change" in told["changes"]
