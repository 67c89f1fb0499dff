"""Cells that a crawler prints once for each column they are merged over: one number, where their head repeats, too."""

import pytest

from tests.transform.table.pages import read, values

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
