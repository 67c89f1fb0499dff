"""Slices of the kept tables: worked out in the warehouse, apart from it, or elsewhere, always with the same SQL.

A slice needs the rows of its agencies and nothing of others'. Where these are few of many, they are gathered first, in
one pass over the facts: each statement of a slice would look through all of them. For workers they go out as Parquet
files, and the slice's rows come back as such. Which tables a slice needs, the heads of the SQL files tell.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from load.attached import building_connection, quoted
from load.building.chunks import FORMS
from load.building.steps import run_step
from load.building.workers import read_parquet, write_rows
from load.run import Limits
from load.scripts import TABLES, Script, read_scripts

#: What tells the slices' reports, a row each, as `find_stale` makes it.
_STALE = "stale"
#: Rows of all slices together that wait to be written: bounds the memory of cutting a table into slices.
_WAITING = 1_000_000


def scripts_by_report() -> list[Script]:
    """The scripts that each slice runs, each after those it reads."""
    return [script for script in read_scripts("steps", "kept") if script.refresh == "report"]


def cut(connection: duckdb.DuckDBPyConnection, to: Path) -> tuple[Path, list[Path]]:
    """Write what the slices of `stale` need.

    Args:
        connection: the warehouse, with the tables of `find_stale`; what is gone is out of its kept tables.
        to: an empty folder.

    Returns:
        The folder that all slices share, and one for each slice, in their order.
    """
    shared, slices = to / "shared", connection.execute("SELECT max(slice) + 1 FROM stale").fetchall()[0][0]
    folders = [to / f"slice-{number}" for number in range(slices)]
    for folder in (shared, *folders):
        folder.mkdir()
    connection.execute(f"SET partitioned_write_flush_threshold = {max(_WAITING // slices, 1)}")
    run_step(connection, "find_needed")
    _cut(connection, _STALE, _STALE, folders)
    for name in _tables_needed():
        if _hangs_on_reports(connection, name):
            rows = f"(SELECT it.*, slice FROM {name} AS it JOIN {_needed_of(name)} USING (report_id))"
            _cut(connection, name, rows, folders)
        else:
            write_rows(connection, f"FROM {name}", shared / f"{name}.parquet")
    return shared, folders


def _cut(connection: duckdb.DuckDBPyConnection, name: str, rows: str, folders: Sequence[Path]) -> None:
    """Write rows that say of which slice they are, as a table's, into the folders of the slices."""
    together = folders[0].with_name(name)
    connection.execute(f"COPY {rows} TO '{quoted(str(together))}' (FORMAT parquet, PARTITION_BY (slice))")
    for number, path in enumerate(sorted(together.rglob("*.parquet"))):
        path.rename(folders[int(path.parent.name.rpartition("=")[2])] / f"{name}-{number}.parquet")


def work_out(shared: Path, folder: Path, to: Path, limits: Limits) -> None:
    """Work out one slice, as the load itself would.

    Args:
        shared: the folder of the tables that each slice needs whole.
        folder: the slice's.
        to: an empty folder, for a Parquet file for each kept table: its rows of the slice's reports.
        limits: what may be used.
    """
    spill = Path(f"{to}.spill")
    spill.mkdir()
    with building_connection(limits, str(spill)) as connection:
        for script in _needed():
            files = [*shared.glob(f"{script.name}.parquet"), *folder.glob(f"{script.name}-*.parquet")]
            if files and script.kind != "kept":
                connection.execute(f"CREATE VIEW {script.name} AS FROM {read_parquet(files)}")
                continue
            connection.execute(script.definition)
            if files:
                connection.execute(f"INSERT INTO {script.name} BY NAME FROM {read_parquet(files)}")
        stale = read_parquet(sorted(folder.glob(f"{_STALE}-*.parquet")))
        connection.execute(f"CREATE VIEW {_STALE} AS SELECT *, 0 AS slice FROM {stale}")
        fill_slice(connection, 0, spill)
        for name in filled():
            write_rows(connection, f"FROM {name} SEMI JOIN touched USING (report_id)", to / f"{name}.parquet")


def fill_slice(connection: duckdb.DuckDBPyConnection, number: int, spill: Path) -> None:
    """Work out one slice of `stale` in the kept tables.

    Args:
        connection: the warehouse, or what stands for it.
        number: of the slice.
        spill: a folder for what does not fit into memory.
    """
    connection.execute("SET VARIABLE telling_place = $place", {"place": f"{spill}/telling_cell.parquet"})
    connection.execute(f"SET VARIABLE kept_slice = {number}")
    run_step(connection, "touch_slice")
    for script in scripts_by_report():
        connection.execute(script.fill)


def fill_slice_apart(connection: duckdb.DuckDBPyConnection, number: int, spill: Path) -> None:
    """As `fill_slice`, over what the slice needs: temporary tables, which stand before those of the warehouse.

    Args:
        connection: the warehouse.
        number: of the slice.
        spill: a folder for what does not fit into memory.
    """
    run_step(connection, "find_needed")
    warehouse = connection.execute("SELECT current_database()").fetchall()[0][0]
    apart = [script for script in _needed() if script.kind == "views" or _hangs_on_reports(connection, script.name)]
    for script in apart:
        if script.kind == "views":
            connection.execute(script.definition.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))
            continue
        rows = f"FROM {warehouse}.main.{script.name}"
        if script.kind == "kept" and not script.is_read_back:
            rows = f"{rows} LIMIT 0"
        else:
            rows = f"{rows} SEMI JOIN (FROM {_needed_of(script.name)} WHERE slice = {number}) AS it USING (report_id)"
        connection.execute(f"CREATE TEMP TABLE {script.name} AS {rows}")
    fill_slice(connection, number, spill)
    for name in filled():
        connection.execute(f"INSERT INTO {warehouse}.main.{name} FROM {name} SEMI JOIN touched USING (report_id)")
    for script in reversed(apart):
        connection.execute(f"DROP {'VIEW' if script.kind == 'views' else 'TABLE'} temp.main.{script.name}")


def filled() -> list[str]:
    """The names of the kept tables that a slice fills."""
    return [script.name for script in scripts_by_report() if script.kind == "kept"]


def _needed() -> list[Script]:
    """The tables, views and macros that the scripts of a slice read, each after those it reads itself."""
    every = read_scripts(*TABLES, "macros", "views", "steps")
    found = {script.name for script in scripts_by_report()}
    for script in reversed(every):
        if script.name in found:
            found.update(script.depends)
    return [script for script in every if script.name in found and script.kind != "steps"]


def _tables_needed() -> list[str]:
    """Those of them whose rows are read, and not worked out by the slice itself."""
    return [
        script.name for script in _needed() if script.kind in TABLES and (script.kind != "kept" or script.is_read_back)
    ]


def _hangs_on_reports(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether a table's rows are of reports."""
    return name in {script.name for script in read_scripts(*TABLES)} and "report_id" in connection.table(name).columns


def _needed_of(name: str) -> str:
    """The table of the reports whose rows of a table a slice needs: cells also of the years that sums look back at."""
    return "needed_cells" if name in FORMS else "needed"
