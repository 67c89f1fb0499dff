"""`make bench-views`: how long each view takes on a warehouse: one agency, one county and year, a full scan.

A full scan reads every column of every row and adds up their hashes, so that nothing can be skipped. Each time is the
best of three in one process on two threads. On a machine that others use too, `--cpu` tells more: processor seconds
divided by the two threads, which is the time it takes when nobody else is there.
"""

import resource
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import duckdb

from load.scripts import read_scripts
from load.warehouse import open_readonly

#: Seconds that a filtered query and a full scan may take on 200,000 reports.
GOALS = {"agency": 0.2, "county": 0.2, "full": 3.0}
_READ = "SELECT count(*), sum(hash(v))"
_COUNTY = """
SELECT region_code, report_year FROM report JOIN dim_agency USING (agency_id)
WHERE is_current AND region_code IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, region_code, report_year LIMIT 1
"""
_AGENCY = """
SELECT agency_id FROM report WHERE is_current AND agency_id LIKE '%-%'
GROUP BY agency_id ORDER BY count(*) DESC, agency_id LIMIT 1
"""


def main() -> None:
    """Print one line a view."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("--only", default="", help="only views whose name holds this")
    parser.add_argument("--cpu", action="store_true", help="processor seconds over threads, not seconds on the clock")
    options = parser.parse_args()
    connection = open_readonly(options.warehouse)
    connection.execute("SET threads = 2")
    print(f"{'view':<22}{'rows':>13}{'agency':>12}{'county+year':>14}{'full scan':>12}")
    for script in read_scripts("views"):
        if options.only in script.name:
            print(line(connection, script.name, _processor if options.cpu else time.perf_counter), flush=True)
    connection.close()


def line(connection: duckdb.DuckDBPyConnection, view: str, clock: Callable[[], float]) -> str:
    """One view: rows, then milliseconds with a `!` behind what misses its goal."""
    queries = filters(connection, view)
    rows = connection.execute(f"SELECT count(*) FROM {view}").fetchall()[0][0]
    shown = f"{view:<22}{rows:>13,}"
    for kind, width in (("agency", 12), ("county", 14), ("full", 12)):
        where = queries.get(kind)
        seconds = None if where is None else best(connection, f"{_READ} FROM {view} AS v {where}", clock)
        late = "!" if seconds is not None and seconds > GOALS[kind] else " "
        shown += f"{'-' if seconds is None else f'{seconds * 1000:,.0f} ms{late}':>{width}}"
    return shown


def filters(connection: duckdb.DuckDBPyConnection, view: str) -> dict[str, str]:
    """The WHERE clause of each kind of query that the view's columns allow."""
    columns = {row[0] for row in connection.execute(f"DESCRIBE {view}").fetchall()}
    agency = connection.execute(_AGENCY).fetchall()
    county = connection.execute(_COUNTY).fetchall()
    found = {"full": ""}
    if agency and "agency_id" in columns:
        found["agency"] = f"WHERE agency_id = '{agency[0][0]}'"
    if county and {"region_code", "report_year"} <= columns:
        found["county"] = f"WHERE region_code = '{county[0][0]}' AND report_year = {county[0][1]}"
    elif county and {"agency_id", "report_year"} <= columns:
        found["county"] = f"WHERE agency_id LIKE '{county[0][0]}-%' AND report_year = {county[0][1]}"
    return found


def best(connection: duckdb.DuckDBPyConnection, query: str, clock: Callable[[], float]) -> float:
    """Seconds of the fastest of three runs."""
    times = []
    for _ in range(3):
        start = clock()
        connection.execute(query).fetchall()
        times.append(clock() - start)
    return min(times)


def _processor() -> float:
    """Processor seconds of this process over its two threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) / 2


if __name__ == "__main__":
    main()
