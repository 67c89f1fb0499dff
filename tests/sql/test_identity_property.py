"""A missing term is never a pass, and never counts as 0."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sql.cases import Row, empty_warehouse, fill_case

CELLS = ["upheld", "corrected", "other", "pending", "total"]
VALUES = st.one_of(st.none(), st.integers(0, 3))


@settings(max_examples=60, deadline=None)
@given(values=st.lists(VALUES, min_size=5, max_size=5), absent=st.sets(st.sampled_from(CELLS), max_size=2))
def test_identity_knows_only_what_is_there(values: list[int | None], absent: set[str]) -> None:
    printed = {cell: value for cell, value in zip(CELLS, values, strict=True) if cell not in absent}
    facts: list[Row] = [
        {"row_code": "reconsideration", "column_code": cell, "value": None if value is None else str(value)}
        for cell, value in printed.items()
    ]
    CONNECTION.execute("DELETE FROM fact_dispute; DELETE FROM report; DELETE FROM dim_agency")
    fill_case(CONNECTION, {"report": [{}], "fact_dispute": facts})
    found = CONNECTION.execute("SELECT lhs, rhs, status FROM identity_check WHERE scope = 'reconsideration'").fetchall()
    parts = [printed.get(cell) for cell in CELLS[:-1]]
    lhs = None if None in parts else Decimal(sum(part for part in parts if part is not None))
    rhs = printed.get("total")
    status = "unknown" if lhs is None or rhs is None else "pass" if lhs == rhs else "fail"
    assert found == [(lhs, rhs, status)]


CONNECTION = empty_warehouse()
