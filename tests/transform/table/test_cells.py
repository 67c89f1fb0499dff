from decimal import Decimal

import polars as pl
import pytest

from tests.transform.prints import FORMS, Cell, application, cells, form_rows, report, row

NEW = "一、本年新收政府信息公开申请数量"
ZERO: Cell = (0, "reported", None)


def one(value: int) -> Cell:
    """A value printed cleanly."""
    return (value, "reported", None)


def new_received(printed: str) -> list[Cell]:
    """The cells of the first row of section 三, printed alone."""
    return row(cells("\t".join([NEW, *printed.split(" ")])), "application", "new_received")


def test_a_clean_row_is_reported_as_printed() -> None:
    # 5 + 0 + 3 + 0 + 0 + 0 = 8
    assert new_received("5 0 3 0 0 0 8") == [one(5), ZERO, one(3), ZERO, ZERO, ZERO, one(8)]


def test_a_printed_mistake_stays_as_printed() -> None:
    # 5 + 3 is not 9
    assert new_received("5 0 3 0 0 0 9") == [one(5), ZERO, one(3), ZERO, ZERO, ZERO, one(9)]


def test_a_word_for_zero_and_a_number_with_its_unit_are_reported() -> None:
    assert new_received("5件 无 3 无 ０ 0 8") == [one(5), ZERO, one(3), ZERO, ZERO, ZERO, one(8)]


def test_a_dash_is_what_the_sum_leaves() -> None:
    # 5 + ? + 3 = 8
    assert new_received("5 — 3 0 0 0 8")[1] == (0, "inferred", "dash:applicants_sum")
    # 5 + ? + 3 = 10: a dash is no zero.
    assert new_received("5 — 3 0 0 0 10")[1] == (10 - 5 - 3, "inferred", "dash:applicants_sum")


def test_dashes_that_nothing_determines_are_missing_and_never_zero() -> None:
    assert new_received("— / - — — — —") == [(None, "missing", "dash")] * 7
    assert new_received("— — 0 0 0 0 3")[:2] == [(None, "missing", "dash")] * 2


def test_a_blank_cell_within_a_row_is_what_the_sum_leaves() -> None:
    # 5 + ? + 3 = 8
    assert new_received("5  3 0 0 0 8") == [
        one(5),
        (0, "inferred", "blank:applicants_sum"),
        *[one(3), ZERO, ZERO, ZERO, one(8)],
    ]


def test_blank_cells_that_nothing_determines_are_missing() -> None:
    found = new_received("5   0 0 0 8")
    assert found[1:3] == [(None, "missing", "not_printed")] * 2
    assert found[0] == one(5)


def test_six_of_seven_zeros_are_repaired_by_the_line() -> None:
    assert new_received("0 0 0 0 0 0") == [(0, "repaired", "value_lost:line")] * 7


def test_a_lost_value_with_several_readings_leaves_only_what_they_agree_on() -> None:
    doubt: Cell = (None, "missing", "value_lost")
    sure: Cell = (0, "repaired", "value_lost:line")
    assert new_received("1 0 0 0 0 1") == [doubt, doubt, sure, sure, sure, doubt, doubt]


def test_a_lost_value_is_found_by_the_other_rows() -> None:
    # New 1 + 0 = handled 1 + carried out 0, each applicant for himself, so the lost zero is not the first.
    text = application({"new_received": "1 0 0 0 0 1", "granted": "1 0 0 0 0 0 1", "handled_total": "1 0 0 0 0 0 1"})
    found = [value for value, _, _ in row(cells(text), "application", "new_received")]
    assert found == [1, 0, 0, 0, 0, 0, 1]


def test_one_value_too_many_is_repaired_by_the_line() -> None:
    states = {(state, reason) for _, state, reason in new_received("2 0 0 0 0 0 0 2")}
    assert states == {("repaired", "value_added:line")}
    assert [value for value, _, _ in new_received("2 0 0 0 0 0 0 2")] == [2, 0, 0, 0, 0, 0, 2]


@pytest.mark.parametrize(("count", "reason"), [(5, "value_lost"), (9, "value_added")])
def test_two_values_too_many_or_too_few_are_missing(count: int, reason: str) -> None:
    text = "1.信访举报投诉类申请\t" + "\t".join("0" * count)
    found = row(cells(text), "application", "unprocessed_petition")
    assert found == [(None, "missing", reason)] * 7


def test_doubtful_digits_are_repaired_only_when_the_sum_confirms_them() -> None:
    # 12 + 3 = 15, the 12 split by a full-width space.
    assert new_received("1　2 3 0 0 0 0 15")[0] == (12, "repaired", "doubtful_digits:applicants_sum")
    assert new_received("12 O 0 0 0 0 12")[1] == (0, "repaired", "doubtful_digits:applicants_sum")
    # 12 + 3 = 15 is not 20, and a wrong sum confirms nothing.
    assert new_received("12 O 0 0 0 0 20")[1] == (None, "missing", "doubtful_digits")
    assert row(cells("行政许可\t1 2"), "disclosure", "licensing") == [(None, "missing", "doubtful_digits")]


def test_a_count_has_no_fraction() -> None:
    assert row(cells("行政许可\t3.5"), "disclosure", "licensing") == [(None, "missing", "not_a_count")]
    assert row(cells("行政许可\t3.0"), "disclosure", "licensing") == [(3, "reported", None)]
    assert row(cells("行政事业性收费\t3.5"), "disclosure", "fee") == [(Decimal("3.5"), "reported", None)]


def test_a_count_is_not_below_0() -> None:
    assert row(cells("行政许可\t-1"), "disclosure", "licensing") == [(None, "missing", "not_a_count")]
    assert new_received("-1 2 0 0 0 0 1")[0] == (None, "missing", "not_a_count")
    change = row(cells("行政许可\t5\t-1\t3", edition="2019"), "disclosure", "licensing")
    assert change[1] == (-1, "reported", None)


def test_a_row_that_is_not_printed_is_inferred_where_the_identities_force_it() -> None:
    printed = application({"new_received": "2 0 0 0 0 0 2", "granted": "2 0 0 0 0 0 2"})
    text = "\n".join(line for line in printed.splitlines() if "总计" not in line)
    found = row(cells(text), "application", "handled_total")
    assert [(value, state) for value, state, _ in found] == [(2, "inferred"), *[(0, "inferred")] * 5, (2, "inferred")]
    assert all((reason or "").startswith("blank:") for _, _, reason in found)


def test_rows_that_are_not_printed_and_not_forced_are_missing() -> None:
    found = cells("\t".join([NEW, *"0000000"]))
    rest = found.filter(pl.col("row_code") != "new_received")
    assert set(rest.select("value", "state", "reason", "raw_text").rows()) == {(None, "missing", "not_printed", None)}


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("text", ["", "天气", "{report}", "{table}"])
def test_every_cell_of_the_edition_has_exactly_one_row(edition: str, text: str) -> None:
    filled = text.format(report=report(edition=edition), table=application(edition=edition) * 2)
    codes = ["edition", "form", "row_code", "column_code"]
    assert cells(filled, edition=edition).select(codes).rows() == (
        FORMS.cells.filter(edition=edition).select(codes).rows()
    )


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_value_stands_exactly_where_the_state_is_not_missing(edition: str) -> None:
    given = {"new_received": "1 0 0 0 0 1", "granted": "— — — — — — —", "carried_in": "1 O 0 0 0 0 1"}
    found = cells(application(given, edition), "", report(edition=edition), edition=edition)
    assert found["state"].is_in(["reported", "repaired", "inferred", "missing"]).all()
    assert (found["value"].is_null() == (found["state"] == "missing")).all()
    assert (found["reason"].is_null() == (found["state"] == "reported")).all()


def test_a_cell_keeps_its_print_and_its_line() -> None:
    text = "\n\n".join(["规章\t１\t—\t3件", "行政规范性文件\t1\t2", "行政许可", "1 2"])
    found = cells(text).head(7).select("row_code", "raw_text", "line_no").rows()
    assert found == [
        ("regulation", "１", 1),
        ("regulation", "—", 1),
        ("regulation", "3件", 1),
        *[("normative_document", "1 2", 3)] * 3,
        ("licensing", "1 2", 7),
    ]


def test_each_document_has_its_own_cells() -> None:
    found = cells("行政许可\t3", "天气", "行政许可\t5").filter(row_code="licensing")
    assert found.select("doc", "value").rows() == [(0, 3), (1, None), (2, 5)]


def test_the_rows_of_a_wide_line_follow_each_other() -> None:
    # 1 + 0 + 0 + 2 = 3; 0; 4 + 1 + 0 + 0 = 5
    (line,) = form_rows("2021", "dispute", {"dispute": "1 0 0 2 3 0 0 0 0 0 4 1 0 0 5"})
    found = cells(line)
    values = {
        code: [value for value, _, _ in row(found, "dispute", code)]
        for code in FORMS.rows.filter(edition="2021", form="dispute")["row_code"]
    }
    assert values == {
        "reconsideration": [1, 0, 0, 2, 3],
        "litigation_direct": [0, 0, 0, 0, 0],
        "litigation_after_reconsideration": [4, 1, 0, 0, 5],
    }


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("政府集中采购\t2\t13.5", None),
        ("政府集中采购\t2\t13.5万元", "10k CNY"),
        ("政府集中采购\t2\t135000元", "CNY"),
        ("采购总金额（万元）\n政府集中采购\t2\t13.5", "10k CNY"),
        ("采购总金额(单位：元)\n政府集中采购\t2\t13.5", "CNY"),
        ("采购总金额（万元）\n政府集中采购\t2\t135000元", "CNY"),
        ("采购总金额\n政府集中采购\t2\t13.5", None),
    ],
)
def test_the_unit_is_the_cells_else_the_headers_else_the_forms(text: str, unit: str | None) -> None:
    found = cells(text, edition="2019").filter(row_code="procurement").select("column_code", "unit").rows()
    assert found == [("projects", "count"), ("amount", unit)]


def test_the_form_names_the_unit_of_what_it_counts() -> None:
    units = cells("行政事业性收费\t13.5").filter(form="disclosure").select("row_code", "unit").unique().rows()
    assert ("fee", "10k CNY") in units
    assert {unit for code, unit in units if code != "fee"} == {"count"}


def test_a_header_names_the_unit_for_its_own_document() -> None:
    texts = ["采购总金额（万元）\n政府集中采购\t2\t13.5", "政府集中采购\t2\t13.5"]
    found = cells(*texts, edition="2019").filter(column_code="amount")
    assert found["unit"].to_list() == ["10k CNY", None]


def test_a_change_can_be_negative() -> None:
    found = row(cells("行政许可\t5\t减3\t2", edition="2019"), "disclosure", "licensing")
    assert found == [(5, "reported", None), (-3, "reported", None), (2, "reported", None)]


def printed_twice(first: str, second: str) -> list[Cell]:
    """行政复议、行政诉讼 printed twice: only its first five cells."""
    zeros = " 0" * 10
    tables = [form_rows("2021", "dispute", {"dispute": printed + zeros})[0] for printed in (first, second)]
    return row(cells("\n".join(tables)), "dispute", "reconsideration")


def test_a_second_print_that_says_the_same_changes_nothing() -> None:
    assert printed_twice("1 2 0 0 3", "1 2 0 0 3") == [one(1), one(2), ZERO, ZERO, one(3)]


def test_where_a_second_print_says_something_else_the_sum_decides() -> None:
    # 1 + 2 = 3; with 7 for 2 it would not be.
    assert printed_twice("1 2 0 0 3", "1 7 0 0 3")[1] == (2, "repaired", "printed_twice:results_sum")
    assert printed_twice("1 7 0 0 3", "1 2 0 0 3")[1] == (2, "repaired", "printed_twice:results_sum")


def test_where_two_prints_each_hold_neither_is_taken() -> None:
    # 1 + 2 = 3 and 1 + 4 = 5
    found = printed_twice("1 2 0 0 3", "1 4 0 0 5")
    assert [cell[1] for cell in found] == ["reported", "missing", "reported", "reported", "missing"]
    assert found[1] == (None, "missing", "printed_twice")


def test_dashes_in_a_torn_row_are_zeros_only_where_the_columns_say_so() -> None:
    torn = {"denied_internal_affairs": "5 — — — — 5"}
    found = row(cells(application(torn | {"handled_total": "5 0 0 0 0 0 5"})), "application", "denied_internal_affairs")
    assert [cell[0] for cell in found] == [5, 0, 0, 0, 0, 0, 5]
    assert {cell[1] for cell in found} == {"repaired"}
    alone = "7.属于行政执法案卷\t—\t—\t—\t—\t—\t—"
    assert {cell[1] for cell in row(cells(alone), "application", "denied_enforcement_file")} == {"missing"}


def test_a_printed_number_of_a_torn_row_is_not_left_out_by_the_columns() -> None:
    # The author's 10 stands in no total; no 0 in its place is what the row prints.
    found = cells(application({"denied_enforcement_file": "10 0 0 0"}))
    assert {value for value, *_ in row(found, "application", "denied_enforcement_file")} == {None}


def test_a_row_with_a_number_that_no_column_takes_is_open_as_a_whole() -> None:
    # Nothing is said of 自然人, but of the other columns: the 10 may stand in any.
    found = cells(
        application({"denied_enforcement_file": "10", "handled_total": "5 0 0 0 0 0 5", "granted": "5 0 0 0 0 0 5"})
    )
    assert {value for value, *_ in row(found, "application", "denied_enforcement_file")} == {None}
