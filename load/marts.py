"""Tables kept for views that are too slow to work out when asked (`sql/marts`): refreshed where reports changed.

Everything in them follows from the facts, so they need no migration: when their definition changes they are emptied and
filled again. What changed is found by comparing `report` with `mart_report`, not from the run, so that a refresh that
never happened is made up for by the next one.
"""

import hashlib

import duckdb

from load.metrics import fill_metrics
from load.schema import create_tables, fill_forms
from load.scripts import Script, read_scripts
from transform.forms import Forms

#: Reports worked out at once: bounds the memory, at the price of a scan of the facts for each slice.
SLICE = 25_000
#: What decides the rows of the kept tables and views beside the facts and the SQL: all that comes out of `data`.
_INPUTS = (
    "form_edition",
    "form_row",
    "form_column",
    "form_cell",
    "form_identity",
    "form_section",
    "claim_definition",
    "metric_measure",
    "metric_rate",
    "metric_threshold",
    "scorecard_weight",
)
#: Kept tables of earlier versions, which no script creates any more.
_FORMER = ("league_row",)

_CHANGED = """
CREATE OR REPLACE TEMP TABLE changed AS
WITH now AS (
    SELECT report_id, agency_id, report_year, is_current, parser_version, ingested_at FROM report
),
differing AS (
    SELECT agency_id, report_year FROM ((FROM now EXCEPT FROM mart_report) UNION ALL (FROM mart_report EXCEPT FROM now))
    UNION ALL
    -- An agency that is known otherwise than before: all its years.
    SELECT agency_id, report_year FROM now SEMI JOIN (FROM agency_group EXCEPT FROM mart_agency) USING (agency_id)
)
SELECT agency_id, min(report_year) AS first_year FROM differing GROUP BY agency_id
"""
#: A report bears on the later ones of its agency: sums across years, jumps.
_STALE = """
CREATE OR REPLACE TEMP TABLE stale AS
SELECT
    report_id, agency_id, report_year, edition,
    (row_number() OVER (ORDER BY agency_id, report_year) - 1) // $size AS slice
FROM report JOIN changed USING (agency_id)
WHERE is_current AND report_year >= first_year
"""
_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
SELECT (row_number() OVER (ORDER BY agency_id, report_year))::INTEGER AS doc,
    report_id, agency_id, report_year, edition
FROM stale WHERE slice = $slice
"""
_GONE = """
CREATE OR REPLACE TEMP TABLE gone AS
SELECT report_id FROM mart_report JOIN changed USING (agency_id) WHERE is_current AND report_year >= first_year
"""
_TOUCHED_YEAR = """
CREATE OR REPLACE TEMP TABLE touched_year AS
SELECT DISTINCT report_year FROM stale
UNION SELECT DISTINCT mart_report.report_year FROM mart_report JOIN changed USING (agency_id)
WHERE mart_report.report_year >= first_year
"""


def is_outdated(connection: duckdb.DuckDBPyConnection, forms: Forms) -> bool:
    """Whether the open warehouse was published with another SQL or other data than this gongkai has."""
    with duckdb.connect() as blank:
        create_tables(blank)
        fill_forms(blank, forms)
        fill_metrics(blank)
        return _filled_by(connection) != [(_fingerprint(blank),)]


def prepare_marts(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make the kept tables anew, empty, where another definition filled them; the views are created after it.

    Returns:
        Whether another definition had filled them.
    """
    now, before = _fingerprint(connection), _filled_by(connection)
    if before == [(now,)]:
        return False
    for name in (*(script.name for script in read_scripts("marts")), *_FORMER):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    create_tables(connection)
    connection.execute("DELETE FROM mart_report")
    connection.execute("DELETE FROM mart_definition")
    connection.execute("INSERT INTO mart_definition VALUES (?)", [now])
    return bool(before)


def refresh_marts(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the kept tables, prepared before, up to date with the reports of an open warehouse that has its views.

    Returns:
        Reports that were worked out anew.
    """
    connection.execute(_CHANGED)
    connection.execute(_STALE, {"size": SLICE})
    connection.execute(_GONE)
    connection.execute(_TOUCHED_YEAR)
    found, slices = connection.execute("SELECT count(*), max(slice) FROM stale").fetchall()[0]
    if not connection.execute("SELECT 1 FROM changed LIMIT 1").fetchall():
        return 0
    for mart in _refreshed("report", "marts"):
        connection.execute(f"DELETE FROM {mart.name} WHERE report_id IN (SELECT report_id FROM gone)")
    for mart in _refreshed("year", "marts"):
        connection.execute(f"DELETE FROM {mart.name} WHERE report_year IN (SELECT report_year FROM touched_year)")
    for number in range(0 if slices is None else slices + 1):
        connection.execute(_TOUCHED, {"slice": number})
        for script in _refreshed("report", "steps", "marts"):
            connection.execute(script.sql)
    for script in _refreshed("year", "steps", "marts"):
        connection.execute(script.sql)
    _remember(connection)
    return int(found)


def _refreshed(refresh: str, *kinds: str) -> list[Script]:
    """The scripts that are run by `report` or by `year`, each after those it reads."""
    return [script for script in read_scripts(*kinds) if script.refresh == refresh]


def _filled_by(connection: duckdb.DuckDBPyConnection) -> list[tuple[str]]:
    """The definition that filled the kept tables; none in an empty warehouse, and in one from before there were any."""
    try:
        return connection.execute("SELECT fingerprint FROM mart_definition").fetchall()
    except duckdb.CatalogException:
        return []


def _fingerprint(connection: duckdb.DuckDBPyConnection) -> str:
    """What the rows of the kept tables depend on beside the facts."""
    names = {script.name for script in read_scripts("marts")}
    scripts = [*read_scripts("macros", "views", "marts"), *(step for step in read_scripts("steps") if step.refresh)]
    sql = [script.sql for script in [*scripts, *(table for table in read_scripts("tables") if table.name in names)]]
    data = [
        connection.execute(f"SELECT coalesce(sum(hash(t)), 0)::VARCHAR FROM {table} AS t").fetchall()[0][0]
        for table in _INPUTS
    ]
    return hashlib.sha256("\n".join([*sql, *data]).encode()).hexdigest()


def _remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Note what the kept tables are filled from."""
    connection.execute("DELETE FROM mart_report USING changed WHERE changed.agency_id = mart_report.agency_id")
    connection.execute(
        "INSERT INTO mart_report SELECT report_id, agency_id, report_year, is_current, parser_version, ingested_at "
        "FROM report SEMI JOIN changed USING (agency_id)"
    )
    connection.execute("DELETE FROM mart_agency WHERE agency_id IN (SELECT agency_id FROM changed)")
    connection.execute("INSERT INTO mart_agency SELECT * FROM agency_group SEMI JOIN changed USING (agency_id)")
