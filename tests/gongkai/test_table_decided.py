"""A table whose rows nobody can place is one question: written as a file, filled in, given back, taken back whole."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from bench.synthetic import SyntheticReport, generate
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
    assert (said.stdout.count("reads"), "fails" in said.stderr) == (asked.cells, False)
    gongkai("ingest", "-w", file)
    assert run_query(file, MISSING).item() == 0
    assert run_query(file, "SELECT count(*) FROM cell WHERE state = 'decided'").item() == asked.cells
    assert "reads so already" in gongkai("decide", *of, tmp_path / "t.csv", "-w", file, code=2).stderr
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


def test_a_slip_is_told_and_a_file_that_is_none_decides_nothing(
    garbled: tuple[Path, SyntheticReport, Question], tmp_path: Path
) -> None:
    file, _, asked = garbled
    of, here = ("table", asked.agency_id, asked.report_year, asked.form), tmp_path / "t.csv"
    for lines, why in (
        ([["row", "total"], ["granted", "many"]], "is no number"),
        ([["row", "total"], ["grantde", "1"]], "line 2: grantde is no row"),
        ([["total"], ["1"]], "is no row"),
        ([["row", "total"], ["granted", "1"], ["granted", "2"]], "line 3: granted total has two numbers"),
        ([["row", "label"], ["granted", "1"]], "reads so already"),
    ):
        _write(here, lines)
        assert why in gongkai("decide", *of, here, "-w", file, code=2).stderr.replace("'", "")
    here.write_bytes(b"\xff\xfe\x00")
    assert "is no text" in gongkai("decide", *of, here, "-w", file, code=2).stderr
    assert "cannot be read" in gongkai("decide", *of, tmp_path, "-w", file, code=2).stderr
    assert "is there already" in gongkai("decide", *of, "-o", here, "-w", file, code=2).stderr
    assert "name the FILE" in gongkai("decide", *of, "-w", file, code=2).stderr
    assert not file.with_name("decisions").exists()
    gongkai("decide", *of, "-o", tmp_path / "u.csv", "-w", file)
    columns = _read(tmp_path / "u.csv")[0][3:]
    _write(here, [["row", *columns], ["granted", "1", "0", "0", "0", "0", "0", "2"]])
    assert "applicants_sum granted fails with this: 1 is not 2" in gongkai("decide", *of, here, "-w", file).stderr


def _true(report: SyntheticReport, row: str, column: str) -> object:
    return report.cells[("application", row, column)] or 0


def _read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def _write(path: Path, lines: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(lines)
