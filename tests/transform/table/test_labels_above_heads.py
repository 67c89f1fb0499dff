"""Disputes in a table for each kind, whose name is the table's caption."""

import pytest

from tests.transform.table.pages import read, values

HEADS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
CAPTIONS = ["行政复议", "行政诉讼（未经复议直接起诉）", "（三）复议后起诉"]
NUMBERS = [["1", "0", "2", "0", "3"], ["0", "0", "0", "4", "4"], ["5", "1", "0", "0", "6"]]
ROWS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]


def tables(captions: list[str], heads: list[str], between: str) -> str:
    parts = (
        f"{caption}\n{between.join(heads)}\n{between.join(row)}\n"
        for caption, row in zip(captions, NUMBERS, strict=True)
    )
    return "四、政府信息公开行政复议、行政诉讼情况\n" + "".join(parts) + "五、存在的主要问题及改进情况\n"


@pytest.mark.parametrize("between", ["\t", " | ", "\n", "   "])
def test_a_caption_above_the_heads_is_the_rows_label(between: str) -> None:
    (found,) = read("dispute", tables(CAPTIONS, HEADS, between))
    assert [values(found[row]) for row in ROWS] == [[int(it) for it in row] for row in NUMBERS]


@pytest.mark.parametrize(
    ("captions", "heads"),
    [
        (["行政复议", "上年行政复议", "上年行政诉讼"], HEADS),
        (CAPTIONS, [*HEADS[1:4], HEADS[0], HEADS[4]]),
    ],
)
def test_other_captions_and_heads_in_another_order_are_none(captions: list[str], heads: list[str]) -> None:
    (found,) = read("dispute", tables(captions, heads, "\t"))
    assert values(found["litigation_after_reconsideration"]) == [None] * 5
