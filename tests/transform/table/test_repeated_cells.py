"""Cells that a crawler prints once for each column they are merged over: one number, where their head repeats, too."""

import pytest

from extract.pages import page_texts
from tests.transform.prints import documents
from tests.transform.table.pages import END, TITLE, read, values
from transform.batch import read_batch

DECISIONS = "本年处理决定数量"
SECTION = "二、主动公开政府信息情况\n规章\t0\t0\t0\n"


@pytest.mark.parametrize("between", ["\t", " | ", "\n", "   "])
def test_a_number_below_a_head_that_repeats_as_often_is_one(between: str) -> None:
    table = "\n".join(between.join(line) for line in (["信息内容", *[DECISIONS] * 3], ["行政许可", *["12"] * 3]))
    above = SECTION.replace("\t", between)
    (found,) = read("disclosure", f"{above}{table}\n三、收到和处理政府信息公开申请情况\n")
    assert found["licensing"] == [(12, "reported", None)]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [([DECISIONS], ["12"] * 3), ([DECISIONS] * 2, ["12"] * 3), ([DECISIONS] * 3, ["12", "12", "13"])],
)
def test_other_numbers_behind_a_label_are_not_one(heads: list[str], cells: list[str]) -> None:
    table = "\n".join("\t".join(line) for line in (["信息内容", *heads], ["行政许可", *cells]))
    (found,) = read("disclosure", f"{SECTION}{table}\n三、收到和处理政府信息公开申请情况\n")
    assert values(found["licensing"]) == [None]


def test_a_number_merged_over_two_columns_of_a_grid_is_not_that_of_the_blank_before() -> None:
    table = (
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "3", "1", "2"],
        ["信息内容", "上一年项目数量", "本年增/减", "本年增/减"],
        ["行政事业性收费", "", "1", "1"],
    )
    markup = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in table)
    page = f"{TITLE}<br>{SECTION}<table>{markup}</table>{END}".replace("2021", "2019").replace("2022", "2020")
    fees = read_batch(page_texts(documents(page)))["fact_disclosure"].filter(row_code="fee")
    assert set(fees["value"]) <= {1, None}
    assert fees.filter(column_code="prior_items")["value"].to_list() == [None]
