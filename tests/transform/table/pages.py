"""Pages with one table each, and the cells that are read from them."""

from tests.transform.prints import facts_of

TITLE, END = "盐池县测试局2021年政府信息公开工作年度报告\n", "\n盐池县测试局\n2022年1月5日\n"
HEADS = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
_RESULTS = "结果维持 结果纠正 其他结果 尚未审结 总计 " * 3

#: (value, state, reason) of the cells of a row.
Row = list[tuple[int | None, str, str | None]]


def read(form: str, *texts: str) -> list[dict[str, Row]]:
    """The rows of a form, of each text that is a report's table."""
    return [
        {code: cells.select("value", "state", "reason").rows() for (code,), cells in frame.group_by("row_code")}
        for frame in facts_of(form, *(TITLE + text + END for text in texts))
    ]


def application(*lines: str) -> str:
    """Section 三 below its heads; `|` keeps cells apart."""
    head = "\t" + HEADS.replace(" ", "\t")
    return "\n".join(["三、收到和处理政府信息公开申请情况", head, *(line.replace("|", "\t") for line in lines)])


def dispute(*rows: str) -> str:
    """Section 四 below its heads; spaces keep cells apart."""
    lines = (_RESULTS.strip(), *rows)
    return "四、政府信息公开行政复议、行政诉讼情况\n" + "\n".join(line.replace(" ", "\t") for line in lines)


def values(row: Row) -> list[int | None]:
    """The values of a row."""
    return [value for value, _, _ in row]


def reasons(row: Row) -> set[str | None]:
    """The reasons of a row's cells, all of which are missing."""
    assert {state for _, state, _ in row} == {"missing"}
    return {reason for _, _, reason in row}
