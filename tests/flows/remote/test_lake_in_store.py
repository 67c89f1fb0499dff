"""A lake whose Parquet files are in an object store."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.errors import StoreError
from extract.object_store import Objects
from flows.cli import app
from load.errors import LoadError
from load.lake.claim import OURS
from load.lake.upkeep import sweep
from load.publishing.layout import Layout
from load.publishing.versions import versions
from load.warehouse import open_readonly
from tests.flows.remote.conftest import KEY_ID, SECRET
from tests.load.lake.conftest import contents

pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")
SAMPLES = [str(path.absolute()) for path in sorted(Path("data/samples").glob("*.txt"))[:2]]


def run(*arguments: str) -> str:
    """What a command prints; who asks the store is never in it."""
    done = CliRunner().invoke(app, arguments)
    assert KEY_ID not in done.output
    assert SECRET not in done.output
    assert done.exit_code == 0, done.output
    return done.output


def test_a_lake_lives_in_a_store(store: str, tmp_path: Path) -> None:
    catalog = tmp_path / "lake.ducklake"
    lake = ["--warehouse", f"ducklake:{catalog}"]
    run("ingest", SAMPLES[0], *lake, "--data", f"{store}/data/", "--json")
    run("ingest", *SAMPLES, *lake, "--json")
    assert not Layout.of(catalog).data.exists(), "the catalog knows where its files are"
    assert "2" in run("sql", "SELECT count(*) FROM report", *lake, "--format", "csv")
    objects = Objects(f"{store}/data")
    objects.put("main/report/ducklake-of-a-run-that-died.parquet", b"PAR1")
    objects.put("main/report/mine.parquet", b"PAR1")
    assert sweep([catalog, *(one.path for one in versions(catalog))]) == 0, "somebody may be reading it"
    assert sweep([catalog, *(one.path for one in versions(catalog))], grace=0) == 1
    assert objects.size("main/report/mine.parquet") == 4, "not ours"
    run("rollback", *lake)
    with open_readonly(catalog) as connection:
        assert connection.execute("SELECT count(*) FROM report").fetchall() == [(1,)]
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def test_a_store_that_does_not_answer_is_one_line(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    lake = f"ducklake:{tmp_path / 'lake.ducklake'}"
    done = CliRunner().invoke(app, ["ingest", SAMPLES[0], "--warehouse", lake, "--data", f"{store}/data/"])
    assert isinstance(done.exception, StoreError), "which the command line prints, and exits with 3"
    assert "does not answer" in str(done.exception)
    assert SECRET not in f"{done.output}{done.exception}"
    assert not (tmp_path / "lake.ducklake").exists()


def test_a_warehouse_is_copied_into_a_store(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, lake = tmp_path / "w.duckdb", f"ducklake:{tmp_path / 'lake.ducklake'}"
    run("ingest", SAMPLES[0], "--warehouse", str(file), "--json")

    def fail(*_: object) -> None:
        raise LoadError("nothing is right")

    with monkeypatch.context() as patch:
        patch.setattr("load.publishing.copying.check_copy", fail)
        done = CliRunner().invoke(app, ["copy", str(file), lake, "--data", f"{store}/data/"])
    assert isinstance(done.exception, LoadError)
    assert not list(Objects(f"{store}/data").sizes()), "nothing is left there"
    run("copy", str(file), lake, "--data", f"{store}/data/")
    assert contents(tmp_path / "lake.ducklake") == contents(file)
    assert all(OURS.fullmatch(name) for name, _ in Objects(f"{store}/data").sizes())
    refused = CliRunner().invoke(app, ["copy", str(file), f"ducklake:{tmp_path / 'two'}", "--data", f"{store}/data"])
    assert "holds the tables of a lake already" in str(refused.exception)
    run("copy", lake, str(tmp_path / "back.duckdb"))
    assert contents(tmp_path / "back.duckdb") == contents(file)
