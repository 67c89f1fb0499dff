"""What is refused as a warehouse, untouched, in one line."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from gongkai.queries.frames import run_query
from load.errors import LoadError, WarehouseError
from load.hints.known import known_content
from load.publishing.layout import Layout
from load.warehouse import is_warehouse, open_readonly
from tests.load.batches import document
from tests.load.conftest import Load
from transform.shapes import PARSER_VERSION


def make_foreign(file: Path, sql: str = "CREATE TABLE t AS SELECT 1 AS a") -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(sql)


META = "CREATE TABLE warehouse_meta AS SELECT '{}' AS application, {} AS schema_version"
REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder": (lambda file: file.mkdir(), "is a folder"),
    "text": (lambda file: file.write_text("a,b\n1,2\n" * 9), "not a DuckDB file"),
    "empty": (lambda file: file.touch(), "not a DuckDB file"),
    "foreign": (make_foreign, "belongs to another program; nothing was changed"),
    "other application": (lambda f: make_foreign(f, META.format("shop", 1)), "belongs to another program"),
    "older": (lambda file: make_foreign(file, META.format("gongkai", 1)), "schema version 1 .*ingest .* new file"),
    "newer": (lambda file: make_foreign(file, META.format("gongkai", 99)), "schema version 99 .*update gongkai"),
    "no version": (lambda file: make_foreign(file, META.format("gongkai", "NULL::INT")), "belongs to another program"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, load: Load, file: Path) -> None:
    make, message = REFUSED[name]
    make(file)
    before = file.read_bytes() if file.is_file() else None
    assert not is_warehouse(file)
    with pytest.raises(WarehouseError, match=message):
        open_readonly(file)
    with pytest.raises(WarehouseError, match=message):
        known_content(file, PARSER_VERSION)
    with pytest.raises(LoadError, match=message) as caught:
        load([document("x")])
    assert "\n" not in str(caught.value)
    assert before is None or file.read_bytes() == before


def test_a_log_that_belongs_to_nobody_stops_nothing_and_is_kept(load: Load, file: Path) -> None:
    load([document("x")])
    log = Path(f"{file}.wal")
    log.write_bytes(b"unfinished")
    assert load([document("y", agency="y")]).loaded == 1
    assert not log.exists()
    assert [path.read_bytes() for path in Layout.of(file).aside.glob("*.wal")] == [b"unfinished"]


def test_absent_file_and_folder(load: Load, file: Path, tmp_path: Path) -> None:
    assert load is not None
    assert not is_warehouse(file)
    with pytest.raises(WarehouseError, match="does not exist"):
        open_readonly(tmp_path / "nowhere" / "w.duckdb")


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE report",
        "COPY report TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SET enable_external_access = true",
        "CREATE TABLE t AS SELECT 1",
        "INSTALL httpfs",
        "SELECT 1; SELECT 2",
        "",
        "SELEC 1",
        "SELECT nothing FROM report",
        "SELECT * FROM secret",
    ],
)
def test_query_that_is_no_plain_query(sql: str, loaded: Path) -> None:
    secret = "local variables are not tables"
    with pytest.raises(WarehouseError) as caught:
        run_query(loaded, sql)
    assert "\n" not in str(caught.value)
    assert secret not in str(caught.value)


@pytest.mark.parametrize(
    "sql",
    ["SELECT 1 AS a", "FROM report", "WITH t AS (SELECT 1) FROM t;", "DESCRIBE cell", "SUMMARIZE report"],
)
def test_query_that_is_one(sql: str, loaded: Path) -> None:
    assert run_query(loaded, sql).height >= 1
