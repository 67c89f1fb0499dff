"""A version that people withdraw says nothing any more, also where another one is current: nothing kept rests on it."""

import duckdb

from load.building.kept import refresh_kept
from load.building.steps import run_step
from tests.sql.cases import Row, fill_case

DECIDED = """
    INSERT INTO decision BY NAME
    SELECT '1' AS decision_id, 'document' AS kind, 'in.txt' AS source, 'first' AS report_id, 'withdrawn' AS value,
        'x' AS who, 'root.csv' AS file, 'stands' AS given, now() AS told_at
"""
KEPT = """
    SELECT
        (SELECT status FROM kept_scorecard_part WHERE dimension = 'timeliness'),
        (SELECT count(*) FROM kept_continuity_check WHERE check_code = 'restated')
"""


def test_what_was_kept_of_a_withdrawn_version_goes(empty: duckdb.DuckDBPyConnection) -> None:
    first: Row = {"report_id": "first", "published_date": "2022-01-20", "is_current": "false", "fill": "0"}
    later: Row = {"report_id": "later", "published_date": "2022-06-20", "fill": "0"}
    printed: Row = {"report_id": "first", "row_code": "granted", "column_code": "total", "value": "4"}
    fill_case(
        empty,
        {
            "report": [{"agency_id": "a", "report_year": "2021", **it} for it in (first, later)],
            "fact_application": [printed],
        },
    )
    assert empty.execute(KEPT).fetchall() == [("pass", 1)]
    empty.execute(DECIDED)
    run_step(empty, "stand_reports")
    refresh_kept(empty)
    assert empty.execute(KEPT).fetchall() == [("fail", 0)]
    assert empty.execute("SELECT count(*) FROM kept_scorecard").fetchall() == [(1,)]
