"""Numbers that stand apart from the row before them: pages and dates below blank cells."""

from tests.transform.table.pages import read

HEAD = "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\n本年处理决定数量\n"
REST = "第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n8\n"
APART = [(None, "missing", "stands_apart")]


def test_a_number_behind_a_blank_line_is_no_cell_below_a_blank_one() -> None:
    (found,) = read("disclosure", f"{HEAD}行政许可\n\n2\n\n{REST}")
    assert found["licensing"] == APART
    assert found["penalty"] == [(8, "reported", None)]


def test_where_all_cells_are_blank_lines_apart_they_are_read() -> None:
    (found,) = read("disclosure", f"{HEAD}行政许可\n2\n{REST}".replace("\n", "\n\n"))
    assert [found[code] for code in ("licensing", "penalty")] == [[(2, "reported", None)], [(8, "reported", None)]]


def test_where_lines_are_rows_a_number_on_its_own_line_is_no_rows() -> None:
    head = "二、主动公开政府信息情况\n信息内容\t本年处理决定数量\n"
    tabs, bars, near = read(
        "disclosure",
        f"{head}行政许可\t\n\n2\n\n信息内容\t本年处理决定数量\n行政处罚\t8\n",
        f"{head}行政许可\t\n\n2\n\n信息内容\t本年处理决定数量\n行政处罚\t8\n".replace("\t", " | "),
        f"{head}行政许可\n2\n行政处罚\t8\n",
    )
    for found in (tabs, bars, near):
        assert found["licensing"] == APART
        assert found["penalty"] == [(8, "reported", None)]


def test_a_year_before_the_rest_of_its_date_is_no_number() -> None:
    (found,) = read("disclosure", f"{HEAD}行政许可\n2022\n年1月5日\n")
    assert found["licensing"] == APART


def test_a_page_below_a_row_of_many_cells_opens_it_unless_it_adds_up() -> None:
    heads = "行政复议\n行政诉讼\n" + "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n" * 3
    said = "四、政府信息公开行政复议、行政诉讼情况\n" + heads + "3\n0\n1\n2\n6\n4\n1\n0\n0\n5\n0\n0\n2\n0\n"
    page, total = read("dispute", f"{said}\n6\n\n五、存在的主要问题及改进情况\n", f"{said}\n2\n")
    assert {reason for row in page.values() for _, _, reason in row} == {"stands_apart"}
    assert total["litigation_after_reconsideration"][-1] == (2, "reported", None)
