"""Labels and numbers that narrow columns break: how a PDF page's lines read."""

import pytest

from tests.transform.table.pages import HEADS as WHOLE_HEADS
from tests.transform.table.pages import Row, read

OPEN: Row = [(None, "missing", "not_printed")] * 7
LONG = ["1.申请人无", "正当理由逾", "期不补正、", "行政机关不", "再处理其政", "府信息公开", "申请"]
#: What pdfplumber makes of the head of table 三.
HEAD = [
    "申请人情况",
    "（本列数据的勾稽关系",
    "法人或其他组织",
    "为：第一项加第二项之",
    "和，等于第三项加第四项",
    "自然人 社会 总计",
    "之和） 科研 法律服务",
    "商业企业 公益 其他",
    "机构 机构",
    "组织",
]


def table(lines: list[str], code: str, heads: list[str] | None = None) -> Row:
    """The cells of a row of table 三."""
    heads = heads or WHOLE_HEADS.split()
    (found,) = read("application", "\n".join(["三、收到和处理政府信息公开申请情况", *heads, *lines]))
    return found[code]


def values(lines: list[str], code: str, heads: list[str] | None = None) -> list[int | None]:
    """The numbers that are reported in a row of table 三."""
    return [value if state == "reported" else None for value, state, _ in table(lines, code, heads)]


def test_a_label_broken_around_its_values_is_one() -> None:
    lines = ["4.保护第三", "0 3 0 0 3 0 6", "方合法权益", "5.属于三类", "内部事务信 2 0 0 0 0 1 3", "息"]
    assert values(lines, "denied_third_party") == [0, 3, 0, 0, 3, 0, 6]
    assert values(lines, "denied_internal_affairs") == [2, 0, 0, 0, 0, 1, 3]


def test_a_label_in_many_pieces_is_not_another_row_that_ends_like_it() -> None:
    lines = [*LONG, "72 63 96 80 73 71 455"]
    assert values(lines, "other_uncorrected") == [72, 63, 96, 80, 73, 71, 455]
    assert table(lines, "unprocessed_duplicate") == OPEN


def test_a_piece_of_the_groups_label_before_the_rows_numbering_is_none_of_it() -> None:
    assert values(["（三 4.保护第三", "0 3 0 0 3 0 6", "）不 方合法权益"], "denied_third_party") == [None] * 7
    assert values(["）不 4.保护第三", "方合法权益 0 3 0 0 3 0 6"], "denied_third_party") == [0, 3, 0, 0, 3, 0, 6]


@pytest.mark.parametrize("rest", [["版物 9"], ["版物  9"], ["版物", "9"]])
def test_a_row_that_lacks_the_digit_behind_its_labels_end_is_open(rest: list[str]) -> None:
    found = table(["3.要求提供公开出 63 63 94 68 2 59 34", *rest], "unprocessed_publication")
    assert {(value, reason) for value, _, reason in found} == {(None, "run_beside")}
    # 63 + 63 + 94 + 68 + 2 + 59 = 349: then it lacks none.
    assert values(["3.要求提供公开出 63 63 94 68 2 59 349", *rest], "unprocessed_publication")[-1] == 349


def test_numbers_below_a_label_with_others_beside_it_are_not_the_row() -> None:
    found = table(["3.其他 5 — —", "980", "0", "8", "845", "0", "1", "2"], "other_other")
    assert [value for value, *_ in found] == [None] * 7


def test_a_number_that_begins_with_0_is_the_end_of_another() -> None:
    text = "二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n3\n13\n07"
    (found,) = read("disclosure", text)
    assert {(value, reason) for value, _, reason in found["regulation"]} == {(None, "run_beside")}


def test_pieces_of_the_caption_beside_the_heads_are_no_heads() -> None:
    lines = ["一、本年新收政府信息公", "114 85 15 25 58 3 300", "开申请数量"]
    assert values(lines, "new_received", HEAD) == [114, 85, 15, 25, 58, 3, 300]
    # A head of an author's own is one all the same.
    other = [line.replace("自然人 社会 总计", "自然人 上年 总计") for line in HEAD]
    assert values(lines, "new_received", other) == [None] * 7


def test_a_column_of_units_is_no_label() -> None:
    line = "一、本年新收政府信息公开申请数量 件 4 6 3 1 0 3 17".replace(" ", "\t")
    assert values([line], "new_received", ["申请情况", "单位", *WHOLE_HEADS.split()]) == [4, 6, 3, 1, 0, 3, 17]


def test_values_behind_a_text_that_holds_a_row_are_not_its_labels() -> None:
    lines = [
        "3.补正后申",
        "79 19 46 63 64 87 358 请内容仍不",
        "明确",
        "（五 1.信访举报",
        "73 50 23 58 32 18 254",
        "）不 投诉类申请",
    ]
    assert values([*lines, "（七）总计 0 0 0 0 0 0 0"], "unavailable_unclear") == [None] * 7
