"""Table 四 without its header, or with it in pieces: its section's heading or labels tell."""

from tests.transform.prints import facts_of, report

VALUES = "1 0 0 2 3 0 0 0 0 0 4 1 0 0 5"
HEADING = "四、政府信息公开行政复议、行政诉讼情况"

Disputes = list[tuple[int | None, str]]


def printed(table: str, heading: str = HEADING + "\n", before: str = "") -> str:
    """A report that prints `table` in section 四."""
    whole = report(dispute=VALUES)
    start, end = whole.index(HEADING), whole.index("五、存在的主要问题")
    return whole[:start] + before + heading + table + "\n" + whole[end:]


def disputes(*texts: str) -> list[Disputes]:
    """(value, state) of the cells of each."""
    return [found.select("value", "state").rows() for found in facts_of("dispute", *texts)]


PRINTED = [(int(value), "reported") for value in VALUES.split(" ")]
TABBED = VALUES.replace(" ", "\t")
HEADERS = [
    "",
    "行政复议\t行政诉讼\n",
    "行政复议\n行政诉讼\n结果\n维持\n结果\n纠正\n其他\n结果\n尚未\n审结\n总计\n未经复议直接起诉\n",
    "行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉\n",
    "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审\n结\t总\n计\n",
]


def test_the_header_may_be_gone_or_in_pieces() -> None:
    tables = [header + values for header in HEADERS for values in (TABBED, TABBED.replace("\t", "\n"))]
    for table, found in zip(tables, disputes(*map(printed, tables)), strict=True):
        assert found == PRINTED, table


def test_the_header_may_stand_alone_without_the_sections_heading() -> None:
    assert disputes(printed("行政复议\t行政诉讼\n" + TABBED, heading="")) == [PRINTED]


def test_one_value_too_many_is_found_by_the_sums() -> None:
    (found,) = disputes(printed(TABBED + "\t0"))
    assert [value for value, _ in found] == [value for value, _ in PRINTED]


UNKNOWN = [
    (TABBED, "", ""),  # nothing says what the values are
    (TABBED, "", "本年度没有发生行政复议，也没有行政诉讼。\n"),  # a sentence is no heading
    (f"{TABBED}\n甲乙\n{TABBED}", HEADING + "\n", ""),  # which of the two is it?
    ("\t".join("0" * 14), HEADING + "\n", ""),  # two rows of another form
]


def test_where_nothing_tells_no_row_is_taken() -> None:
    for told, found in zip(UNKNOWN, disputes(*(printed(*told) for told in UNKNOWN)), strict=True):
        assert {state for _, state in found} == {"missing"}, told


def test_a_second_set_of_tables_leaves_open_which_of_two_rows_is_the_reports() -> None:
    again = "去年情况\n规章\t1\t0\t2\n行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计 复议后起诉\n"
    other = "0 0 0 1 1 0 0 0 0 0 0 0 0 0 0".replace(" ", "\t")
    (found,) = disputes(printed(f"{HEADERS[3]}{TABBED}\n{again}{other}"))
    assert {state for _, state in found} == {"missing"}
