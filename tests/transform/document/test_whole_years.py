"""A report is on one whole year: not on some months, not on two years, not on the year in which it was published."""

import pytest

from tests.transform.prints import documents
from transform.batch import read_batch

AGENCY = "石泉县莲藕保护局"
BODY = """

一、总体情况
主动公开政府信息21条。

二、主动公开政府信息情况
信息内容\t本年处理决定数量
行政许可\t4
行政处罚\t2

三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项

石泉县莲藕保护局
2023年1月9日
"""


def read(*titles: str) -> list[tuple[int | None, str | None]]:
    """Of each document with such a title the year it is loaded under, and the reason why it is not."""
    told = documents(*(title.replace("#", AGENCY) + BODY for title in titles))
    tables = read_batch(told)
    years = dict(tables["report"].select("sha256", "report_year").rows())
    reasons = dict(tables["rejected"].select("sha256", "reason").rows())
    return [(years.get(sha256), reasons.get(sha256)) for sha256 in told["sha256"]]


PARTS = [
    "#2022年1—9月政府信息公开工作年度报告",
    "#2022年1月至11月政府信息公开工作报告",
    "#2022年度1至10月政府信息公开工作年度报告",
    "#2022年11月政府信息公开工作报告",
    "#2022年政府信息公开工作年度报告（2022年1月-2022年6月）",
    "#2022年7-12月政府信息公开工作报告",
    "#2022年政府信息公开工作半年报告",
    "#2022年政府信息公开工作自查报告",
    "#关于2021年政府信息公开工作年度报告整改情况的报告",
    "在#2022年政府信息公开工作年度会议上的讲话",
    "#2022年度政府信息公开工作年度报告（报审稿）",
]


def test_what_is_on_no_whole_year_or_another_matter_is_no_report() -> None:
    assert read(*PARTS) == [(None, "not_a_report")] * len(PARTS)


WHOLE = [
    "#2022年政府信息公开工作年度报告",
    "#2022年1-12月政府信息公开工作年度报告",
    "#2022年政府信息公开工作年度报告（2022年1月1日至12月31日）",
    "#2022年政府信息公开工作年度报告（2023年1月）",
    "#政府信息公开工作年度报告（2022年）",
    "2023年发布#2022年度政府信息公开工作年度报告",
    "#2022年度政府信息公开工作年度报告(2023年1月9日发布)",
]


def test_a_whole_year_is_read() -> None:
    assert read(*WHOLE) == [(2022, None)] * len(WHOLE)


@pytest.mark.parametrize(
    "title",
    [
        "#2021、2022年政府信息公开工作年度报告",
        "#2021—2022年政府信息公开工作年度报告",
        "#2020年度、2021年度政府信息公开工作年度报告",
    ],
)
def test_two_years_of_one_title_decide_nothing(title: str) -> None:
    ((year, _),) = read(title)
    assert year in {None, 2022}  # what the signature says, or nothing


@pytest.mark.parametrize("behind", ["（2023年1月）", "（2023.01）", "（2023年发布）", "（2023年1月印发）"])
def test_the_year_of_publication_is_not_the_years(behind: str) -> None:
    ((year, _),) = read(f"#政府信息公开工作年度报告{behind}")
    assert year in {None, 2022}


def test_a_title_s_year_that_had_just_begun_is_doubted_where_the_prose_names_the_year_before() -> None:
    def of(title: str, prose: str, signed: str = "2023年1月9日") -> int | None:
        body = BODY.replace("主动公开政府信息21条。", prose).replace("2023年1月9日", signed)
        years: list[int] = read_batch(documents(f"{AGENCY}{title}{body}"))["report"]["report_year"].to_list()
        return years[0] if years else None

    title, last, this = "2023年政府信息公开工作年度报告", "2022年，公开信息21条。", "2023年，公开信息21条。"
    assert of(title, last) is None
    # Last year's sentence, or last year's date, alone says less than the title.
    assert of(title, last, signed="2024年1月9日") == 2023
    assert of(title, this) == 2023
    assert of(title, "公开信息21条。") == 2023


def test_a_page_s_last_change_in_spring_is_not_its_publication() -> None:
    tables = read_batch(
        documents(
            *(f"{AGENCY}2022年政府信息公开工作年度报告\n更新时间：{day}{BODY}" for day in ("2023-01-20", "2024-05-06"))
        )
    )
    assert [f"{day}" for day in tables["report"]["published_date"].sort(nulls_last=True)] == ["2023-01-20", "None"]
