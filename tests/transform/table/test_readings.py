import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.transform.prints import FORMS
from transform.numbers import SCALE
from transform.table.rows.readings import identity_terms, row_readings, row_sums

CELLS = FORMS.cells.select("edition", "cell", "form", "row_code", "column_code")
TERMS = identity_terms(FORMS).join(CELLS, on=["edition", "cell"])


def read(printed_row: str, *printed: list[int | None], edition: str = "2021") -> list[list[list[int]]]:
    """For each print of a line, place by place, what its sums permit."""
    lines = FORMS.printed_rows.filter(edition=edition, printed_row=printed_row).select("edition", "row", "places")
    prints = lines.join(
        pl.DataFrame({"values": printed}, schema={"values": pl.List(pl.Int64)}), how="cross"
    ).with_columns(sure=pl.lit(True))
    found = row_readings(prints, FORMS)
    assert dict(found.schema) == {
        "edition": pl.String,
        "row": pl.Int32,
        "values": pl.List(pl.Int64),
        "sure": pl.Boolean,
        "place": pl.Int32,
        "value": pl.Int64,
        "options": pl.List(pl.Int64),
        "ways": pl.List(pl.Int64),
        "made_up": pl.Boolean,
    }
    # Every way of a place is one of its options, and the ways of a line are as many for each place.
    ways = found.filter(pl.col("ways").is_not_null())
    assert ways.filter(pl.col("ways").list.drop_nulls().list.unique().list.sort() != pl.col("options")).is_empty()
    assert (
        ways.group_by("values").agg(pl.col("ways").list.len().n_unique())["ways"].to_list()
        == [1] * ways["values"].n_unique()
    )
    settled = found.filter(pl.col("value").is_not_null())
    assert settled.filter(pl.col("options").list.len() != 1).is_empty()
    assert settled.filter(pl.col("options").list.first() != pl.col("value")).is_empty()
    grouped = found.group_by("values", maintain_order=True).agg("place", "options")
    assert all(places == list(range(len(places))) for places in grouped["place"].to_list())
    return grouped["options"].to_list()


def settled(printed_row: str, printed: list[int | None], *, sure: bool = True) -> list[int | None]:
    """The values that a print leaves no doubt of."""
    lines = FORMS.printed_rows.filter(edition="2021", printed_row=printed_row).select("edition", "row", "places")
    prints = lines.join(pl.DataFrame({"values": [printed]}, schema={"values": pl.List(pl.Int64)}), how="cross")
    return row_readings(prints.with_columns(sure=sure), FORMS)["value"].to_list()


def applicants(*printed: int | None) -> list[list[int]]:
    """The print of one row of the application form."""
    (found,) = read("granted", list(printed))
    return found


def test_six_zeros_of_seven_are_seven_zeros() -> None:
    assert applicants(0, 0, 0, 0, 0, 0) == [[0]] * 7


def test_a_lost_zero_between_others_leaves_its_neighbours_in_doubt() -> None:
    # 0 + 1 + 0 + 0 + 0 + 0 = 1, or 1 + 0 + 0 + 0 + 0 + 0 = 1, or the total is lost: 1 + 0 + 0 + 0 + 0 + 1 = 2.
    assert applicants(1, 0, 0, 0, 0, 1) == [[0, 1], [0, 1], [0], [0], [0], [0, 1], [1, 2]]


def test_a_lost_part_is_what_the_total_lacks_wherever_it_stood() -> None:
    # 3 + 2 = 5 or 2 + 3 = 5, the 3 lost from any of six places; or the total is lost: 2 + 5 = 7.
    assert applicants(2, 0, 0, 0, 0, 5)[0] == [2, 3]
    assert applicants(2, 0, 0, 0, 0, 5)[-1] == [5, 7]


def test_a_part_that_would_be_negative_is_no_reading() -> None:
    # 4 + 3 + 2 + 1 + 1 > 2, so only the total can be lost: 4 + 3 + 2 + 1 + 1 + 2 = 13.
    assert applicants(4, 3, 2, 1, 1, 2) == [[4], [3], [2], [1], [1], [2], [13]]


def test_one_value_too_many_is_the_one_that_breaks_the_sum() -> None:
    # 2 + 0 + 0 + 0 + 0 + 0 = 2 whichever of the six zeros is too many.
    assert applicants(2, 0, 0, 0, 0, 0, 0, 2) == [[2], [0], [0], [0], [0], [0], [2]]
    # 1 + 2 + 3 + 4 + 5 + 6 = 21, without the 9.
    assert applicants(1, 2, 3, 9, 4, 5, 6, 21) == [[1], [2], [3], [4], [5], [6], [21]]


def test_one_value_too_many_can_leave_several_readings() -> None:
    # 1 + 1 + 0 + 0 + 0 + 0 = 2 without the first zero, 1 + 0 + 1 + 0 + 0 + 0 = 2 without another.
    assert applicants(1, 0, 1, 0, 0, 0, 0, 2) == [[1], [0, 1], [0, 1], [0], [0], [0], [2]]


def test_sums_that_no_reading_keeps_leave_no_option() -> None:
    assert applicants(1, 1, 1, 1, 1, 1, 1, 9) == [[]] * 7


@pytest.mark.parametrize("printed", [[12, 5, 3, 5, 8, 21], [1, 5, 3, 8, 17, 11]])
def test_values_that_print_their_total_do_not_lack_it(printed: list[int]) -> None:
    assert settled("granted", [*scaled(*printed)]) == [None] * 7
    assert settled("granted", [*scaled(1, 5, 3, 8, 2, 4)])[6] == SCALE * 23


def test_a_line_of_three_rows_has_three_sums() -> None:
    # 1 + 0 + 0 + 0 = 1; 0 + 2 + 0 + 0 = 2; 0 + 0 + 0 + 3 = 3, and a 7 between the first two rows.
    printed = [1, 0, 0, 0, 1, 7, 0, 2, 0, 0, 2, 0, 0, 0, 3, 3]
    (found,) = read("dispute", [*printed])
    assert found == [[value] for value in printed if value != 7]


def test_fourteen_of_fifteen_are_limited_by_the_rows_that_are_whole() -> None:
    # 1 + 0 + 0 + 0 = 1; 0 + 2 + 0 + 0 = 2; the last row lacks one: 0 + 0 + 3 = 3, or 0 + 0 + 3 + 3 = 6.
    (found,) = read("dispute", [1, 0, 0, 0, 1, 0, 2, 0, 0, 2, 0, 0, 3, 3])
    assert found[:10] == [[1], [0], [0], [0], [1], [0], [2], [0], [0], [2]]
    assert found[14] == [3, 6]


@pytest.mark.parametrize(
    "printed",
    [
        [],
        [0, 0, 0, 0, 0],
        [0] * 9,
        [0, None, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, None],
        [None, *[0] * 8],
        [0, None, 0, 0, 0, 0, 0, 0],
    ],
)
def test_two_lost_two_added_or_one_without_a_reading_tell_nothing(printed: list[int | None]) -> None:
    # No reading: the column sums may still confirm what is printed, or a blank, but nothing else.
    assert applicants(*printed) == [sorted({0, *(value for value in printed if value is not None)})] * 7
    assert settled("granted", printed) == [None] * 7


def test_a_dash_or_a_doubtful_number_settles_nothing_by_itself() -> None:
    assert settled("granted", [0] * 6, sure=False) == [None] * 7
    assert settled("granted", [0] * 6) == [0] * 7


@pytest.mark.parametrize("printed", [[0, 0], [0, 0, 0, 0]])
def test_a_line_without_sums_tells_nothing(printed: list[int | None]) -> None:
    assert read("regulation", printed) == [[[0], [0], [0]]]
    assert settled("regulation", printed) == [None] * 3


def test_many_prints_are_read_each_for_itself() -> None:
    first, second = read("granted", [0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0, 2])
    assert first == [[0]] * 7
    assert second == [[2], [0], [0], [0], [0], [0], [2]]


def test_no_prints_give_an_empty_frame() -> None:
    assert read("granted") == []


def scaled(*row: int) -> list[int]:
    return [value * SCALE for value in row]


def test_two_values_printed_as_one_may_be_what_a_row_lacks() -> None:
    # 0 1 5 5 0 8 and their sum 19 with a bar lost, or a row without its total.
    assert applicants(*scaled(0, 1, 5, 50, 8, 19))[3:] == [scaled(5, 50), scaled(0, 8), scaled(8, 19), scaled(19, 83)]
    assert applicants(*scaled(0, 0, 12, 0, 0, 14))[6] == scaled(14, 26)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 120), min_size=6, max_size=6), st.integers(0, 5))
def test_the_truth_is_among_the_readings_of_a_glued_row(parts: list[int], at: int) -> None:
    row = [*parts, sum(parts)]
    said = f"{row[at]}{row[at + 1]}"
    options = applicants(*scaled(*row[:at], int(said), *row[at + 2 :]))
    assert said.startswith("0") or all(SCALE * value in allowed for value, allowed in zip(row, options, strict=True))


ROW = st.lists(st.integers(0, 5), min_size=6, max_size=6).map(lambda parts: [*parts, sum(parts)])


@settings(max_examples=60, deadline=None)
@given(ROW, st.integers(0, 6))
def test_the_truth_is_among_the_readings_of_a_lost_value(row: list[int], lost: int) -> None:
    # What looks like a total is one.
    assume(lost < len(row) - 1 or (row[5] != sum(row[1:5]) and row[4] != sum(row[:4])))
    options = applicants(*row[:lost], *row[lost + 1 :])
    assert all(value in allowed for value, allowed in zip(row, options, strict=True))


@settings(max_examples=60, deadline=None)
@given(ROW, st.integers(0, 7), st.integers(0, 9))
def test_the_truth_is_among_the_readings_of_an_added_value(row: list[int], at: int, extra: int) -> None:
    options = applicants(*row[:at], extra, *row[at:])
    assert all(value in allowed for value, allowed in zip(row, options, strict=True))


def test_the_terms_of_a_sum_across_applicants() -> None:
    found = TERMS.filter(edition="2021", identity="applicants_sum", row_code="granted")
    assert found["sum"].n_unique() == 1
    assert dict(found.select("column_code", "sign").iter_rows()) == {
        **dict.fromkeys(["natural_person", "enterprise", "research", "public_welfare"], 1),
        **dict.fromkeys(["legal_service", "other_org"], 1),
        "total": -1,
    }


def test_the_terms_of_a_sum_down_the_rows() -> None:
    found = TERMS.filter(edition="2021", identity="requests_balance", column_code="research")
    assert found["sum"].n_unique() == 1
    assert dict(found.select("row_code", "sign").iter_rows()) == {
        **{"new_received": 1, "carried_in": 1},
        **{"handled_total": -1, "carried_out": -1},
    }


@pytest.mark.parametrize(("edition", "rows"), [("2019", 23), ("2021", 25)])
def test_an_identity_has_a_sum_for_each_row_or_column(edition: str, rows: int) -> None:
    counted = TERMS.filter(edition=edition).group_by("identity").agg(pl.col("sum").n_unique())
    expected = {"applicants_sum": rows, "outcomes_sum": 7, "requests_balance": 7, "results_sum": 3}
    assert dict(counted.iter_rows()) == expected


def test_identities_across_years_are_no_terms_of_one_report() -> None:
    assert not {"carry_over", "stock_continuity"} & set(TERMS["identity"])


def test_sums_within_a_line_are_by_place() -> None:
    lines = dict(FORMS.printed_rows.filter(edition="2021").select("printed_row", "row").iter_rows())
    sums = row_sums(FORMS)
    assert sums["2021", lines["granted"]] == [((0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, -1))]
    first = ((0, 1), (1, 1), (2, 1), (3, 1), (4, -1))
    rows = sorted(sums["2021", lines["dispute"]])
    assert rows == [tuple((place + start, sign) for place, sign in first) for start in (0, 5, 10)]
    assert ("2021", lines["regulation"]) not in sums
