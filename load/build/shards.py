"""Slices of the kept tables worked out elsewhere: what a slice needs goes out as Parquet files, its rows come back.

A slice needs the rows of its agencies and nothing of others', so it is worked out wherever these files are, with the
same SQL as here. Which tables it needs, the heads of the SQL files tell.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import duckdb

from load.attached import building_connection, quoted
from load.build.steps import run_step
from load.run import Limits
from load.scripts import TABLES, Script, read_scripts

#: What tells the slices' reports, a row each, as `find_stale` makes it.
_STALE = "stale"
#: Rows of all slices together that wait to be written: bounds the memory of cutting a table into slices.
_WAITING = 1_000_000


class Workers(Protocol):
    """Whoever works out slices."""

    def work_out(self, shared: Path, slices: Sequence[Path]) -> Mapping[Path, Path]:
        """Let slices be worked out by `work_out`.

        Args:
            shared: the folder of the tables that each slice needs whole.
            slices: the folder of each slice.

        Returns:
            Slice -> the folder of its rows, as `work_out` writes them; one that nobody could work out is not in it.
        """
        ...


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
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE report_slice AS SELECT report_id, slice FROM report "
        "JOIN (SELECT DISTINCT agency_id, slice FROM stale) USING (agency_id)"
    )
    for name in (_STALE, *_tables_needed()):
        columns = connection.table(name).columns
        if "report_id" not in columns:
            connection.execute(f"COPY {name} TO '{quoted(f'{shared}/{name}.parquet')}' (FORMAT parquet)")
            continue
        rows = name if name == _STALE else f"(SELECT it.*, slice FROM {name} AS it JOIN report_slice USING (report_id))"
        cut_into = to / name
        connection.execute(f"COPY {rows} TO '{quoted(str(cut_into))}' (FORMAT parquet, PARTITION_BY (slice))")
        for number, path in enumerate(sorted(cut_into.rglob("*.parquet"))):
            path.rename(folders[int(path.parent.name.rpartition("=")[2])] / f"{name}-{number}.parquet")
    return shared, folders


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
                connection.execute(f"CREATE VIEW {script.name} AS FROM {_read(files)}")
                continue
            connection.execute(script.definition)
            if files:
                connection.execute(f"INSERT INTO {script.name} BY NAME FROM {_read(files)}")
        stale = _read(sorted(folder.glob(f"{_STALE}-*.parquet")))
        connection.execute(f"CREATE VIEW {_STALE} AS SELECT *, 0 AS slice FROM {stale}")
        fill_slice(connection, 0, spill)
        for name in _kept():
            rows = f"(FROM {name} SEMI JOIN touched USING (report_id))"
            connection.execute(f"COPY {rows} TO '{quoted(f'{to}/{name}.parquet')}' (FORMAT parquet)")


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


def take(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Insert the rows of slices that were worked out elsewhere."""
    for name in _kept() if folders else ():
        files = [folder / f"{name}.parquet" for folder in folders]
        connection.execute(f"INSERT INTO {name} BY NAME FROM {_read(files)}")


def _kept() -> list[str]:
    """The kept tables that a slice fills."""
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
    """Those of them that hold rows."""
    return [script.name for script in _needed() if script.kind in TABLES]


def _read(files: Sequence[Path]) -> str:
    """The table function that reads some files."""
    listed = ", ".join(f"'{quoted(str(file))}'" for file in files)
    return f"read_parquet([{listed}], hive_partitioning = false)"
