"""`gongkai sql` as a process: streams, limits, and what stops it."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest
from rich.cells import cell_len

from gongkai.queries.mixing import overlaps
from load.scripts import read_scripts
from tests.flows.command import GONGKAI, gongkai


@pytest.fixture(scope="module")
def warehouse(sample_file: Path) -> Path:
    return sample_file


def test_many_rows_in_every_format(warehouse: Path, tmp_path: Path) -> None:
    sql = "SELECT i, 'x' || i AS text FROM range(50000) AS t(i)"
    lines = gongkai("sql", sql, "-w", warehouse, "--format", "csv").stdout.splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("i,text", "49999,x49999", 50_001)
    objects = json.loads(gongkai("sql", sql, "-w", warehouse, "--format", "json").stdout)
    assert (len(objects), objects[-1]) == (50_000, {"i": 49_999, "text": "x49999"})
    with (tmp_path / "out.parquet").open("wb") as file:
        subprocess.run([GONGKAI, "sql", sql, "-w", warehouse, "--format", "parquet"], check=True, stdout=file)
    assert pl.read_parquet(tmp_path / "out.parquet")["i"].to_list() == list(range(50_000))


def test_no_rows_in_every_format(warehouse: Path) -> None:
    sql = "FROM report SELECT report_id WHERE false"
    assert gongkai("sql", sql, "-w", warehouse, "--format", "csv").stdout == "report_id\n"
    assert json.loads(gongkai("sql", sql, "-w", warehouse, "--format", "json").stdout) == []
    assert "report_id" in gongkai("sql", sql, "-w", warehouse).stdout


def test_a_query_may_begin_with_a_comment_and_a_wrong_option_is_still_one(warehouse: Path) -> None:
    query = "-- how many = all\nSELECT count(*) AS n FROM report"
    assert gongkai("sql", query, "-w", warehouse, "--format", "csv").stdout == "n\n23\n"
    assert gongkai("sql", "--format", "csv", "--SELECT 1\nSELECT 2 AS two", "-w", warehouse).stdout == "two\n2\n"
    assert "--formt" in gongkai("sql", "SELECT 1", "-w", warehouse, "--formt", "csv", code=2).stderr
    assert gongkai("sql", "--formt", "-w", warehouse, code=2).stderr


def test_a_limit_says_that_there_is_more(warehouse: Path) -> None:
    done = gongkai("sql", "FROM range(1001) AS t(i)", "-w", warehouse)
    assert "1000" not in done.stdout, "rows 0 to 999"
    assert "only the first 1,000 rows" in done.stderr
    done = gongkai("sql", "FROM range(7) AS t(i)", "-w", warehouse, "--format", "csv", "--limit", 7)
    assert (len(done.stdout.splitlines()), done.stderr) == (8, "")


def test_an_endless_result_stops_at_its_limit(warehouse: Path) -> None:
    sql = "SELECT a.i FROM range(1000000000) AS a(i), range(1000) AS b(i)"
    done = gongkai("sql", sql, "-w", warehouse, "--format", "csv", "--limit", 3)
    assert len(done.stdout.splitlines()) == 4


@pytest.mark.parametrize(
    ("words", "shown"),
    [("FROM range(3000000) AS t(i)' --format csv", "i\n0\n"), ("SELECT 1, 2'", "┏━━━┳━━━┓\n┃ 1 ┃ 2 ┃\n")],
)
def test_a_closed_pipe_is_quiet(words: str, shown: str, warehouse: Path) -> None:
    command = f"{GONGKAI} sql -w {warehouse} '{words} | head -2"
    done = subprocess.run(command, shell=True, check=False, capture_output=True, text=True, timeout=600)
    assert (done.stdout, done.stderr) == (shown, "")


def test_duckdbs_help_is_told(warehouse: Path) -> None:
    said = gongkai("sql", "SELECT titel FROM report", "-w", warehouse, code=2).stderr
    assert "Candidate bindings: " in said
    assert '"title"' in said
    assert len(said.splitlines()) == 1
    assert 'Did you mean "report"?' in gongkai("sql", "FROM repot", "-w", warehouse, code=2).stderr


#: One cell of a report.
ONE = "row_code = 'new_received' AND column_code = 'total'"


@pytest.mark.parametrize(
    ("sql", "column"),
    [
        ("SELECT sum(received) FROM request_flow", "applicant"),
        ("WITH all_of_it AS (FROM request_flow) SELECT avg(it.handled) FROM all_of_it AS it", "applicant"),
        ("SELECT sum(requests) FROM request_outcomes JOIN report USING (report_id)", "applicant"),
        ("SELECT sum(value) FROM cell WHERE row_code = 'new_received'", "column_code"),
        ("SELECT sum(value) FROM measure", "measure"),
        ("SELECT sum(received) FROM request_flow WHERE applicant = 'total'", "kind"),
        ("SELECT sum(decisions) FROM law_enforcement WHERE kind = 'penalty'", "agency_kind"),
        ("SELECT sum(value) FROM measure JOIN report USING (agency_id) WHERE measure = 'lawsuits'", "kind"),
        ("SELECT sum(received) FROM request_flow WHERE applicant = 'total' AND kind = 'department'", None),
        ("SELECT applicant, kind, sum(received) FROM request_flow GROUP BY ALL", None),
        ("SELECT agency_name, sum(requests) FROM request_reasons GROUP BY ALL", None),
        ("SELECT sum(corrected) FROM dispute_outcomes WHERE function_code = 'education'", None),
        (
            "SELECT sum(other.received) FROM request_flow JOIN request_flow AS other USING (agency_id, applicant)",
            "kind",
        ),
        ("SELECT avg((state = 'missing')::INT) FROM cell", None),
        ("SELECT max(received) FROM request_flow", None),
        ("SELECT sum(i) FROM range(3) AS t(i)", None),
        ("SUMMARIZE cell;", None),
    ],
)
def test_a_sum_of_what_overlaps_is_told(sql: str, column: str | None, warehouse: Path) -> None:
    found = gongkai("sql", sql, "-w", warehouse, "--format", "csv")
    assert len(found.stdout.splitlines()) > 1, "it is answered all the same"
    assert found.stderr == gongkai("sql", sql, "-w", warehouse).stderr
    assert ("more than once" in found.stderr, f"GROUP BY {column}," in found.stderr) == (bool(column), bool(column))


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT sum(amount) FROM fees WHERE agency_kind = 'department'", "GROUP BY unit,"),
        ("SELECT unit, sum(amount) FROM fees WHERE agency_kind = 'department' GROUP BY unit", ""),
        ("SELECT sum(amount_cny) FROM fees WHERE agency_kind = 'department'", ""),
        (f"SELECT sum(value) FROM fact WHERE {ONE} AND kind = 'department'", "fact has every version of a report"),
        (f"SELECT report_id, sum(value) FROM fact WHERE {ONE} AND kind = 'department' GROUP BY ALL", ""),
        (
            f"SELECT sum(value) FROM fact JOIN report USING (report_id) WHERE is_current AND {ONE} AND kind = 'other'",
            "",
        ),
    ],
)
def test_a_sum_of_several_units_or_versions_is_told(sql: str, said: str, warehouse: Path) -> None:
    told = gongkai("sql", sql, "-w", warehouse, "--format", "csv").stderr
    assert said in told
    assert bool(said) == bool(told)


def test_every_view_with_totals_among_its_rows_is_known(generated: Path) -> None:
    """In the rows: a column of the grain that is `total` in some of them."""
    with duckdb.connect(str(generated), read_only=True) as connection:
        for script in read_scripts("views"):
            for column in {"applicant", "column_code", "measure", "channel", "outcome", "kind"} & {
                *script.grain.split(", ")
            }:
                sql = f"SELECT count(*) FROM {script.name} WHERE {column} IN ('total', 'requests_in_hand')"
                if connection.execute(sql).fetchall() != [(0,)]:
                    quantities = {name for name, *_ in connection.execute(f"DESCRIBE {script.name}").fetchall()}
                    added = quantities & {"value", "received", "requests", "handled", "known_sum"}
                    known = overlaps().get(script.name)
                    assert not added or (known and column in known.choices), (script.name, column)


def test_what_is_too_wide_for_a_table_stands_in_records(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = gongkai("sql", "FROM cell LIMIT 5", "-w", warehouse).stdout.splitlines()
    assert [line.partition(" -")[0] for line in lines if "---" in line] == [f"row {number}" for number in range(1, 6)]
    assert sum(line.startswith("agency_id  ") for line in lines) == 5
    narrow = gongkai("sql", "SELECT agency_name, value FROM cell LIMIT 1", "-w", warehouse).stdout.splitlines()
    assert narrow[0].startswith("┏")
    assert {cell_len(line) for line in (*lines, *narrow)} <= set(range(81)), "a Chinese character takes two columns"
    assert len({cell_len(line) for line in narrow}) == 1


def test_a_csv_file_is_ready_for_excel_and_a_pipe_for_programs(warehouse: Path, tmp_path: Path) -> None:
    sql = """SELECT '申请' AS "名", '=1+1' AS f, '-' AS d, '''x' AS q, -5 AS n, NULL AS e"""
    with (tmp_path / "x.csv").open("wb") as file:
        subprocess.run([GONGKAI, "sql", sql, "-w", warehouse, "--format", "csv"], check=True, stdout=file)
    written = (tmp_path / "x.csv").read_bytes().decode()
    assert written == "\ufeff名,f,d,q,n,e\n申请,'=1+1,'-,''x,-5,\n"
    assert gongkai("sql", sql, "-w", warehouse, "--format", "csv").stdout == written.removeprefix("\ufeff")
    exact = json.loads(gongkai("sql", sql, "-w", warehouse, "--format", "json").stdout)
    assert exact == [{"名": "申请", "f": "=1+1", "d": "-", "q": "'x", "n": -5, "e": None}]


def test_ctrl_c_stops_a_running_query_and_leaves_nothing(warehouse: Path, tmp_path: Path) -> None:
    sql = "SELECT count(*) FROM range(100000000) AS a(i), range(100000000) AS b(j) WHERE hash(i + j) = 1"
    with subprocess.Popen(
        [GONGKAI, "sql", sql, "-w", warehouse],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        try:
            until = time.monotonic() + 300
            while not list(tmp_path.glob("gongkai-*")) and time.monotonic() < until:
                time.sleep(0.1)
            time.sleep(2)  # well inside the query, which takes days
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=600)
        finally:
            process.kill()
    assert process.returncode == 130, told
    assert b"Traceback" not in told
    assert list(tmp_path.iterdir()) == []
