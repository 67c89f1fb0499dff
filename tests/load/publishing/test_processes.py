"""Readers and a second writer in other processes."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from gongkai.queries.frames import run_query
from load.errors import LoadError
from tests.load.batches import document
from tests.load.conftest import Load


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


READER = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
print(con.sql("SELECT count(*) FROM report").fetchall()[0][0], flush=True)
sys.stdin.readline()
print(con.sql("SELECT count(*) FROM cell").fetchall()[0][0], flush=True)
"""


def test_reader_keeps_the_old_data_and_does_not_block(load: Load, file: Path) -> None:
    load([document("x")])
    reader = python(READER, str(file))
    assert reader.stdout is not None
    assert reader.stdout.readline() == "1\n"
    assert load([document("y", year=2022)]).loaded == 1
    after, _ = reader.communicate("\n", timeout=600)
    assert after == "200\n"
    assert run_query(file, "SELECT count(*) AS n FROM cell")["n"].to_list() == [400]


HOLDER = """
import sys, os
from pathlib import Path
from load.publishing.lock import write_lock
with write_lock(Path(sys.argv[1]), 5):
    print(os.getpid(), flush=True)
    sys.stdin.readline()
"""


def test_second_run_waits_then_names_the_first(load: Load, file: Path) -> None:
    holder = python(HOLDER, str(file))
    assert holder.stdout is not None
    pid = holder.stdout.readline().strip()
    with pytest.raises(LoadError, match=rf"process {pid}\b"):
        load([document("x")], wait=0.2)
    holder.communicate("\n", timeout=600)
    assert load([document("x2")], wait=0.2).loaded == 1
