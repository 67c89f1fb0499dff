"""The queries of `dashboards/queries`: short, with an answer, and the same answer wherever docs/bi.md says they run."""

import re
import sqlite3
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from gongkai.exports.export import export
from gongkai.queries.frames import run_query
from load.scripts import TABLES as KINDS
from load.scripts import read_scripts
from tests.flows.command import ROOT

QUERIES = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "dashboards" / "queries").glob("*.sql")}
#: What they read.
KNOWN = {script.name for script in read_scripts(*KINDS, "views")}
TABLES = sorted({name for sql in QUERIES.values() for name in re.findall(r"\b(?:FROM|JOIN) (\w+)", sql)} & KNOWN)


def plain(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    """Rows with every number as one kind."""
    return [tuple(float(it) if isinstance(it, int | Decimal) else it for it in row) for row in frame.iter_rows()]


@pytest.fixture(scope="module")
def parquet(generated: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Views over an export."""
    folder = tmp_path_factory.mktemp("bi") / "tables"
    connection = duckdb.connect()
    for table in export(generated, folder, "parquet", TABLES):
        connection.execute(f"CREATE VIEW {table.path.stem} AS FROM '{folder / table.path}'")
    return connection


@pytest.fixture(scope="module")
def sqlite(generated: Path) -> sqlite3.Connection:
    """The tables in SQLite, decimals as floating point."""
    connection = sqlite3.connect(":memory:")
    for table in TABLES:
        frame = run_query(generated, f"FROM {table}").with_columns(
            pl.col(pl.Decimal).cast(pl.Float64), pl.col(pl.Date, pl.Datetime).cast(pl.String)
        )
        connection.execute(f"CREATE TABLE {table} ({', '.join(frame.columns)})")
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * frame.width)})", frame.iter_rows())
    return connection


def test_there_are_fifteen() -> None:
    assert len(QUERIES) == 15


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_query_is_short_and_says_the_same_everywhere(
    name: str, generated: Path, parquet: duckdb.DuckDBPyConnection, sqlite: sqlite3.Connection
) -> None:
    sql = QUERIES[name]
    assert sql.startswith("-- ")
    assert len(sql.splitlines()) <= 15
    found = run_query(generated, sql)
    assert found.height > 0
    assert plain(parquet.execute(sql).pl()) == plain(found)
    there = sqlite.execute(sql).fetchall()
    assert [tuple(float(it) if isinstance(it, int) else it for it in row) for row in there] == plain(found)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_what_is_added_up_is_never_a_governments_and_its_departments(name: str) -> None:
    adds = re.search(r"sum\((?:requests|told \* requests|corrected|received)\)", QUERIES[name])
    assert (adds is not None) == (" AS whose," in QUERIES[name])


@pytest.mark.parametrize("name", sorted(name for name, sql in QUERIES.items() if "rate" in sql))
def test_a_rate_stands_beside_the_reports_behind_it(name: str, generated: Path) -> None:
    found = run_query(generated, QUERIES[name])
    # Above 1 where a report prints more of a kind than of all: what is misprinted stays.
    assert (found["rate"].drop_nulls() >= 0).all()
    assert found["rate"].count() > 0
    assert found["n_reports"].is_between(1, 120).all(), "never more than the agencies that there are"
    assert (found["n_known"] <= found["n_reports"]).all()
