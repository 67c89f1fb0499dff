"""Numbers as pages show them: rounding makes no claim that the number does not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.html import UNKNOWN, exact, number, rounded


@pytest.mark.parametrize(
    ("value", "percent", "shown"),
    [
        (None, False, UNKNOWN),
        (12345, False, "12,345"),
        (99.97, False, "99.97"),
        (100.0, False, "100"),
        (87.04, False, "87.0"),
        (0.9997, True, "99.97%"),
        (1.0, True, "100.0%"),
        (0.0004, True, "0.04%"),
        (0, True, "0.0%"),
        (0.25, True, "25.0%"),
        (Decimal("0.04"), False, "0.04"),
        (0.1 + 0.2, False, "0.3"),
        (0.57, True, "57.0%"),
    ],
)
def test_a_number_is_shown(value: float | Decimal | None, percent: bool, shown: str) -> None:
    assert number(value, percent=percent) == shown


@given(st.floats(0, 100), st.integers(0, 2))
def test_what_is_not_all_or_nothing_is_not_shown_as_such(value: float, digits: int) -> None:
    """Of figures that differ from 0 and 100 by what a page can show."""
    if 1e-6 < value < 100 - 1e-6:
        assert float(rounded(value, digits)) not in {0, 100}


@given(st.decimals(0, 10**9, places=4))
def test_a_printed_figure_keeps_all_its_digits(value: Decimal) -> None:
    assert Decimal(exact(value).replace(",", "")) == value
    assert Decimal(exact(float(value)).replace(",", "")) == value
