"""Another program holds the published file open for writing, or writes into it: no run waits, nothing is lost."""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from gongkai.queries.frames import run_query
from load.publishing.aside import kept_aside
from load.publishing.layout import Layout, wal_of
from load.publishing.publish import rollback
from load.publishing.versions import versions
from tests.load.batches import document
from tests.load.conftest import Load

#: A DuckDB shell: opens the file as `duckdb FILE` does, and runs a statement a line.
_SHELL = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
for line in sys.stdin:
    connection.execute(line)
    print("done", flush=True)
connection.close()
"""
WRITE = "INSERT INTO refreshed_by VALUES ('theirs')"


class Shell:
    """A second process that holds a file open for writing."""

    def __init__(self, file: Path) -> None:
        words = [sys.executable, "-c", _SHELL, str(file)]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._wait()

    def run(self, sql: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{sql}\n")
        self.process.stdin.flush()
        self._wait()

    def close(self) -> None:
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def _wait(self) -> None:
        assert self.process.stdout
        assert self.process.stdout.readline(), "it failed"


@pytest.fixture
def shell(file: Path) -> Iterator[Callable[[], Shell]]:
    opened: list[Shell] = []

    def start() -> Shell:
        opened.append(Shell(file))
        return opened[-1]

    yield start
    for one in opened:
        one.kill()


def reports(file: Path) -> list[str]:
    return run_query(file, "SELECT source_uri FROM report ORDER BY 1")["source_uri"].to_list()


def theirs(file: Path) -> int:
    """How often another program's row stands in a file, opened as anybody opens it."""
    with duckdb.connect(str(file), read_only=True) as connection:
        return len(connection.execute("FROM refreshed_by WHERE fingerprint = 'theirs'").fetchall())


def warned(caplog: pytest.LogCaptureFixture) -> list[str]:
    found = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    caplog.clear()
    return found


@pytest.mark.usefixtures("first_night")
def test_who_holds_the_file_and_does_nothing_stops_no_night_and_leaves_nothing(
    load: Load, file: Path, shell: Callable[[], Shell], caplog: pytest.LogCaptureFixture
) -> None:
    idle = shell()
    assert reports(file) == ["in/a.txt"], "our readers read the version that is kept"
    assert load([document("b", agency="b")]).loaded == 1
    assert any("holds open, for writing," in line for line in warned(caplog))
    with duckdb.connect(str(file), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM report").fetchall() == [(2,)]
    assert [one.name for one in versions(file)] == ["run1", "run0"]
    assert len(kept_aside(Layout.of(file))) == 1
    idle.close()
    load([document("c", agency="c")])
    assert warned(caplog) == []
    assert not Layout.of(file).aside.exists()


@pytest.mark.usefixtures("first_night")
def test_what_another_program_wrote_and_closed_is_kept_aside_and_no_version(
    load: Load, file: Path, shell: Callable[[], Shell], caplog: pytest.LogCaptureFixture
) -> None:
    writer = shell()
    writer.run(WRITE)
    writer.close()
    assert not load([document("a")]).published, "nothing is new"
    (line,) = warned(caplog)
    (kept,) = kept_aside(Layout.of(file))
    assert str(file) in line
    assert str(kept) in line
    assert theirs(kept) == 1
    assert theirs(file) == 0, "what was published stands in its place again"
    load([document("b", agency="b")])
    assert (theirs(file), theirs(kept), len(reports(file))) == (0, 1, 2)
    assert [theirs(one.path) for one in versions(file)] == [0, 0]


@pytest.mark.parametrize("end", ["kill", "close"])
@pytest.mark.usefixtures("first_night")
def test_the_log_of_a_program_goes_with_its_file(
    end: str, load: Load, file: Path, shell: Callable[[], Shell], caplog: pytest.LogCaptureFixture
) -> None:
    writer = shell()
    writer.run(WRITE)
    assert wal_of(file).exists()
    if end == "kill":
        writer.kill()
    assert load([document("b", agency="b")]).loaded == 1
    assert not wal_of(file).exists()
    assert any("writes to" in line for line in warned(caplog))
    if end == "close":
        writer.run(WRITE)
        writer.close()
    (kept,) = kept_aside(Layout.of(file))
    assert theirs(kept) == (1 if end == "kill" else 2)
    assert theirs(file) == 0
    assert load([document("a"), document("b", agency="b")]).published is False
    assert kept.exists()


@pytest.mark.usefixtures("first_night")
def test_who_writes_long_after_the_publish_writes_into_a_file_that_is_kept(
    load: Load, file: Path, shell: Callable[[], Shell]
) -> None:
    writer = shell()
    load([document("b", agency="b")])
    writer.run(WRITE)
    load([document("c", agency="c")])
    writer.run(WRITE)
    writer.close()
    load([document("d", agency="d")])
    (kept,) = kept_aside(Layout.of(file))
    assert (theirs(kept), theirs(file), len(reports(file))) == (2, 0, 4)


@pytest.mark.usefixtures("first_night")
def test_a_file_of_which_no_version_is_kept_is_taken_as_its_last_checkpoint(
    load: Load, file: Path, shell: Callable[[], Shell]
) -> None:
    shutil.rmtree(Layout.of(file).versions)
    writer = shell()
    writer.run(WRITE)
    assert load([document("b", agency="b")]).loaded == 1
    assert theirs(file) == 0
    writer.close()
    (kept,) = kept_aside(Layout.of(file))
    assert theirs(kept) == 1


@pytest.mark.usefixtures("first_night")
def test_a_damaged_file_is_kept_aside_and_the_version_stands_in_its_place(load: Load, file: Path) -> None:
    file.write_text("no database")
    assert load([document("b", agency="b")]).loaded == 1
    assert reports(file) == ["in/a.txt", "in/b.txt"]
    (kept,) = kept_aside(Layout.of(file))
    assert kept.read_text() == "no database"


@pytest.mark.usefixtures("second_night")
def test_a_rollback_does_not_wait_either(file: Path, shell: Callable[[], Shell]) -> None:
    writer = shell()
    writer.run(WRITE)
    writer.run("CHECKPOINT")
    assert rollback(file).name == "run1", "what stands there is no version: the last one comes back"
    assert theirs(file) == 0
    assert rollback(file).name == "run0"
    assert reports(file) == ["in/a.txt"]
    assert len(kept_aside(Layout.of(file))) == 1
