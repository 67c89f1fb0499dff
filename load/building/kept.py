"""Tables kept for views that are too slow to work out when asked (`kept.sql`): refreshed where reports changed.

Everything in them follows from the facts, so they need no migration: when their definition changes they are emptied
(`load.building.definition`) and filled again. What changed is found by comparing `report` with `refreshed_report`, not
from the run, so that a refresh that never happened is made up for by the next one.
"""

from collections.abc import Sequence

import duckdb

from load.building.schema import create_tables
from load.building.slices import cut, fill_slice, fill_slice_apart, filled
from load.building.steps import run_step
from load.building.workers import Workers, spill_folder, take
from load.scripts import Script, read_scripts

#: Reports worked out at once: bounds the memory, at the price of a scan of the facts for each slice.
SLICE = 25_000
#: Up to so many stale reports are few, where the others are so many, and four times as many.
FEW, MANY = 5_000, 20_000


def empty_kept(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the kept tables anew, empty; those of earlier versions go."""
    for script in read_scripts("kept"):
        connection.execute(f"DROP TABLE IF EXISTS {script.name}")
    run_step(connection, "drop_former")
    create_tables(connection)
    connection.execute("DELETE FROM refreshed_report")


def refresh_kept(connection: duckdb.DuckDBPyConnection, workers: Workers | None = None) -> int:
    """Bring the kept tables, prepared before, up to date with the reports of an open warehouse that has its views.

    Args:
        connection: the warehouse.
        workers: who works out the slices, where there are several.

    Returns:
        Reports that were worked out anew.
    """
    connection.execute(f"SET VARIABLE kept_slice_size = {SLICE}")
    run_step(connection, "find_stale")
    found, slices = connection.execute("SELECT count(*), max(slice) FROM stale").fetchall()[0]
    if not connection.execute("SELECT 1 FROM changed LIMIT 1").fetchall():
        return 0
    for kept in _refreshed("report", "kept"):
        connection.execute(f"DELETE FROM {kept.name} WHERE report_id IN (SELECT report_id FROM gone)")
    for kept in _refreshed("year", "kept"):
        connection.execute(f"DELETE FROM {kept.name} WHERE report_year IN (SELECT report_year FROM touched_year)")
    _fill_slices(connection, range(0 if slices is None else slices + 1), workers)
    years = connection.execute("SELECT DISTINCT report_year FROM touched_year ORDER BY 1").fetchall()
    # Medians and ranks hold the figures of all years that they are asked for: of many reports, one year at once.
    size = 1 if slices else max(len(years), 1)
    for first in range(0, len(years), size):
        listed = ", ".join(f"({year})" for (year,) in years[first : first + size])
        connection.execute(f"CREATE OR REPLACE TEMP TABLE touched_year (report_year) AS VALUES {listed}")
        for script in _refreshed("year", "steps", "kept"):
            connection.execute(script.fill)
    run_step(connection, "remember_refreshed")
    return int(found)


def _fill_slices(connection: duckdb.DuckDBPyConnection, slices: Sequence[int], workers: Workers | None) -> None:
    """Work out slices: several by the workers, where there are any; whatever comes back from nobody, here."""
    with spill_folder(connection) as folder:
        left = list(slices)
        if workers and len(left) > 1:
            shared, folders = cut(connection, folder)
            done = workers.work_out(shared, folders)
            take(connection, filled(), [done[it] for it in folders if it in done])
            left = [number for number in left if folders[number] not in done]
        fill = fill_slice_apart if _are_few(connection) else fill_slice
        for number in left:
            fill(connection, number, folder)


def _are_few(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the stale reports are so few of those stored that gathering what they need first costs less."""
    stored, stale = connection.execute("SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM stale)").fetchall()[
        0
    ]
    return bool(stale <= FEW and stored - stale >= max(MANY, 4 * stale))


def _refreshed(refresh: str, *kinds: str) -> list[Script]:
    """The scripts that are run by `report` or by `year`, each after those it reads."""
    return [script for script in read_scripts(*kinds) if script.refresh == refresh]
