"""The steps of `docs/extending.md`, done on a copy of the project with what the page says."""

import csv
import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from load.build.metrics import METRICS_FOLDER, fill_metrics
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


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The copy with a new edition and a new layout, and what it read of its own reports."""
    copy = tmp_path_factory.mktemp("extending")
    for name in ("bench", "data", "extract", "transform"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "samples"))
    edition, row, term = CSV[:3]
    forms = copy / "data" / "forms"
    shutil.copytree(forms / "2021", forms / "2024")
    _change(forms / "2021" / "edition.csv", "2021,2021,,", "2021,2021,2023,")
    (forms / "2024" / "edition.csv").write_text(edition + "\n", encoding="utf-8")
    _behind(forms / "2024" / "rows.csv", "application,denied_administrative_query", row)
    _behind(forms / "2024" / "identities.csv", "outcomes_sum,application,denied_administrative_query", term)
    (function,) = [block.text for block in blocks_of(PAGE) if block.language == "python"]
    render = copy / "bench" / "synthetic" / "render.py"
    _change(render, "def _lines(", f"{function}\n\n\ndef _lines(")
    _change(render, '"tab": _tab,', '"tab": _tab, "arrow": _arrow,')
    _change(copy / "transform" / "lines.py", '_SEPARATORS = ["|",', '_SEPARATORS = ["→", "|",')
    _change(copy / "transform" / "lines.py", r'r"[\t|', r'r"[\t→|')
    assert GENERATE in PAGE.read_text(encoding="utf-8")
    command = GENERATE.replace("lost_column", "lost_column --layout tab").split()[1:]
    for words in (command, ["-c", READ]):
        done = subprocess.run(
            [sys.executable, *words],
            cwd=copy,
            env={"PYTHONPATH": str(copy)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


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
    for name, line in zip(("measures.csv", "rates.csv"), CSV[3:5], strict=True):
        with (tmp_path / "metrics" / name).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    warehouse = empty_warehouse()
    fill_metrics(warehouse, tmp_path / "metrics")
    cells = [("unprocessed_excessive", "3"), ("handled_total", "4")]
    facts: list[dict[str, str | None]] = [{"row_code": row, "column_code": "total", "value": n} for row, n in cells]
    fill_case(warehouse, {"report": [{"fill": "0"}], "fact_application": facts})
    found = warehouse.execute("SELECT numerator, denominator, rate FROM league WHERE metric = 'excessive_share'")
    assert found.fetchall() == [(3, 4, 0.75)]


def test_a_view_is_tested_by_rows() -> None:
    (select,) = [block.text for block in blocks_of(PAGE) if block.language == "sql"]
    given, expected = (list(csv.DictReader(StringIO(text))) for text in CSV[5:7])
    warehouse = empty_warehouse()
    rows: list[dict[str, str | None]] = [{name: value or None for name, value in row.items()} for row in given]
    fill_case(warehouse, {"report": [{"fill": "0"}], "fact_application": rows})
    names = ", ".join(expected[0])
    found = warehouse.execute(f"SELECT {names} FROM ({select})").fetchall()
    wanted = {
        tuple(float(value) if value else None for value in list(row.values())[1:]): row["applicant"] for row in expected
    }
    assert {row[0] for row in found} == {row["applicant"] for row in expected}
    assert {tuple(None if value is None else float(value) for value in row[1:]) for row in found} == set(wanted)
