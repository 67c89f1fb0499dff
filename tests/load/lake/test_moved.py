"""A lake that was moved, copied or restored on the disk: catalog and files together, whatever the catalog remembers."""

import shutil
import subprocess
from pathlib import Path

import pytest

from flows.request import Request
from flows.run.pipeline import ingest
from load.lake.address import named, warehouse_at
from load.lake.upkeep import sweep
from load.publishing.layout import Layout
from load.publishing.publish import rollback
from load.publishing.versions import versions
from tests.flows.command import gongkai
from tests.load.lake.conftest import SAMPLES, Both, contents

pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")


@pytest.fixture
def lake(both: Both, tmp_path: Path) -> Path:
    """A lake in a folder of its own, with two versions."""
    (tmp_path / "old").mkdir()
    made = warehouse_at(f"ducklake:{tmp_path / 'old' / 'lake.ducklake'}")
    gongkai("copy", both.file, named(made))
    night(made)
    return made


def night(lake: Path) -> None:
    assert ingest(Request([str(SAMPLES[0].absolute())], lake, force=True)).load.published


def catalogs(lake: Path) -> list[Path]:
    return [lake, *(one.path for one in versions(lake))]


def test_a_moved_lake_is_read_and_goes_on(lake: Path) -> None:
    before = contents(lake)
    there = shutil.move(lake.parent, lake.parent.with_name("new"))
    moved = warehouse_at(f"ducklake:{Path(there) / 'lake.ducklake'}")
    assert contents(moved) == before
    night(moved)
    assert not lake.parent.exists(), "nothing is written where it was"
    assert [contents(path).keys() for path in catalogs(moved)] == [before.keys()] * 4
    rollback(moved)
    assert contents(moved) == before
    sweep(catalogs(moved), grace=0)
    assert contents(moved) == before


def test_a_copied_folder_is_a_lake_of_its_own(lake: Path) -> None:
    before = contents(lake)
    there = shutil.copytree(lake.parent, lake.parent.with_name("new"))
    other = warehouse_at(f"ducklake:{there / 'lake.ducklake'}")
    night(other)
    sweep(catalogs(other), grace=0)
    assert contents(lake) == before
    shutil.rmtree(lake.parent)
    assert contents(other).keys() == before.keys()


def test_a_folder_of_another_name_is_found_beside_its_catalog(both: Both, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    gongkai("copy", both.file, f"ducklake:{old / 'lake.ducklake'}", "--data", old / "tables")
    before = contents(old / "lake.ducklake")
    old.rename(tmp_path / "new")
    assert contents(tmp_path / "new" / "lake.ducklake") == before
    (tmp_path / "new" / "tables").rename(tmp_path / "new" / "lake.ducklake.files")
    assert contents(tmp_path / "new" / "lake.ducklake") == before


@pytest.mark.parametrize("words", [["sql", "FROM report", "-w"], ["ingest", str(SAMPLES[0].absolute()), "-w"]])
def test_files_that_are_nowhere_are_named_in_one_line(lake: Path, words: list[str]) -> None:
    data = Layout.of(lake).data
    away = data.rename(data.with_name("away"))
    said = " ".join(gongkai(*words, named(lake), code=2).stderr.split())
    assert f"its tables were at {data}, which is not there" in said
    away.rename(data)
    assert contents(lake)


def test_a_backup_taken_while_nights_go_on_is_restored_elsewhere(lake: Path, tmp_path: Path) -> None:
    before, backup = contents(lake), tmp_path / "backup"
    backup.mkdir()
    subprocess.run(f"cp {lake.parent}/lake.ducklake backup/", shell=True, check=True, cwd=tmp_path)
    night(lake)  # whose files are copied, too, and named by nothing
    subprocess.run(f"cp -r {lake.parent}/lake.ducklake.files backup/", shell=True, check=True, cwd=tmp_path)
    shutil.rmtree(lake.parent)
    restored = warehouse_at(f"ducklake:{backup / 'lake.ducklake'}")
    assert contents(restored) == before
    night(restored)
    sweep(catalogs(restored), grace=0)
    assert contents(restored).keys() == before.keys()
