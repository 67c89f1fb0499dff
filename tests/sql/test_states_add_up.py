"""Whatever the states of its cells, a form's counts add up, and what is read lies between what is known and all."""

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sql.cases import Row, fill_case

ROWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
COLUMNS = ("upheld", "corrected", "other", "pending", "total")
STATES = ("reported", "repaired", "inferred", "recognised", "decided", "missing")
REASONS = st.sampled_from(["dash", "blank", "not_printed", "value_lost"])


@settings(max_examples=4)
@given(
    reports=st.lists(
        st.lists(st.tuples(st.sampled_from(STATES), REASONS), min_size=15, max_size=15), min_size=5, max_size=5
    )
)
def test_counts_of_states_add_up(made: duckdb.DuckDBPyConnection, reports: list[list[tuple[str, str]]]) -> None:
    keys = [(row, column) for row in ROWS for column in COLUMNS]
    facts: list[Row] = [
        {"agency_id": f"a{number}", "row_code": row, "column_code": column, "state": state, "reason": reason,
         "value": None if state == "missing" else "1", "line_no": None if reason == "not_printed" else "1"}
        for number, cells in enumerate(reports) for (row, column), (state, reason) in zip(keys, cells, strict=True)
    ]  # fmt: skip
    made.execute("DELETE FROM fact_dispute; DELETE FROM report; DELETE FROM dim_agency")
    fill_case(made, {"report": [{"agency_id": f"a{number}"} for number in range(len(reports))], "fact_dispute": facts})
    counted = made.execute(
        f"SELECT cells, missing, left_empty, read, {' + '.join(STATES)}, coverage FROM completeness ORDER BY agency_id"
    ).fetchall()
    covered = made.execute(
        "SELECT cells, cells_known, read, read_share, not_judged_because FROM report_coverage ORDER BY agency_id"
    ).fetchall()
    assert len(counted) == len(covered) == len(reports)
    for (total, missing, left_empty, read, added, coverage), judged in zip(counted, covered, strict=True):
        assert total == added == 15
        assert total - missing <= read <= total
        assert read - (total - missing) <= left_empty
        assert coverage == (total - missing) / total
        why = "nothing_read" if not read else "too_little_read" if read < 0.9 * 15 else None
        assert judged == (total, total - missing, read, read / total, why)


def test_a_cell_that_was_not_read_is_no_part_of_the_score(empty: duckdb.DuckDBPyConnection) -> None:
    """Of fifteen cells one is left empty and ten could not be read: four of five were kept, not fourteen of fifteen."""
    keys = [(row, column) for row in ROWS for column in COLUMNS]
    why = ["dash", *["value_lost"] * 10, *[""] * 4]
    facts: list[Row] = [
        {"agency_id": "a", "row_code": row, "column_code": column, "reason": reason or None, "line_no": "1",
         "state": "missing" if reason else "reported", "value": None if reason else "1"}
        for (row, column), reason in zip(keys, why, strict=True)
    ]  # fmt: skip
    fill_case(empty, {"report": [{"agency_id": "a"}], "fact_dispute": facts})
    asked = "FROM kept_scorecard_part WHERE dimension = 'forms' AND agency_id = 'a'"
    assert empty.execute(f"SELECT status, share {asked}").fetchall() == [("fail", 0.8)]
