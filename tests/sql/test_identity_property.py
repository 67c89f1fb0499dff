"""A missing term is never a pass, and never counts as 0."""

from decimal import Decimal

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sql.cases import Row, fill_case

CELLS = ["upheld", "corrected", "other", "pending", "total"]
VALUES = st.one_of(st.none(), st.integers(0, 3))


#: What one report prints of a row: cells without a value are printed empty, cells that are not there are not.
PRINTED = st.dictionaries(st.sampled_from(CELLS), VALUES, min_size=3)


@settings(max_examples=4)
@given(reports=st.lists(PRINTED, min_size=20, max_size=20))
def test_identity_knows_only_what_is_there(
    made: duckdb.DuckDBPyConnection, reports: list[dict[str, int | None]]
) -> None:
    facts: list[Row] = [
        {"agency_id": f"a{number}", "row_code": "reconsideration", "column_code": cell,
         "value": None if value is None else str(value)}
        for number, printed in enumerate(reports) for cell, value in printed.items()
    ]  # fmt: skip
    agencies: list[Row] = [{"agency_id": f"a{number}"} for number in range(len(reports))]
    made.execute("DELETE FROM fact_dispute; DELETE FROM report; DELETE FROM dim_agency")
    fill_case(made, {"report": agencies, "fact_dispute": facts})
    found = made.execute(
        "SELECT agency_id, lhs, rhs, status FROM identity_check WHERE scope = 'reconsideration'"
    ).fetchall()
    assert {agency: tuple(rest) for agency, *rest in found} == {
        f"a{number}": expected(it) for number, it in enumerate(reports)
    }


def expected(printed: dict[str, int | None]) -> tuple[Decimal | None, int | None, str]:
    parts = [printed.get(cell) for cell in CELLS[:-1]]
    lhs = None if None in parts else Decimal(sum(part for part in parts if part is not None))
    rhs = printed.get("total")
    return lhs, rhs, "unknown" if lhs is None or rhs is None else "pass" if lhs == rhs else "fail"
