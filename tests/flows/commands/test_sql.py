"""`gongkai sql` as a process: streams, limits, and what stops it."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import polars as pl
import pytest

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


def test_a_closed_pipe_is_no_error_message(warehouse: Path) -> None:
    command = f"{GONGKAI} sql 'FROM range(3000000) AS t(i)' -w {warehouse} --format csv | head -2"
    done = subprocess.run(command, shell=True, check=False, capture_output=True, text=True, timeout=600)
    assert done.stdout == "i\n0\n"
    assert "Traceback" not in done.stderr


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
