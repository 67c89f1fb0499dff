"""Tables, views and the form as data, in an open warehouse."""

from collections.abc import Mapping

import duckdb
import polars as pl

from load.attached import is_lake
from load.building.meanings import describe
from load.lake.tables import create_in_lake
from load.scripts import TABLES, Script, read_scripts
from load.warehouse import SCHEMA_VERSION
from transform.forms import Forms
from transform.prose.claims.lexicon import claim_definitions


def create_tables(connection: duckdb.DuckDBPyConnection, *kinds: str) -> None:
    """Create every table that is not there yet, or those of some kinds, and mark an empty database as ours."""
    found = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()")
    there = {name for (name,) in found.fetchall()}
    in_lake = is_lake(connection)
    for script in read_scripts(*(kinds or TABLES)):
        if script.name not in there:
            connection.execute(f"{create_in_lake(script)};{script.comments}" if in_lake else script.create)
            connection.execute(_comment("TABLE", script))
    if "warehouse_meta" not in there and not kinds:
        connection.execute("INSERT INTO warehouse_meta VALUES ('gongkai', ?, NULL)", [SCHEMA_VERSION])


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros those of this version, in a warehouse that has its views."""
    in_lake = is_lake(connection)
    for script in read_scripts("macros"):
        _create_macro(connection, script, in_lake=in_lake)


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace all macros and views by those of this version, and comment every column of the warehouse."""
    old = connection.execute(
        "SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal AND database_name = current_database()"
    ).fetchall()
    for schema, name in old:
        connection.execute(f'DROP VIEW "{schema}"."{name}"')
    in_lake = is_lake(connection)  # where columns of views have no comments
    for script in read_scripts("macros", "views"):
        if script.kind == "macros":
            _create_macro(connection, script, in_lake=in_lake)
        else:
            connection.execute(script.definition if in_lake else script.sql)
            connection.execute(_comment("VIEW", script))
    describe(connection)


def _create_macro(connection: duckdb.DuckDBPyConnection, script: Script, *, in_lake: bool) -> None:
    connection.execute(script.sql.replace("CREATE MACRO", "CREATE OR REPLACE MACRO", 1))
    if not in_lake:  # which keeps comments of tables, their columns and views only
        connection.execute(_comment("MACRO TABLE", script))


def fill_tables(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pl.DataFrame]) -> None:
    """Replace the rows of some tables: name -> all its rows, a column for each of the table's."""
    for table, frame in tables.items():
        connection.register("all_rows", frame)
        connection.execute(f"DELETE FROM {table}")
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM all_rows")
        connection.unregister("all_rows")


def form_tables(forms: Forms) -> dict[str, pl.DataFrame]:
    """One frame for each table of the forms, and of what claims can mean in them."""
    columns = forms.labels.filter(pl.col("kind") == "column", pl.col("first_seen") == "form")
    return {
        "form_edition": forms.editions.select("edition", "first_year", "last_year", "legal_basis", "title"),
        "form_row": forms.rows.select("edition", "form", "row_code", "parent", "number", "label"),
        "form_column": columns.unique(["edition", "form", "code"], keep="first", maintain_order=True).select(
            "edition", "form", pl.col("code").alias("column_code"), "label"
        ),
        "form_cell": forms.cells.select("edition", "form", "row_code", "column_code", "unit", "cell"),
        "form_identity": forms.identities.rename({"identity": "check_code"}),
        "claim_definition": claim_definitions(),
        "form_section": forms.sections.select("edition", "section", "ordinal", "heading"),
    }


def _comment(kind: str, script: Script) -> str:
    """COMMENT ON the table or view, from the head of its file."""
    words = f"{script.meaning} Grain: {script.grain}.".replace("'", "''")
    return f"COMMENT ON {kind} {script.name} IS '{words}'"
