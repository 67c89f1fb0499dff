"""When a page was published, from header blocks of many makers."""

from datetime import date

import pytest

from tests.transform.prints import headed
from transform.document.identity import identities

TITLE = "合成县样例局2021年政府信息公开工作年度报告"
DAY = date(2022, 1, 20)


def published(*head: str, below: str = "一、总体情况") -> tuple[date | None, str | None]:
    """The date of a page's head, and how it was found."""
    found = identities(*headed("\n".join([*head, below]))).row(0, named=True)
    return found["published_date"], found["published_by"]


@pytest.mark.parametrize(
    "head",
    [
        ["发布日期：2022-01-20"],
        ["【成文日期】2022年1月20日"],
        ["公开日期:[2022/1/20]"],
        ["索引号 | 000 | 发布日期 | 2022-01-20 | 浏览次数 | 12"],
        ["索引号 | 000", "发文日期 | 2022-01-20 | 主题词 | 公开；年报"],
        ["索引号\t000\t发布时间\t2022-01-20 10:30:00\t文号\t无"],
        ["· 来源：样例局　· 发布时间：2022年01月20日　· 字体：大 中 小"],
        ["索引号：000", "发布日期：2022-01-20", "有效性：有效"],
        ["发布日期", "2022-01-20"],
        ["发布日期：", "2022年1月20日"],
        ["来源：样例局 时间：2022-01-20 10:30 点击数：12"],
        ["成文日期：2022-01-10　发布日期：2022-01-20"],
        ["发布时间：20220120　来源：样例局"],
        ["发布时间：01/20/2022"],
        ["发布时间：20/01/2022 10:30"],
        ["发布日期：2022-01-20　更新时间：2023-05-05"],
        ["Published: 2022-01-20   Views: 41   Print"],
        ["**发布日期：** 2022-01-20 **来源：** 样例局"],
        ["发布时间：2022-1-20 1:20 来源：样例局"],
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_header_block_tells_it(head: list[str], is_above: bool) -> None:
    assert published(*([*head, TITLE] if is_above else [TITLE, *head])) == (DAY, "header")


@pytest.mark.parametrize(
    "line", ["发布时间：03/02/2022", "索引号：20220120", "发布时间：202201201", "截止日期：20220120"]
)
def test_a_number_that_may_be_another_day_or_none_is_no_date(line: str) -> None:
    assert published(TITLE, line) == (None, None)


@pytest.mark.parametrize("line", ["发布时间：2022-2-1 10:22:33", "日期：2022/2/1  9:05 来源：样例局", "2022.2.1 10:22"])
def test_the_hour_behind_a_day_is_no_digit_of_it(line: str) -> None:
    assert published(TITLE, line)[0] == date(2022, 2, 1)


def test_a_page_on_one_line_has_its_clock_and_its_signature_beside_its_date() -> None:
    page = f"今天是2026年11月30日 星期一 首页 > 年报 {TITLE} 发布日期：2022-01-20 浏览次数：3 一、总体情况 "
    prose = "2021年，我局公开信息12条。" * 40
    found = identities(*headed(f"{page}{prose} 六、其他需要报告的事项 无。 合成县样例局 2022年1月20日")).row(
        0, named=True
    )
    assert (found["published_date"], found["signed_date"]) == (DAY, DAY)


def test_a_page_s_last_change_is_named_so() -> None:
    assert published("更新时间：2022-01-20", TITLE) == (DAY, "changed")


def test_a_date_alone_beside_the_title_tells_it() -> None:
    assert published(TITLE, "2022-01-20") == (DAY, "bare")
    assert published(TITLE, "2022-01-20 10:30:00") == (DAY, "bare")
    assert published(TITLE, "字号 大 中 小   文章来源：办公室   2022-01-20 17:42:10   打印本页 关闭窗口") == (
        DAY,
        "bare",
    )
    assert published(*["导航"] * 9, TITLE, *["导航"] * 9, "2022-01-20") == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "2022年1月20日 星期四",
        "今天是2022年1月20日 周四",
        "统计日期：2022年1月20日",
        "截止时间：2022年1月20日",
        "会议于2022年1月20日召开。",
        "发布日期：2022-02-30",
    ],
)
def test_a_clock_a_deadline_or_a_sentence_tells_nothing(line: str) -> None:
    assert published(TITLE, line) == (None, None)


def test_a_date_below_the_first_heading_is_none_of_the_head() -> None:
    assert published(TITLE, below="一、总体情况\n发布日期：2022-01-20") == (None, None)
