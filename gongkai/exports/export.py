"""A warehouse as a folder of tidy tables that other programs read: Parquet, CSV or Excel.

The folder holds one file a table, `data-dictionary.md`, and `datapackage.json` (Frictionless Data Package).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import duckdb

from extract.errors import need
from gongkai.exports.datapackage import DESCRIPTOR, Table, descriptor
from gongkai.exports.dictionary import dictionary_of
from gongkai.exports.folder import new_folder
from gongkai.exports.spreadsheet import CSV_OPTIONS, check_sheets, csv_columns, write_sheet
from load.errors import QueryError, first_line
from load.scripts import TABLES, Script, read_scripts
from load.warehouse import reading

ExportFormat = Literal["parquet", "csv", "xlsx"]

#: Memory that DuckDB may take; the rest goes to temporary files.
MEMORY = "600MB"


def export(
    warehouse: Path, target: Path, form: ExportFormat, tables: Sequence[str] = (), *, force: bool = False
) -> list[Table]:
    """Write a warehouse's tables into a new folder, whole or not at all.

    Args:
        warehouse: the file to read.
        target: the folder to make; it does not exist or is empty.
        form: `parquet`, `csv` or `xlsx`.
        tables: names of tables and views; where none is given all but those that
            are written when named only (`-- export: when named` in their SQL).
        force: replace an earlier export.

    Returns:
        What was written; each `path` is relative to `target`.

    Raises:
        WarehouseError: `warehouse` is no warehouse.
        QueryError: `target` cannot be made, a table does not exist, or does not fit a sheet.
        extract.errors.MissingExtraError: `xlsx` without the extra `excel`.
    """
    if form == "xlsx":
        need("excel", "xlsxwriter")
    with reading(warehouse) as connection:
        try:
            connection.execute(f"SET memory_limit = '{MEMORY}'; SET TimeZone = 'UTC'; SET enable_progress_bar = false")
            chosen = chosen_scripts(connection, tables)
            if form == "xlsx":
                check_sheets(connection, chosen)
            with new_folder(target, DESCRIPTOR, force=force) as folder:
                written = [_write(connection, script, folder, form) for script in chosen]
                (folder / "data-dictionary.md").write_text(dictionary_of(connection, chosen), encoding="utf-8")
                (folder / DESCRIPTOR).write_text(descriptor(connection, written, folder), encoding="utf-8")
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            raise QueryError(f"{warehouse} cannot be exported: {first_line(error)}") from error
    return written


def chosen_scripts(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[Script]:
    """The tables to write, tables before views, by name.

    Args:
        connection: to the warehouse.
        names: of tables and views; none is all but those written when named only.

    Raises:
        QueryError: there is none of a name.
    """
    there = {row[0] for row in connection.execute("SELECT DISTINCT table_name FROM duckdb_columns()").fetchall()}
    scripts = {
        script.name: script
        for kinds in (TABLES, ("views",))
        for script in sorted(read_scripts(*kinds), key=lambda script: script.name)
        if script.name in there
    }
    unknown = [name for name in names if name not in scripts]
    if unknown:
        raise QueryError(f"no table or view {', '.join(unknown)}; there are {', '.join(scripts)}")
    return [scripts[name] for name in names or scripts if names or not scripts[name].only_named]


def _write(connection: duckdb.DuckDBPyConnection, script: Script, folder: Path, form: ExportFormat) -> Table:
    """One file; DuckDB streams Parquet and CSV by itself."""
    path = folder / f"{script.name}.{form}"
    if form == "xlsx":
        rows = write_sheet(connection, script, path)
    else:
        columns, options = "*", "FORMAT parquet, COMPRESSION zstd"
        if form == "csv":
            columns, options = csv_columns(connection, script.name), CSV_OPTIONS
        quoted = str(path).replace("'", "''")
        copy = f"COPY (SELECT {columns} FROM {script.name}) TO '{quoted}' ({options})"
        rows = connection.execute(copy).fetchall()[0][0]
    return Table(script, Path(path.name), rows, path.stat().st_size)
