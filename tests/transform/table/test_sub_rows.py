"""A row of the form that is split into lines with labels of their own: the number of such a line is not the row's."""

import pytest

from tests.transform.table.test_grids import HEAD, page, read, row, values

NEW, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
ZEROS = "<td>0</td><td>0</td><td>0</td><td colspan=2>0</td><td>0</td>"


def split(*labels: str) -> str:
    first, *rest = (f"<td>{label}</td><td>{9 - at}</td>{ZEROS}<td>{9 - at}</td>" for at, label in enumerate(labels))
    lines = "".join(f"<tr>{line}</tr>" for line in rest)
    return f"<tr><td colspan=2 rowspan={len(labels)}>{NEW}</td>{first}</tr>{lines}{row(CARRIED, ['0'] * 7)}"


@pytest.mark.parametrize("labels", [("上年", "本年"), ("网上", "窗口"), ("网上", "窗口", "合计"), ("去年",)])
def test_a_line_of_a_row_is_not_the_row(labels: tuple[str, ...]) -> None:
    found = read(page(HEAD + split(*labels)))
    assert values(found["new_received"]) == [None] * 7
    assert values(found["carried_in"]) == [0] * 7


@pytest.mark.parametrize("label", ["本年", "合计", "件", "申请数量"])
def test_a_line_that_is_this_years_or_the_sum_is_the_row(label: str) -> None:
    assert values(read(page(HEAD + split(label)))["new_received"]) == [9, 0, 0, 0, 0, 0, 9]


def test_words_in_a_first_cell_are_no_label_of_a_line() -> None:
    found = read(page(HEAD + row(NEW, ["见附件", "0", "0", "0", "0", "0", "9"]) + row(CARRIED, ["0"] * 7)))
    assert values(found["new_received"]) == [None, 0, 0, 0, 0, 0, 9]
