"""Rows of column numbers below the heads are no rows of values."""

from tests.transform.prints import documents
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
