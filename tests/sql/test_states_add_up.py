"""Whatever the states of its cells, a form's counts add up, and what is read lies between what is known and all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sql.cases import Row, empty_warehouse, fill_case

ROWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
COLUMNS = ("upheld", "corrected", "other", "pending", "total")
STATES = ("reported", "repaired", "inferred", "recognised", "decided", "missing")
REASONS = st.sampled_from(["dash", "blank", "not_printed", "value_lost"])


@settings(max_examples=15, deadline=None)
@given(cells=st.lists(st.tuples(st.sampled_from(STATES), REASONS), min_size=15, max_size=15))
def test_counts_of_states_add_up(cells: list[tuple[str, str]]) -> None:
    keys = [(row, column) for row in ROWS for column in COLUMNS]
    facts: list[Row] = [
        {"row_code": row, "column_code": column, "state": state, "reason": reason,
         "value": None if state == "missing" else "1", "line_no": None if reason == "not_printed" else "1"}
        for (row, column), (state, reason) in zip(keys, cells, strict=True)
    ]  # fmt: skip
    CONNECTION.execute("DELETE FROM fact_dispute; DELETE FROM report; DELETE FROM dim_agency")
    fill_case(CONNECTION, {"report": [{}], "fact_dispute": facts})
    (counts,) = CONNECTION.execute(
        f"SELECT cells, missing, left_empty, read, {' + '.join(STATES)}, coverage FROM completeness"
    ).fetchall()
    total, missing, left_empty, read, added, coverage = counts
    assert total == added == 15
    assert total - missing <= read <= total
    assert read - (total - missing) <= left_empty
    assert coverage == (total - missing) / total
    told = "SELECT cells, known, read, read_share, not_judged_because FROM report_coverage"
    why = "nothing_read" if not read else "too_little_read" if read < 0.9 * 15 else None
    assert CONNECTION.execute(told).fetchall() == [(total, total - missing, read, read / total, why)]


CONNECTION = empty_warehouse()
