"""Every view that makes a row from several agencies' reports counts them, and what of them is not known as printed.

Which views those are, the rows tell: one agency is taken out of a generated warehouse, and a view whose rows of the
others change adds agencies up. What is compared one by one names the other (`other_agency_id`, `other_report_id`).
"""

import shutil
from pathlib import Path

import duckdb
import pytest

from load.scripts import read_scripts
from tests.sql.cases import empty_warehouse, fill_case, read_rows

#: What each of them says: of how many reports, and how many of them tell the figure in which state.
STATES = ("reported", "repaired", "inferred", "recognised", "decided", "missing")
COUNTS = ("n_agencies", "n_reports", "n_unreported", "n_known", *(f"n_{state}" for state in STATES))


def rows(connection: duckdb.DuckDBPyConnection, view: str, agency: str) -> set[int]:
    """A digest of each row that does not name the agency."""
    columns = {name for name, *_ in connection.execute(f"DESCRIBE {view}").fetchall()}
    named = {
        "agency_id": f"agency_id = '{agency}'",
        "other_agency_id": f"other_agency_id = '{agency}'",
        "other_report_id": f"other_report_id IN (SELECT report_id FROM taken WHERE agency_id = '{agency}')",
        "report_id": f"report_id IN (SELECT report_id FROM taken WHERE agency_id = '{agency}')",
    }
    of_it = " OR ".join(f"coalesce({sql}, false)" for name, sql in named.items() if name in columns) or "false"
    return {
        digest for (digest,) in connection.execute(f"SELECT hash(v) FROM {view} AS v WHERE NOT ({of_it})").fetchall()
    }


@pytest.fixture(scope="module")
def aggregates(generated: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The views of which a row is made from several agencies' reports."""
    file = tmp_path_factory.mktemp("aggregates") / "warehouse.duckdb"
    shutil.copy(generated, file)
    views = [script.name for script in read_scripts("views") if script.name not in {"cell", "fact"}]
    with duckdb.connect(str(file)) as connection:
        connection.execute("CREATE TEMP TABLE taken AS SELECT agency_id, report_id FROM report")
        # A department of a place whose government reports too, with what is known of it.
        (agency,) = connection.execute(
            "SELECT part.agency_id FROM dim_agency AS part JOIN dim_agency AS whole USING (region_code, level) "
            "WHERE part.kind = 'department' AND whole.kind = 'government' ORDER BY part.agency_id LIMIT 1"
        ).fetchall()[0]
        before = {view: rows(connection, view, agency) for view in views}
        tables = connection.execute(
            "SELECT table_name, list(column_name) FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) "
            "WHERE NOT duckdb_tables.internal AND NOT duckdb_tables.temporary GROUP BY table_name"
        ).fetchall()
        for table, columns in tables:
            if "agency_id" in columns:
                connection.execute(f"DELETE FROM {table} WHERE agency_id = '{agency}'")
        return {view for view in views if rows(connection, view, agency) != before[view]}


def test_an_aggregate_counts_its_reports_and_their_states(aggregates: set[str], generated: Path) -> None:
    assert {"region_rollup", "hierarchy_check"} <= aggregates
    with duckdb.connect(str(generated), read_only=True) as connection:
        for view in sorted(aggregates):
            columns = {name for name, *_ in connection.execute(f"DESCRIBE {view}").fetchall()}
            assert set(COUNTS) <= columns, f"{view} adds up reports: which ones, and how many are not known?"
            wrong = connection.execute(
                f"SELECT count(*) FROM {view} WHERE n_reports <> n_known + n_missing "
                f"OR n_known <> {' + '.join(f'n_{state}' for state in STATES[:-1])} "
                "OR n_agencies < n_reports OR (known_sum IS NULL) <> (n_known = 0)"
            ).fetchall()
            assert wrong == [(0,)], view
            some = connection.execute(
                f"SELECT sum(n_missing), sum(n_inferred), sum(n_unreported) FROM {view}"
            ).fetchall()
            assert all(some[0]), f"{view}: nothing missing, inferred or unreported was tested"


def test_a_query_for_other_tools_counts_its_reports(generated: Path) -> None:
    """`dashboards/queries`: rows without an agency say how many reports they are made from, and how many tell them."""
    folder = Path(__file__).resolve().parents[2] / "dashboards" / "queries"
    told = {"n_known", "missing", "unknown"}
    with duckdb.connect(str(generated), read_only=True) as connection:
        for path in sorted(folder.glob("*.sql")):
            sql = path.read_text(encoding="utf-8")
            columns = {name for name, *_ in connection.execute(f"DESCRIBE {sql}").fetchall()}
            if "agency_id" not in columns and "FROM rejected_document" not in sql:
                assert "n_reports" in columns, path.name
                assert told & columns, path.name


def test_who_a_government_counts_as_unreported_is_who_is_listed() -> None:
    """A place has agencies that are nobody's part, such as a hospital: they are in neither."""
    folder = Path(__file__).parent / "unreported" / "area"
    with empty_warehouse() as connection:
        fill_case(connection, {file.stem: read_rows(file) for file in folder.glob("*.csv") if file.stem != "expect"})
        counted = "SELECT DISTINCT report_year, n_unreported FROM hierarchy_check WHERE n_unreported > 0"
        listed = "SELECT report_year, count(*) FROM unreported WHERE part_of = 'county:110114' GROUP BY ALL"
        assert connection.execute(counted).fetchall() == connection.execute(listed).fetchall() == [(2021, 2)]
        assert connection.execute("SELECT count(*) FROM unreported WHERE region_code = '110114'").fetchall() == [(4,)]
