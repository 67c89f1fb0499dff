"""Rows of column numbers below the heads are no rows of values."""

import pytest

from tests.transform.prints import FORMS, documents
from tests.transform.table.pages import END, HEADS, TITLE, application, dispute, read, values
from transform.batch import read_batch

NEW = "一、本年新收政府信息公开申请数量"
SAID = "3 0 1 2 6 4 1 0 0 5 0 0 2 0 2"
NUMBERS = [str(number) for number in range(1, 16)]


def test_numbers_of_columns_are_no_row_of_the_dispute_table() -> None:
    plain = dispute(" ".join(NUMBERS), SAID)
    named = dispute(" ".join(["栏次", *NUMBERS]), SAID)
    for found in read("dispute", plain, named):
        assert values(found["reconsideration"]) == [3, 0, 1, 2, 6]
        assert values(found["litigation_after_reconsideration"]) == [0, 0, 2, 0, 2]


def test_a_data_frame_counts_its_columns_from_0() -> None:
    numbers = " ".join(str(number) for number in range(15))
    above = f"四、政府信息公开行政复议、行政诉讼情况\n{numbers.replace(' ', chr(9))}\n"
    (blank,) = read("dispute", above + dispute().split("\n", 1)[1])
    assert values(blank["reconsideration"]) == [None] * 5
    (found,) = read("dispute", above + dispute(SAID).split("\n", 1)[1])
    assert values(found["reconsideration"]) == [3, 0, 1, 2, 6]


def test_numbers_of_columns_open_no_row_below_them() -> None:
    numbers = "|" + "|".join(NUMBERS[: len(HEADS.split())])
    (found,) = read("application", application(numbers, f"{NEW}|5|0|0|0|0|0|5"))
    assert values(found["new_received"]) == [5, 0, 0, 0, 0, 0, 5]
    head = "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    (found,) = read("disclosure", f"{head}\t1\t2\t3\n规章\t1\t2\t3\n")
    assert values(found["regulation"]) == [1, 2, 3]


def test_a_row_whose_values_rise_is_a_row() -> None:
    (found,) = read("application", application(f"{NEW}|1|2|3|4|5|6|7"))
    assert values(found["new_received"]) == [1, 2, 3, 4, 5, 6, 7]


def test_numbers_of_columns_are_leftovers_of_their_own_reason() -> None:
    left = read_batch(documents(TITLE + dispute(" ".join(NUMBERS), SAID) + END))["leftover"]
    assert left.filter(reason="column_numbers")["token"].to_list() == NUMBERS


@pytest.mark.parametrize("cut", ["\t", "\n"])
def test_numbers_of_rows_are_no_values_where_zeros_are_blank(cut: str) -> None:
    """`24 5 3 5 8 21` would be six values without their total."""
    rows = FORMS.rows.filter(edition="2021", form="application").select("row_code", "label").rows()
    full = {"new_received", "granted", "handled_total"}
    lines = [
        f"{label}|{number}|{'5|3||5|8||21' if code in full else '||||||'}".replace("|", cut)
        for number, (code, label) in enumerate(rows, start=1)
        if code != "denied_third_party"  # a crawler lost it
    ]
    (found,) = read("application", application(*lines))
    for code, cells in found.items():
        assert set(values(cells)) <= {5, 3, 8, 21, 0, None}, code
        assert code in full or set(values(cells)) <= {0, None}, code
    assert cut == "\n" or values(found["granted"]) == [5, 3, 0, 5, 8, 0, 21]


def test_a_few_values_that_rise_are_values() -> None:
    (found,) = read("disclosure", "二、主动公开政府信息情况\n行政许可\t3\n行政处罚\t4\n行政强制\t5\n")
    assert [values(found[code]) for code in ("licensing", "penalty", "coercion")] == [[3], [4], [5]]


NUMBERED = [
    "行政许可   516",
    "第二十条第（六）项",
    "信息内容   本年处理决定数量",
    "行政处罚   660",
    "行政强制",
    "第二十条第（八）项",
    "信息内容   本年收费金额（单位：万元）",
]
SECTION = "二、主动公开政府信息情况\n信息内容   本年处理决定数量\n"


def test_the_number_of_the_next_line_is_no_blank_row_s() -> None:
    lines = "\n".join(f"{number}  {line}" for number, line in enumerate(NUMBERED, 5))
    (found,) = read("disclosure", SECTION + lines)
    assert [values(found[row]) for row in ("licensing", "penalty", "coercion")] == [[516], [660], [None]]


def test_numbers_that_do_not_rise_line_by_line_are_values() -> None:
    lines = ["行政许可", "516  本年数据", "行政处罚", "517  本年数据", "行政强制", "0  本年数据"]
    (found,) = read("disclosure", SECTION + "\n".join(lines))
    assert [values(found[row]) for row in ("licensing", "penalty", "coercion")] == [[516], [517], [0]]
