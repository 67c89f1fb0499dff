"""Every command on a file that it cannot use: one line that says what to do, exit 2, and the file untouched."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from load.warehouse import SCHEMA_VERSION
from tests.flows.command import SAMPLES, gongkai, powerless
from tests.flows.samples import changed

GOOD = SAMPLES / "synthetic-sample-014-2021.txt"


@pytest.fixture(scope="module")
def sound(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sample_file, tmp_path_factory.mktemp("sound") / "w.duckdb"))


def _version(number: int) -> Callable[[Path, Path], object]:
    return lambda sound, file: changed(sound, file, f"UPDATE warehouse_meta SET schema_version = {number}")


UNUSABLE: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "older": (_version(1), "schema version 1 from an older gongkai"),
    "newer": (_version(SCHEMA_VERSION + 1), "update gongkai"),
    "empty": (lambda _, file: file.touch(), "not a DuckDB file"),
    "truncated": (lambda sound, file: file.write_bytes(sound.read_bytes()[:20_000]), "cannot be opened"),
    "folder": (lambda _, file: file.mkdir(), "is a folder"),
}


def commands(file: Path, out: Path, sound: Path) -> list[list[object]]:
    return [
        ["ingest", GOOD, "-w", file],
        ["sql", "SELECT 1", "-w", file],
        ["explain", "x", 2021, "-w", file],
        ["check", "-w", file],
        ["diff", file, sound],
        ["diff", sound, file],
        ["export", "-w", file, "--to", out],
    ]


@pytest.mark.parametrize("name", UNUSABLE)
def test_unusable(name: str, sound: Path, tmp_path: Path) -> None:
    make, message = UNUSABLE[name]
    file = tmp_path / "w.duckdb"
    make(sound, file)
    before = file.read_bytes() if file.is_file() else None
    for words in commands(file, tmp_path / "out", sound):
        done = gongkai(*words, code=2)
        assert message in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    assert (file.read_bytes() if file.is_file() else None) == before
    assert not (tmp_path / "out").exists()


def test_a_file_that_another_program_writes_to(sound: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(sound, tmp_path / "w.duckdb"))
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        for words in (["sql", "SELECT 1", "-w", file], ["check", "-w", file], ["diff", file, sound]):
            assert "lock" in gongkai(*words, code=2).stderr
        holder.communicate("")


def test_a_file_that_may_not_be_read(sound: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(sound, tmp_path / "w.duckdb"))
    file.chmod(0)
    words = powerless("sql", "SELECT 1", "-w", file)
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=600)
    assert done.returncode == 2, done.stderr
    assert "cannot be read: Permission denied" in done.stderr


def test_a_new_warehouse_has_this_version(sound: Path) -> None:
    with duckdb.connect(str(sound), read_only=True) as connection:
        found = connection.execute("SELECT schema_version FROM warehouse_meta").fetchall()
    assert found == [(SCHEMA_VERSION,)] == [(7,)]
