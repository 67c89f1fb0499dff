"""A lake holds what a file holds, table by table, after loads, nights, a forced reread and a rollback."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.request import Request
from flows.run.pipeline import ingest
from gongkai.checking import check_warehouse
from load.attached import attach, building_connection
from load.errors import LoadError, WarehouseError
from load.extensions import load_extension, offline
from load.lake.address import Lake, named, warehouse_at
from load.lake.tables import check_constraints
from load.lake.upkeep import merge_small_files, sweep
from load.publishing.layout import Layout
from load.publishing.publish import rollback
from load.publishing.versions import versions
from load.run import Limits
from load.warehouse import open_readonly
from tests.load.lake.conftest import SAMPLES, Both, cells, contents

pytest.importorskip("duckdb_extension_ducklake", reason="without the extra cluster")


@pytest.fixture
def opened(both: Both) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_readonly(both.lake) as connection:
        yield connection


def test_after_nights_all_tables_and_views_are_equal(both: Both) -> None:
    assert len(contents(both.lake)) > 80
    assert both.differences() == []


def test_checks_pass_as_on_the_file(both: Both) -> None:
    of_file, of_lake = (
        [(one.check, one.rows, one.error) for one in check_warehouse(w, 3)] for w in (both.file, both.lake)
    )
    assert of_lake == of_file


def test_tables_have_their_comments(both: Both, opened: duckdb.DuckDBPyConnection) -> None:
    said = """
        SELECT table_name, column_name, comment FROM duckdb_columns()
        SEMI JOIN duckdb_tables() USING (database_name, table_name)
        WHERE database_name = 'warehouse' ORDER BY 1, 2
    """
    with open_readonly(both.file) as file:
        assert opened.execute(said).fetchall() == file.execute(said).fetchall()


def test_nothing_new_publishes_nothing(both: Both) -> None:
    before = both.lake.read_bytes()
    both.night(SAMPLES)
    assert both.lake.read_bytes() == before


def test_a_reader_keeps_what_it_opened_and_the_night_goes_on(both: Both) -> None:
    with open_readonly(both.lake) as reader:
        before = reader.execute("SELECT sum(hash(it)) FROM cell AS it").fetchall()
        both.night(SAMPLES[:1], force=True)
        assert both.differences() == []
        assert reader.execute("SELECT sum(hash(it)) FROM cell AS it").fetchall() == before


def test_a_few_of_many_reports_are_worked_out_apart(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("load.building.kept._are_few", lambda _: True)
    before = contents(both.lake)
    both.night(SAMPLES[:5], force=True)
    assert both.differences() == []
    now = contents(both.lake)
    assert {name: rows for name, rows in now.items() if name.startswith("kept_")} == {
        name: rows for name, rows in before.items() if name.startswith("kept_")
    }


def test_rollback_brings_back_what_was(both: Both) -> None:
    for warehouse in (both.file, both.lake):
        rollback(warehouse)
    assert both.differences() == []


def test_a_query_of_anybody_reads_the_lake_and_nothing_else(opened: duckdb.DuckDBPyConnection, both: Both) -> None:
    opened.execute("SET enable_external_access = false; SET lock_configuration = true")
    assert opened.execute("SELECT count(*) > 0 FROM cell").fetchall() == [(True,)]
    for outside in ("/etc/passwd", str(both.file), f"{Layout.of(both.lake).data}/../w.duckdb"):
        with pytest.raises(duckdb.PermissionException):
            opened.execute(f"FROM read_blob('{outside}')")


def test_a_version_is_a_catalog_and_reads_by_itself(both: Both) -> None:
    kept = versions(both.lake)
    assert len(kept) > 1
    assert all(cells(one.path)[0][0] for one in kept)


def test_files_that_no_version_names_go_in_time(both: Both) -> None:
    data = Layout.of(both.lake).data
    catalogs = [both.lake, *(one.path for one in versions(both.lake))]
    sweep(catalogs, grace=0)
    before = {w: cells(w) for w in catalogs}
    dead = data / "main" / "report" / "ducklake-of-a-run-that-died.parquet"
    foreign = data / "main" / "report" / "mine.parquet"
    for path in (dead, foreign):
        path.write_bytes(b"PAR1")
    assert sweep(catalogs) == 0, "somebody may be reading it"
    assert sweep(catalogs, grace=0) == 1
    assert not dead.exists()
    assert foreign.exists(), "not ours"
    foreign.unlink()
    assert {w: cells(w) for w in catalogs} == before


def test_many_small_files_become_one(both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("load.lake.upkeep.MANY", 2)
    catalog = tmp_path / "copy.ducklake"
    catalog.write_bytes(both.lake.read_bytes())
    before = cells(catalog)
    files = "SELECT sum(file_count) FROM ducklake_table_info('warehouse')"
    with duckdb.connect() as connection:
        from load.attached import attach  # noqa: PLC0415

        attach(connection, catalog, "warehouse")
        many = connection.execute(files).fetchall()[0][0]
        merge_small_files(connection)
        assert connection.execute(files).fetchall()[0][0] < many
    assert cells(catalog) == before


def test_small_files_that_memory_does_not_do_for_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is committed is loaded: tidying up ends no run."""
    monkeypatch.setattr("load.lake.upkeep.MANY", 2)
    (tmp_path / "data").mkdir()
    with building_connection(Limits(threads=1), str(tmp_path / "spill")) as connection:
        attach(connection, tmp_path / "lake.ducklake", "warehouse", data=f"{tmp_path}/data/")
        connection.execute("CREATE TABLE warehouse.whole (text VARCHAR)")
        for part in range(2):
            words = f"list_transform(range(300), lambda n: md5((n + 300 * i + {part})::VARCHAR))"
            text = f"list_aggregate({words}, 'string_agg', '')"
            connection.execute(f"INSERT INTO warehouse.whole SELECT {text} FROM range(1000) AS t(i)")
        connection.execute("SET memory_limit = '8MB'")
        merge_small_files(connection)
        connection.execute("SET memory_limit = '600MB'")
        assert connection.execute("SELECT count(*), min(length(text)) FROM warehouse.whole").fetchall() == [
            (2000, 9600)
        ]
    assert "small files of the lake's table whole stay for now" in caplog.text


@pytest.mark.parametrize("made_before", [True, False])
def test_whole_texts_wait_in_memory_by_the_megabyte_not_by_the_row(tmp_path: Path, *, made_before: bool) -> None:
    catalog, data = tmp_path / "lake.ducklake", f"{tmp_path}/data/"
    Path(data).mkdir()
    if made_before:
        with duckdb.connect(config=offline()) as plain:
            load_extension(plain, "ducklake", "cluster")
            plain.execute(f"ATTACH 'ducklake:{catalog}' AS lake (DATA_PATH '{data}')")
            plain.execute("CREATE TABLE lake.whole (text VARCHAR)")
    with building_connection(Limits(threads=1), str(tmp_path / "spill")) as connection:
        attach(connection, catalog, "lake", data=data)
        connection.execute("CREATE TABLE IF NOT EXISTS lake.whole (text VARCHAR)")
        connection.execute("INSERT INTO lake.whole SELECT repeat(i::VARCHAR, 2000) FROM range(100000, 106000) AS t(i)")
        groups = f"SELECT count(DISTINCT row_group_id) FROM parquet_metadata('{data}main/whole/*.parquet')"
        assert connection.execute(groups).fetchall()[0][0] > 2
        assert connection.execute("SELECT count(*), min(length(text)) FROM lake.whole").fetchall() == [(6000, 12000)]


def test_constraints_that_a_lake_does_not_know_are_checked(both: Both) -> None:
    with open_readonly(both.lake) as connection:
        connection.execute("CREATE TEMP TABLE incoming AS SELECT report_id FROM warehouse.report")
        check_constraints(connection)
        connection.execute(
            "CREATE TEMP VIEW dim_agency AS FROM warehouse.dim_agency UNION ALL FROM warehouse.dim_agency"
        )
        with pytest.raises(LoadError, match="constraint of dim_agency"):
            check_constraints(connection)
        connection.execute("DROP VIEW temp.dim_agency")
        connection.execute(
            "CREATE TEMP VIEW fact_dispute AS SELECT * REPLACE ('guessed' AS state) FROM warehouse.fact_dispute"
        )
        with pytest.raises(LoadError, match="constraint of fact_dispute"):
            check_constraints(connection)


def test_a_load_that_fails_leaves_the_lake_as_it_was(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    before = both.lake.read_bytes()

    def fail(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("load.publishing.files.sync", fail)
    with pytest.raises(LoadError, match="No space left"):
        ingest(Request([str(SAMPLES[0].absolute())], both.lake, force=True))
    assert both.lake.read_bytes() == before
    assert not list(Layout.of(both.lake).unfinished())


def test_a_new_lake_keeps_its_files_where_it_is_told(tmp_path: Path) -> None:
    lake = warehouse_at(f"ducklake:{tmp_path}/of mine's.db")
    data = f"{tmp_path}/elsewhere/"
    ingest(Request([str(SAMPLES[0].absolute())], lake, data=data))
    assert list(Path(data).rglob("*.parquet"))
    assert not Layout.of(lake).data.exists()
    assert cells(tmp_path / "of mine's.db")[0][0] > 100, "a lake is known by what is in its catalog"


def test_a_lake_of_another_program_is_refused(tmp_path: Path) -> None:
    catalog = tmp_path / "theirs.ducklake"
    with duckdb.connect() as connection:
        from load.extensions import load_extension  # noqa: PLC0415

        load_extension(connection, "ducklake", "cluster")
        connection.execute(f"ATTACH 'ducklake:{catalog}' AS theirs; CREATE TABLE theirs.t AS SELECT 1 AS x")
    before = catalog.read_bytes()
    with pytest.raises(WarehouseError, match="belongs to another program"):
        ingest(Request([str(SAMPLES[0].absolute())], warehouse_at(f"ducklake:{catalog}")))
    assert catalog.read_bytes() == before


def test_a_lake_is_named_by_its_scheme() -> None:
    lake = warehouse_at("ducklake:/data/lake.ducklake")
    assert isinstance(lake, Lake)
    assert isinstance(lake.absolute(), Lake)
    assert os.fspath(lake) == "/data/lake.ducklake"
    assert warehouse_at(named(lake)) == lake
    assert named(Path("w.duckdb")) == "w.duckdb"
    assert not isinstance(warehouse_at("w.duckdb"), Lake)


@pytest.mark.parametrize(
    "name",
    [
        "ducklake:",
        "ducklake:mysql:host=h",
        "ducklake:postgres:host=h password=secret",
        "ducklake:postgres://u:secret@h/d",
    ],
)
def test_a_name_that_means_no_lake_is_refused_without_its_password(name: str) -> None:
    with pytest.raises(WarehouseError) as refused:
        warehouse_at(name)
    assert "secret" not in str(refused.value)
