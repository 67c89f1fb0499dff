"""Rows below the heads of table 四 that are no values, or of which nothing tells whose they are."""

from collections.abc import Callable

import polars as pl
import pytest

from extract.pages import page_texts
from tests.transform.prints import documents
from transform.batch import read_batch

TITLE = "法库县合成局2022年政府信息公开工作年度报告"
HEADS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
GROUPS = ["行政复议", *[""] * 4, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4]
VALUES = [3, 0, 1, 2, 6, 4, 1, 0, 0, 5, 0, 0, 2, 0, 2]
OTHERS = [1, 0, 1, 2, 4, 4, 1, 3, 0, 8, 0, 0, 2, 0, 2]
NUMBERS = list(range(1, 16))


def as_page(lines: list[list[str]]) -> str:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    return (
        f"<html><body><p>{TITLE}</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>{cells}</table></body></html>"
    )


def as_tabs(lines: list[list[str]]) -> str:
    body = "\n".join("\t".join(line) for line in lines)
    return f"{TITLE}\n四、政府信息公开行政复议、行政诉讼情况\n{body}\n五、存在的主要问题\n无\n"


Disputes = Callable[..., tuple[list[int | None], list[str]]]


@pytest.fixture(params=[as_page, as_tabs])
def disputes(request: pytest.FixtureRequest) -> Disputes:
    """Reads table 四 with these rows of values: what its cells say, and why what was left over was."""

    def read(*rows: list[int]) -> tuple[list[int | None], list[str]]:
        text = request.param([GROUPS, HEADS, *([str(value) for value in row] for row in rows)])
        tables = read_batch(page_texts(documents(text)))
        found = tables["fact_dispute"]["value"].cast(pl.Int64).to_list()
        return found, tables["leftover"]["reason"].unique().sort().to_list()

    return read


def test_numbers_of_columns_are_no_values(disputes: Disputes) -> None:
    assert disputes(NUMBERS, VALUES) == (VALUES, ["column_numbers"])


def test_numbers_of_columns_alone_leave_the_table_open(disputes: Disputes) -> None:
    assert set(disputes(NUMBERS)[0]) == {None}


def test_one_row_is_read(disputes: Disputes) -> None:
    assert disputes(VALUES) == (VALUES, [])


def test_of_two_rows_without_a_label_stands_only_what_is_0_in_both(disputes: Disputes) -> None:
    for first, second in ((VALUES, OTHERS), (OTHERS, VALUES), ([0] * 15, VALUES)):
        found, _ = disputes(first, second)
        assert found == [0 if one == other == 0 else None for one, other in zip(first, second, strict=True)]


def test_the_same_row_twice_is_read(disputes: Disputes) -> None:
    assert disputes(VALUES, VALUES)[0] == VALUES
