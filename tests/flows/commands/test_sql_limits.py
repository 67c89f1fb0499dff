"""What a query may cost: each of these brought it or the machine down; now it is one line, and nothing stays."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from gongkai.queries.apart import Clock
from gongkai.queries.limited import LimitError, Limits, limited_rows
from load.errors import QueryError, WarehouseError
from tests.flows.command import GONGKAI, gongkai_process

ENDLESS = "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT count(*) FROM r"
DEEP = """json_structure(repeat('{"a":', 1000000) || '1' || repeat('}', 1000000))"""
#: The query, its options, and words of the answer.
COSTLY = {
    f"SELECT {DEEP}": ([], "nested too deeply"),
    "SELECT printf('%1000000000d', 1)": ([], "1 GB: --gigabytes allows more"),
    "SELECT length(repeat('x', 4000000000))": (["--format", "json"], "1 GB: --gigabytes allows more"),
    "SELECT length(repeat('x', 100000000))": (["--gigabytes", "0.1"], "0.1 GB: --gigabytes allows more"),
    "SELECT pg_sleep(100000)": (["--seconds", "2"], "2 s: --seconds allows more"),
    ENDLESS: (["--seconds", "2", "--format", "csv"], "2 s: --seconds allows more"),
}


@pytest.mark.parametrize("sql", COSTLY)
def test_it_is_one_error_and_nothing_stays(
    sql: str, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    options, words = COSTLY[sql]
    patient = [] if "--seconds" in options else ["--seconds", 3000]
    done = gongkai_process("sql", sql, "-w", sample_file, *options, *patient, code=2)
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (done.stdout, list(tmp_path.iterdir())) == ("", [])


def test_memory_never_passes_the_limit(sample_file: Path) -> None:
    sql = "SELECT length(repeat(repeat('x', 10000000), 200))"
    words = [str(GONGKAI), "sql", sql, "-w", str(sample_file), "--gigabytes", "0.3", "--seconds", "3000"]
    # Asked by a small process: what a process is started from counts as its own.
    program = f"import resource, subprocess; subprocess.run({words}); print(resource.getrusage(-1).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=3000)
    assert "0.3 GB: --gigabytes allows more" in done.stderr
    assert int(done.stdout) * 1024 < 300_000_000, "the largest of the command's processes"


def test_a_query_goes_with_the_command(sample_file: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [GONGKAI, "sql", "SELECT pg_sleep(100000)", "-w", sample_file], env={**os.environ, "TMPDIR": str(tmp_path)}
    ) as process:
        until = time.monotonic() + 300
        while not list(tmp_path.glob("*/*/")) and time.monotonic() < until:
            time.sleep(0.05)
        below = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    assert len(below) == 1
    psutil.wait_procs(below, timeout=300)
    assert [one for one in below if one.is_running()] == []
    assert list(tmp_path.iterdir()) == []


def test_the_clock_stands_while_nobody_waits() -> None:
    with subprocess.Popen(["sleep", "1000"]) as process, Clock(process, 2) as clock:
        assert clock.wait_for(lambda: "taken") == "taken"
        time.sleep(3)
        assert not clock.is_over
        clock.wait_for(process.wait)
    assert clock.is_over


def test_whoever_asks_in_python_goes_on(sample_file: Path) -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        limited_rows(sample_file, f"SELECT {DEEP}", 10, Limits(seconds=3000))
    with pytest.raises(LimitError) as caught:
        limited_rows(sample_file, ENDLESS, 10, Limits(seconds=1))
    assert caught.value.limit == "seconds"
    with pytest.raises(WarehouseError, match="does not exist"):
        limited_rows(sample_file.with_name("none"), "SELECT 1", 10)
    found = limited_rows(sample_file, "SELECT 1 AS a, NULL AS b, '申' AS b UNION ALL SELECT 2, NULL, ''", 1)
    assert found == (["a", "b", "b_1"], [True, True, False], [("1", None, "申")], None)


@pytest.mark.parametrize(
    "sql",
    [
        "FROM duckdb_databases()",
        "FROM duckdb_settings()",
        "SELECT current_setting('temp_directory')",
        "FROM warehouse.nowhere.report",
    ],
)
def test_errors_name_no_path(sql: str, sample_file: Path) -> None:
    with pytest.raises(QueryError) as caught:
        limited_rows(sample_file, sql, 10)
    assert "/" not in str(caught.value)
