"""`gongkai export`: what other programs read of it."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from frictionless import validate

from tests.flows.command import SAMPLES, gongkai, ingest, rows
from tests.flows.samples import changed

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "－1",
    " =1",
    "　=1",
    "'quoted",
    "''twice",
    "平常",
    "",
]
SOME = {"dim_agency", "report", "cell", "fact_claim", "identity_check", "request_outcomes"}


@pytest.fixture(scope="module")
def warehouse(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports, one of them with claims in every sentence of `FORMULAS`."""
    return _with_formulas(sample_file, tmp_path_factory.mktemp("export") / "warehouse.duckdb")


def _with_formulas(before: Path, after: Path) -> Path:
    lines = ", ".join(f"({number}, {_quoted(text)})" for number, text in enumerate(FORMULAS))
    return changed(
        before,
        after,
        "INSERT INTO fact_claim BY NAME SELECT agency_id, report_year, report_id, 1000 + number AS claim_no, "
        "'other' AS topic, -2.5 AS value, 'count' AS unit, text AS sentence, number AS line_no "
        f"FROM (SELECT * FROM report LIMIT 1) AS one, (VALUES {lines}) AS given(number, text)",
        refreshed=False,
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def descriptor(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def two_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of two reports of an agency: frictionless and openpyxl take a second to read four thousand rows."""
    folder = tmp_path_factory.mktemp("two")
    ingest(*sorted(SAMPLES.glob("synthetic-sample-044-*.txt"))[:2], warehouse=folder / "plain.duckdb")
    return _with_formulas(folder / "plain.duckdb", folder / "warehouse.duckdb")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_frictionless_finds_it_valid_with_hashes_keys_and_types(form: str, two_reports: Path, tmp_path: Path) -> None:
    # Every table as CSV; as workbooks, which are described by the same code, those that are asked for below.
    some = [word for name in SOME for word in ("--table", name)] if form == "xlsx" else []
    gongkai("export", "-w", two_reports, "--format", form, "--to", tmp_path / "out", *some)
    report = validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])
    resources = {it["name"]: it for it in descriptor(tmp_path / "out")["resources"]}
    assert resources.keys() >= SOME
    assert resources.keys().isdisjoint({"report_text", "leftover", "rejected_document", "held_document", "fact"})
    assert resources["cell"]["schema"]["primaryKey"] == ["agency_id", "report_year", "form", "row_code", "column_code"]
    assert {"fields": ["agency_id"], "reference": {"resource": "dim_agency", "fields": ["agency_id"]}} in (
        resources["cell"]["schema"]["foreignKeys"]
    )
    assert all(field["description"] for it in resources.values() for field in it["schema"]["fields"])
    dictionary = (tmp_path / "out" / "data-dictionary.md").read_text(encoding="utf-8")
    assert all(f"### {name}\n" in dictionary for name in resources)


def test_frictionless_would_find_a_wrong_package(warehouse: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    gongkai("export", "-w", warehouse, "--format", "csv", "--table", "dim_agency", "--table", "report", "--to", out)
    assert validate(str(out / "datapackage.json")).valid
    agencies = out / "dim_agency.csv"
    agencies.write_text("".join(agencies.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    assert not validate(str(out / "datapackage.json")).valid


def test_parquet_holds_what_the_warehouse_holds(warehouse: Path, tmp_path: Path) -> None:
    gongkai("export", "-w", warehouse, "--to", tmp_path / "out")
    for resource in descriptor(tmp_path / "out")["resources"]:
        (row,) = rows(warehouse, f"SELECT count(*) AS n FROM {resource['name']}")
        frame = pl.read_parquet(tmp_path / "out" / resource["path"])
        assert frame.height == resource["rows"] == row["n"]
        assert frame.columns == [field["name"] for field in resource["schema"]["fields"]]


def test_csv_text_never_runs_and_comes_back_and_numbers_stay(warehouse: Path, tmp_path: Path) -> None:
    gongkai("export", "-w", warehouse, "--format", "csv", "--table", "fact_claim", "--to", tmp_path / "out")
    path = tmp_path / "out" / "fact_claim.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfagency_id,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        mine = [row for row in csv.DictReader(file) if row["value"] == "-2.5000"]
    assert len(mine) == len(FORMULAS), "negative numbers stay numbers"
    by_line = {int(row["line_no"]): row["sentence"] for row in mine}
    for number, text in enumerate(FORMULAS):
        written = by_line[number]
        assert not written.lstrip(" 　").startswith(tuple("=+-@＝－\t\r\n"))
        assert (written[1:] if written.startswith("'") else written) == text


@pytest.mark.parametrize(
    ("spoken", "about", "says"), [("zh", "说明", "落款日期"), ("en", "About", "Date of the signature")]
)
def test_a_workbook_explains_itself_in_the_readers_language(
    spoken: str, about: str, says: str, warehouse: Path, tmp_path: Path
) -> None:
    called = ("export", "-w", warehouse, "--format", "xlsx", "--table", "report", "--to", tmp_path / "out")
    gongkai("--lang", spoken, *called)
    book = openpyxl.load_workbook(tmp_path / "out" / "report.xlsx")
    assert book.sheetnames == ["report", about]
    notes = {cell.value: cell.comment.text for cell in book["report"][1] if cell.comment}
    assert says in notes["signed_date"]
    listed = {row[0]: row[2] for row in book[about].iter_rows(values_only=True)}
    assert {name: listed[name] for name in notes} == notes
    assert says in (tmp_path / "out" / "data-dictionary.md").read_text(encoding="utf-8")


def test_xlsx_has_text_as_text_and_numbers_as_numbers(warehouse: Path, tmp_path: Path) -> None:
    gongkai("export", "-w", warehouse, "--format", "xlsx", "--table", "fact_claim", "--to", tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "fact_claim.xlsx").active
    assert sheet is not None
    head, *body = sheet.iter_rows()
    names = [cell.value for cell in head]
    mine = [row for row in body if row[names.index("value")].value == -2.5]
    assert len(mine) == len(FORMULAS)
    assert {row[names.index("sentence")].data_type for row in mine} <= {"s", "n"}, "no formula"
    texts = {row[names.index("sentence")].value for row in mine}
    assert {"=1+1", "+1", "-1", "@x", "'quoted", "平常"} <= texts


def test_a_text_longer_than_a_cell_is_refused_before_anything_is_written(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.exports.export.new_folder", None)
    long = changed(
        warehouse, tmp_path / "w.duckdb", "UPDATE fact_claim SET sentence = repeat('长', 40000)", refreshed=False
    )
    done = gongkai("export", "-w", long, "--format", "xlsx", "--to", tmp_path / "out", code=2)
    assert "40,000 characters in fact_claim.sentence" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"w.duckdb"}


def test_more_rows_than_a_sheet_are_refused_before_anything_is_written(warehouse: Path, tmp_path: Path) -> None:
    many = changed(
        warehouse,
        tmp_path / "w.duckdb",
        "INSERT INTO leftover SELECT 'x', 1, 'x', 'note' FROM range(1048576)",
        refreshed=False,
    )
    done = gongkai("export", "-w", many, "--format", "xlsx", "--table", "leftover", "--to", tmp_path / "out", code=2)
    assert "a sheet of Excel holds 1,048,575" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_left_alone(warehouse: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.docx").write_text("years of work", encoding="utf-8")
    assert "not empty" in gongkai("export", "-w", warehouse, "--to", theirs, code=2).stderr
    assert "no earlier result" in gongkai("export", "-w", warehouse, "--to", theirs, "--force", code=2).stderr
    assert [path.name for path in theirs.iterdir()] == ["thesis.docx"]
    (tmp_path / "empty").mkdir()
    gongkai("export", "-w", warehouse, "--to", tmp_path / "empty", "--table", "report")
    assert "not empty" in gongkai("export", "-w", warehouse, "--to", tmp_path / "empty", code=2).stderr
    gongkai("export", "-w", warehouse, "--to", tmp_path / "empty", "--table", "dim_agency", "--force")
    assert not (tmp_path / "empty" / "report.parquet").exists()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "is a file" in gongkai("export", "-w", warehouse, "--to", tmp_path / "file", code=2).stderr
    (tmp_path / "killed.partial").mkdir()
    assert "was killed" in gongkai("export", "-w", warehouse, "--to", tmp_path / "killed", code=2).stderr


def test_a_table_that_does_not_exist(warehouse: Path, tmp_path: Path) -> None:
    done = gongkai("export", "-w", warehouse, "--to", tmp_path / "out", "--table", "rep; DROP TABLE x", code=2)
    assert "no table or view" in done.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_tells_of_the_machine_but_the_sources(warehouse: Path, tmp_path: Path) -> None:
    gongkai("export", "-w", warehouse, "--format", "csv", "--to", tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        if path.suffix != ".csv":
            assert str(tmp_path.parent) not in path.read_text(encoding="utf-8")
        elif path.stem not in {"report", "cell"}:
            frame = pl.read_csv(path, infer_schema=False)
            texts = frame.select(pl.exclude("source_uri")).to_series(0).to_list() if frame.width else []
            assert not any("/samples/" in (text or "") for text in texts)
