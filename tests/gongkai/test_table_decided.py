"""A table whose rows nobody can place is one question: written as a file, filled in, given back, taken back whole."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from bench.synthetic import SyntheticReport, generate
from gongkai.deciding.candidates import open_questions
from gongkai.deciding.queue import Question, queue
from gongkai.queries.frames import run_query
from load.decisions.folder import read_decisions
from tests.flows.command import gongkai

MISSING = "SELECT count(*) FROM cell WHERE form = 'application' AND state = 'missing' AND raw_text IS NOT NULL"


@pytest.fixture
def garbled(tmp_path: Path) -> tuple[Path, SyntheticReport, Question]:
    """A warehouse with a report that lost its zeros, its truth, and what is asked of it first."""
    reports = list(generate(8, 1, garbles=("zeros_gone",), garbles_per_report=1))
    for report in reports:
        (tmp_path / report.name).write_text(report.text, encoding="utf-8")
    file = tmp_path / "w.duckdb"
    gongkai("ingest", *(tmp_path / one.name for one in reports), "-w", file)
    asked = next(one for one in queue(file, 10) if one.question == "table_open")
    (report,) = (one for one in reports if (asked.source_uri or "").endswith(one.name))
    return file, report, asked


def test_a_table_is_asked_about_once_and_decided_from_a_file(
    garbled: tuple[Path, SyntheticReport, Question], tmp_path: Path
) -> None:
    file, report, asked = garbled
    assert (asked.form, asked.row_code, asked.column_code) == ("application", None, None)
    assert asked.cells == 7 * len((asked.choices or "").split(" "))
    assert len({(one.source_uri, one.form) for one in queue(file, 100)}) == len(queue(file, 100))
    of = ("table", asked.agency_id, asked.report_year, asked.form)
    assert asked.command == f"gongkai decide {' '.join(map(str, of))} FILE"
    gongkai("decide", *of, "-o", tmp_path / "t.csv", "-w", file)
    head, *lines = _read(tmp_path / "t.csv")
    assert head[:4] == ["row", "label", "printed", "natural_person"]
    assert {line[0] for line in lines if line[2]} == set((asked.choices or "").split(" "))
    filled: list[list[object]] = [
        [*line[:3], *(_true(report, line[0], column) for column in head[3:])] for line in lines if line[2]
    ]
    # A spreadsheet program may write another encoding; rows that are left out are left alone.
    _write(tmp_path / "t.csv", [head, *filled])
    said = gongkai("decide", *of, tmp_path / "t.csv", "--why", "核对原件", "-w", file)
    assert said.stdout.count("reads") == asked.cells
    gongkai("ingest", "-w", file)
    assert run_query(file, MISSING).item() == 0
    assert run_query(file, "SELECT count(*) FROM cell WHERE state = 'decided'").item() == asked.cells
    again = gongkai("decide", *of, tmp_path / "t.csv", "-w", file).stdout
    assert again.count("decided already") == asked.cells
    # The name that all of them share takes them all back.
    folder = read_decisions(file.with_name("decisions"))
    assert folder is not None
    (act,) = {name.partition(".")[0] for name in folder.decisions["decision_id"]}
    gongkai("decide", "undo", act, "-w", file)
    assert "undone already" in gongkai("decide", "undo", act, "-w", file, code=2).stderr
    gongkai("ingest", "-w", file)
    assert run_query(file, MISSING).item() == asked.cells
    listed = json.loads(gongkai("decide", "-w", file, "--json").stdout)
    assert (listed[0]["question"], listed[0]["form"]) == ("table_open", "application")


def test_a_file_that_is_none_decides_nothing_and_says_why(
    garbled: tuple[Path, SyntheticReport, Question], tmp_path: Path
) -> None:
    file, _, asked = garbled
    of, here = ("table", asked.agency_id, asked.report_year, asked.form), tmp_path / "t.csv"
    for text, why in (
        ("row,total\ngranted,many", "granted total: value many is no number"),
        ("row,total\n,\ngrantde,1", "line 3: grantde is no row"),
        ("total\n1", "names no column row"),
        ("row;total\ngranted;1", "names no column row"),
        ("row,total\ngranted,1\ngranted,2", "line 3: granted stands there twice"),
        ("row,label,natural_person,total\ngranted,x,1,234,29", "line 2: it has 5 fields, the head 4"),
        ("row,total,total\ngranted,1,2", "the head names total twice"),
        ("row,Total,enterprise\ngranted,1,2", "Total is no column"),
        ('row,total\ngranted,"1', "no line of CSV"),
        ("row,label\ngranted,1", "no number is given"),
        ("", "names no column row"),
    ):
        here.write_text(text, encoding="utf-8")
        assert why in gongkai("decide", *of, here, "-w", file, code=2).stderr.replace("'", "")
    here.write_bytes(b"\xff\xfe\x00")
    assert "is no text" in gongkai("decide", *of, here, "-w", file, code=2).stderr
    assert "cannot be read" in gongkai("decide", *of, tmp_path, "-w", file, code=2).stderr
    assert "is there already" in gongkai("decide", *of, "-o", here, "-w", file, code=2).stderr
    assert "cannot be written" in gongkai("decide", *of, "-o", tmp_path / "no" / "t.csv", "-w", file, code=2).stderr
    assert "name the FILE" in gongkai("decide", *of, "-w", file, code=2).stderr
    assert not file.with_name("decisions").exists()


def test_sums_are_looked_at_with_what_waits_and_nothing_is_dropped_in_silence(
    garbled: tuple[Path, SyntheticReport, Question], tmp_path: Path
) -> None:
    file, _, asked = garbled
    of, here = ("table", asked.agency_id, asked.report_year, asked.form), tmp_path / "t.csv"
    gongkai("decide", *of, "-o", tmp_path / "u.csv", "-w", file)
    columns = _read(tmp_path / "u.csv")[0][3:]
    fails = "sums fail with these numbers: 三、本年度办理结果 (一)予以公开 (applicants_sum)"
    _write(here, [["row", *columns], ["granted", *"1000002"]])
    assert f"{fails} 1 ≠ 2" in gongkai("decide", *of, here, "-w", file, code=2).stderr
    assert not file.with_name("decisions").exists()
    # Full-width digits are what a Chinese keyboard types; `1.0` is 1.
    _write(here, [["row", *columns], ["granted", "１", "0.0", *"0000", ""]])
    gongkai("decide", *of, here, "-w", file)
    _write(here, [["row", "total"], ["granted", 7]])
    assert f"{fails} 1 ≠ 7" in gongkai("decide", *of, here, "-w", file, code=2).stderr
    gongkai("decide", *of, here, "--printed-so", "-w", file)
    # What waits for the next ingest may not be contradicted, nor is it asked for again.
    _write(here, [["row", "natural_person", "enterprise"], ["granted", 2, 0]])
    assert "decided otherwise: 1" in gongkai("decide", *of, here, "--printed-so", "-w", file, code=2).stderr
    _write(here, [["row", "natural_person", "enterprise"], ["granted", 1, 0]])
    assert gongkai("decide", *of, here, "--printed-so", "-w", file).stdout.count("decided already") == 2
    folder = read_decisions(file.with_name("decisions"))
    assert folder is not None
    assert folder.decisions["value"].to_list() == ["1", *"00000", "7"]
    # One row of many: the table is asked about still, before the next ingest and after it.
    assert asked in open_questions(file, folder.decisions, 10)
    gongkai("ingest", "-w", file)
    assert asked.cells - 7 in [one.cells for one in open_questions(file, folder.decisions, 10)]


def test_what_is_taken_back_at_once_is_what_was_decided_at_once(
    garbled: tuple[Path, SyntheticReport, Question],
) -> None:
    file, _, asked = garbled
    row = ("row", asked.agency_id, asked.report_year, "granted")
    gongkai("decide", *row, *"100000x", "--who", "甲", "-w", file)
    folder = file.with_name("decisions")
    (folder / "hand.csv").write_text(
        "decision_id,kind,source,row,column,value,who\n"
        f"2026.1,document,{'0' * 64},,,withdrawn,me\n2026.2,document,{'1' * 64},,,withdrawn,me\n",
        encoding="utf-8",
    )
    again = gongkai("decide", *row, *"10xxxxx", "--who", "乙", "-w", file).stdout
    assert again.count("decided already") == 2
    assert "no decision '2026'" in gongkai("decide", "undo", "2026", "-w", file, code=2).stderr
    found = read_decisions(folder)
    assert found is not None
    (act,) = {name.partition(".")[0] for name in found.decisions["decision_id"] if not name.startswith("2026.")}
    gongkai("decide", "undo", f"{act}.2", "-w", file)
    assert f"{act} is taken back (5)" in gongkai("decide", "undo", act, "-w", file).stdout


def _true(report: SyntheticReport, row: str, column: str) -> object:
    return report.cells[("application", row, column)] or 0


def _read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def _write(path: Path, lines: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(lines)
