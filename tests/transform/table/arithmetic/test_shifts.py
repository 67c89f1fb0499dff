"""Rows that print as many values as they have places, but lost one and gained another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.prints import FORMS, Cell, application, cells, row
from transform.table.arithmetic.shifts import shifted_readings
from transform.table.rows.readings import all_hold, row_sums

SUMS = row_sums(FORMS)[("2021", 7)]
ZERO: Cell = (0, "reported", None)


def one(value: int) -> Cell:
    return (value, "reported", None)


def torn_at_the_end(*, cut: bool = False, shifted: str = "0 1 0 0 0 1 0") -> list[Cell]:
    """Two neighbours have lost their second value; the row between them as well, and a zero was added to it.

    In truth the rows say 2 0 0 0 0 0 2, 0 0 1 0 0 0 1 and 1 0 0 0 0 0 1; 三（七）总计 is 3 0 1 0 0 0 4.
    """
    values = {
        "new_received": "3 1 1 1 1 1 8",
        "denied_internal_affairs": "2 0 0 0 0 2",
        "denied_deliberative": shifted,
        "denied_enforcement_file": "1 0 0 0 0 1",
        "handled_total": "3 0 1 0 0 0 4",
        "carried_out": "0 1 0 1 1 1 4",
    }
    text = application(values)
    return row(cells(text[: text.index("(七)")] if cut else text), "application", "denied_deliberative")


def test_a_shifted_row_is_read_by_the_sums_down_the_columns() -> None:
    assert [value for value, _, _ in torn_at_the_end()] == [0, 0, 1, 0, 0, 0, 1]
    moved = [(state, reason) for value, state, reason in torn_at_the_end() if state != "reported"]
    assert moved == [("repaired", "value_shifted:all_sums")] * 4


def test_a_shifted_row_that_nothing_settles_is_missing_where_it_may_have_moved() -> None:
    found = torn_at_the_end(cut=True)
    assert {state for _, state, _ in found} == {"reported", "missing"}
    assert all(value == 0 for value, state, _ in found if state == "reported")


def test_a_mistake_beside_torn_rows_stays_as_printed() -> None:
    # 0 + 0 + 1 is not 2, and no zero stands at an end that could be one too many with a sum that holds.
    assert torn_at_the_end(shifted="1 0 0 0 0 1 3", cut=True) == [one(1), ZERO, ZERO, ZERO, ZERO, one(1), one(3)]


def test_a_mistake_away_from_torn_rows_stays_as_printed() -> None:
    values = {"granted": "0 1 0 0 0 1 0", "unprocessed_petition": "2 0 0 0 0 2"}
    found = row(cells(application(values)), "application", "granted")
    assert found == [ZERO, one(1), ZERO, ZERO, ZERO, one(1), ZERO]


@given(
    parts=st.lists(st.integers(0, 9), min_size=6, max_size=6),
    lost=st.integers(0, 6),
    at_end=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_the_truth_is_among_the_readings(parts: list[int], lost: int, at_end: bool) -> None:
    truth = (*parts, sum(parts))
    left = [value for place, value in enumerate(truth) if place != lost]
    printed = (*left, 0) if at_end else (0, *left)
    readings = shifted_readings(printed, SUMS)
    # A total that is printed as 0 is an author's mistake: nothing is lost.
    assert truth in readings or (at_end and lost == 6)
    assert all(all_hold(reading, SUMS) for reading in readings if reading)
