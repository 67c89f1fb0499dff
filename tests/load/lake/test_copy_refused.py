"""What `gongkai copy` refuses: one line, the exit code of the command line, and nothing left over."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from extract import errors
from load.attached import attach
from load.lake.address import named
from tests.flows.command import gongkai, powerless
from tests.load.lake.conftest import SAMPLES, Both, cells
from tests.load.test_upgrade import written

pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")


def everything(folder: Path) -> dict[str, bytes | None]:
    """All that is in a folder; locks stay when they are let go of."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {name: path.read_bytes() if path.is_file() else None for name, path in found.items()}


def no_duckdb(folder: Path) -> str:
    (folder / "notes.txt").write_text("no warehouse, but a text")
    return str(folder / "notes.txt")


def of_others(folder: Path) -> str:
    with duckdb.connect(str(folder / "theirs.duckdb")) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS x")
    return str(folder / "theirs.duckdb")


def older(folder: Path) -> str:
    return str(written(folder / "old.duckdb", 5))


def of_other_views(folder: Path, both: Both) -> str:
    (folder / "w.duckdb").write_bytes(both.file.read_bytes())
    with duckdb.connect() as connection:
        attach(connection, folder / "w.duckdb", "w")
        connection.execute("USE w; DROP VIEW league; CHECKPOINT")
    return str(folder / "w.duckdb")


SOURCES: list[tuple[Callable[..., str], str]] = [
    (lambda folder: str(folder / "gone.duckdb"), "does not exist"),
    (lambda folder: f"ducklake:{folder / 'gone.ducklake'}", "does not exist"),
    (no_duckdb, "not a DuckDB file"),
    (of_others, "belongs to another program"),
    (older, "gongkai upgrade"),
    (of_other_views, "gongkai upgrade"),
]


@pytest.mark.parametrize(("make", "said"), SOURCES)
def test_what_is_no_warehouse_of_this_version(both: Both, make: Callable[..., str], said: str, tmp_path: Path) -> None:
    source = make(tmp_path, both) if make is of_other_views else make(tmp_path)
    before = everything(tmp_path)
    for to in (tmp_path / "new.duckdb", f"ducklake:{tmp_path / 'new.ducklake'}"):
        refused = gongkai("copy", source, to, code=2).stderr
        assert said in refused
        assert len(refused.splitlines()) == 1
    assert everything(tmp_path) == before


PLACES = [
    (["{here}/taken.duckdb"], "is there already"),
    (["{here}/notes.txt"], "is there already"),
    (["ducklake:{here}/taken.duckdb"], "is there already"),
    (["{here}/gone/new.duckdb"], "does not exist"),
    (["ducklake:{here}/gone/new.ducklake"], "does not exist"),
    (["{here}/new.duckdb", "--data", "{here}/data"], "ducklake:"),
    (["ducklake:{here}/new.ducklake", "--data", "{lake}.files"], "holds the tables of a lake already"),
    (["postgresql://me:secretword@host/db"], "gongkai export --to"),
    (["sqlite:{here}/new.sqlite"], "gongkai export --to"),
    (["s3://bucket/new.duckdb"], "--data"),
    (["ducklake:postgres:host=h password=secretword"], "PGPASSWORD"),
    (["ducklake:"], "names no catalog"),
]


@pytest.mark.parametrize(("words", "said"), PLACES)
def test_where_no_copy_can_be_made(both: Both, words: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "taken.duckdb").write_bytes(both.file.read_bytes())
    (tmp_path / "notes.txt").write_text("mine")
    before, lake = everything(tmp_path), cells(both.lake)
    done = gongkai("copy", both.file, *(it.format(here=tmp_path, lake=both.lake) for it in words), code=2)
    told = " ".join(done.stderr.replace("│", " ").split())
    assert said in told
    assert "secretword" not in done.stderr + done.stdout
    assert everything(tmp_path) == before
    assert cells(both.lake) == lake


def test_a_setting_of_lakes_is_no_fault_of_a_file(both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path / "data"))
    gongkai("copy", named(both.lake), tmp_path / "new.duckdb")
    assert cells(tmp_path / "new.duckdb") == cells(both.lake)
    assert not (tmp_path / "data").exists()


def test_a_lake_without_its_extra(both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "find_spec", lambda _: None)
    assert "gongkai[cluster]" in gongkai("copy", both.file, f"ducklake:{tmp_path / 'l'}", code=2).stderr
    assert everything(tmp_path) == {}


def test_versions_of_what_was_there_are_no_empty_place(both: Both, tmp_path: Path) -> None:
    gongkai("copy", both.file, tmp_path / "w.duckdb")
    (tmp_path / "w.duckdb").unlink()
    before = everything(tmp_path)
    assert "gongkai rollback" in gongkai("copy", both.file, tmp_path / "w.duckdb", code=2).stderr
    assert everything(tmp_path) == before


def test_a_folder_that_cannot_be_written(both: Both, tmp_path: Path) -> None:
    import subprocess  # noqa: PLC0415

    tmp_path.chmod(0o555)
    try:
        for to in (tmp_path / "new.duckdb", f"ducklake:{tmp_path / 'new.ducklake'}"):
            done = subprocess.run(powerless("copy", both.file, to), check=False, capture_output=True, text=True)
            assert done.returncode == 3, done.stderr
            assert "cannot be written: Permission denied" in done.stderr
            assert len(done.stderr.splitlines()) == 1
    finally:
        tmp_path.chmod(0o755)
    assert everything(tmp_path) == {}


def test_no_two_lakes_share_a_place(both: Both, tmp_path: Path) -> None:
    """Each would remove what only the other one's catalogs name."""
    data = tmp_path / "data"
    gongkai("copy", both.file, f"ducklake:{tmp_path / 'one'}", "--data", data)
    for words in (["copy", both.file, f"ducklake:{tmp_path / 'two'}"], ["ingest", SAMPLES[0], "-w"]):
        to = [] if words[0] == "copy" else [f"ducklake:{tmp_path / 'two'}"]
        assert "holds the tables of a lake already" in gongkai(*words, *to, "--data", data, code=2).stderr
    assert cells(tmp_path / "one") == cells(both.file)
    (data / "being-made.txt").write_text("ducklake:/srv/other.ducklake\n")
    assert (
        "/srv/other.ducklake is being made"
        in gongkai("copy", both.file, f"ducklake:{tmp_path / 'two'}", "--data", data, code=2).stderr
    )
