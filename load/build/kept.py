"""Tables kept for views that are too slow to work out when asked (`kept.sql`): refreshed where reports changed.

Everything in them follows from the facts, so they need no migration: when their definition changes they are emptied and
filled again. What changed is found by comparing `report` with `refreshed_report`, not from the run, so that a refresh
that never happened is made up for by the next one.
"""

import hashlib

import duckdb

from load.build.metrics import fill_metrics
from load.build.schema import create_tables, fill_forms
from load.build.stage import run_step
from load.scripts import Script, read_scripts
from transform.forms import Forms

#: Reports worked out at once: bounds the memory, at the price of a scan of the facts for each slice.
SLICE = 25_000


def is_outdated(connection: duckdb.DuckDBPyConnection, forms: Forms) -> bool:
    """Whether the open warehouse was published with another SQL or other data than this gongkai has."""
    with duckdb.connect() as blank:
        create_tables(blank, "reference")
        fill_forms(blank, forms)
        fill_metrics(blank)
        return _filled_by(connection) != [(_fingerprint(blank),)]


def prepare_kept(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make the kept tables anew, empty, where another definition filled them; the views are created after it.

    Returns:
        Whether another definition had filled them.
    """
    now, before = _fingerprint(connection), _filled_by(connection)
    if before == [(now,)]:
        return False
    for script in read_scripts("kept"):
        connection.execute(f"DROP TABLE IF EXISTS {script.name}")
    run_step(connection, "drop_former")
    create_tables(connection)
    connection.execute("DELETE FROM refreshed_report")
    connection.execute("DELETE FROM refreshed_by")
    connection.execute("INSERT INTO refreshed_by VALUES (?)", [now])
    return bool(before)


def refresh_kept(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the kept tables, prepared before, up to date with the reports of an open warehouse that has its views.

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
    for number in range(0 if slices is None else slices + 1):
        connection.execute(f"SET VARIABLE kept_slice = {number}")
        run_step(connection, "touch_slice")
        for script in _refreshed("report", "steps", "kept"):
            connection.execute(script.fill)
    for script in _refreshed("year", "steps", "kept"):
        connection.execute(script.fill)
    run_step(connection, "remember_refreshed")
    return int(found)


def _refreshed(refresh: str, *kinds: str) -> list[Script]:
    """The scripts that are run by `report` or by `year`, each after those it reads."""
    return [script for script in read_scripts(*kinds) if script.refresh == refresh]


def _filled_by(connection: duckdb.DuckDBPyConnection) -> list[tuple[str]]:
    """The definition that filled the kept tables; none in an empty warehouse, and in one from before there were any."""
    try:
        return connection.execute("SELECT fingerprint FROM refreshed_by").fetchall()
    except duckdb.CatalogException:
        return []


def _fingerprint(connection: duckdb.DuckDBPyConnection) -> str:
    """What the rows of the kept tables depend on beside the facts: the SQL, and all that comes out of `data`."""
    scripts = [*read_scripts("macros", "views", "kept"), *(step for step in read_scripts("steps") if step.refresh)]
    data = [
        connection.execute(f"SELECT coalesce(sum(hash(t)), 0)::VARCHAR FROM {table.name} AS t").fetchall()[0][0]
        for table in read_scripts("reference")
    ]
    return hashlib.sha256("\n".join([*(script.sql for script in scripts), *data]).encode()).hexdigest()
