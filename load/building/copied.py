"""What one warehouse holds, in the tables of another one that is built: a statement a table, then compared."""

from collections.abc import Callable

import duckdb

from load.attached import is_lake
from load.building.checks import checks_digest, run_checks
from load.building.definition import define_as_copied
from load.building.schema import create_tables
from load.errors import LoadError
from load.lake.tables import check_constraints
from load.scripts import TABLES, read_scripts
from transform.forms import Forms

#: Tables that say how a warehouse was made and checked, which each is by itself.
_OWN = frozenset({"warehouse_meta", "refreshed_by"})
#: Of 100, how far it is when all tables are filled, and compared.
_FILLED, _COMPARED = 70, 90

#: Called with what begins, a table's name or a stage of `load.building.stages`, and how much is done by then, of 100.
Watch = Callable[[str, int], None]


def copy_tables(connection: duckdb.DuckDBPyConnection, source: str, forms: Forms, watch: Watch) -> tuple[int, int]:
    """Fill the open warehouse, which is empty, with the tables of another one; a file in the order of their rows.

    Args:
        connection: the warehouse that is built, as the current database, and the other one beside it.
        source: the name of that one; it is of this schema and not outdated.
        forms: the statutory forms.
        watch: told what begins.

    Returns:
        How many tables and rows there are.

    Raises:
        LoadError: a table is not the same afterwards.
    """
    create_tables(connection)
    if not is_lake(connection):
        connection.execute("SET preserve_insertion_order = true")
    tables = [script.name for script in read_scripts(*TABLES) if script.name not in _OWN]
    rows = {table: _number(connection, f"{source}.main.{table}") for table in tables}
    total, done = max(sum(rows.values()), 1), 0
    for table in tables:
        watch(table, _FILLED * done // total)
        connection.execute(f"INSERT INTO warehouse.main.{table} BY NAME FROM {source}.main.{table}")
        done += rows[table]
    watch("compare", _FILLED)
    for table in tables:
        if _digest(connection, table, "warehouse") != _digest(connection, table, source):
            raise LoadError(f"{table} is another one in the copy; nothing was published")
    define_as_copied(connection, forms)
    return len(tables), sum(rows.values())


def check_copy(connection: duckdb.DuckDBPyConnection, watch: Watch) -> None:
    """Check the open warehouse, all its reports, as a run checks those that came in.

    Raises:
        CheckFailed: a check of severity `fail` found rows.
    """
    watch("checks", _COMPARED)
    run_checks(connection)
    if is_lake(connection):
        connection.execute("CREATE TEMP TABLE incoming AS SELECT report_id FROM report")
        check_constraints(connection)
    connection.execute("UPDATE warehouse_meta SET checked_by = ?", [checks_digest(connection)])
    if not is_lake(connection):
        connection.execute("CHECKPOINT")


def _digest(connection: duckdb.DuckDBPyConnection, table: str, database: str) -> list[tuple[int, int]]:
    """How many rows a table has, and a digest of them in whatever order."""
    found = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = 'warehouse' AND table_name = $table "
        "ORDER BY column_index",
        {"table": table},
    )
    columns = ", ".join(f'"{column}"' for (column,) in found.fetchall())
    return connection.execute(
        f"SELECT count(*), sum(hash(it)) FROM (SELECT {columns} FROM {database}.main.{table}) AS it"
    ).fetchall()


def _number(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
